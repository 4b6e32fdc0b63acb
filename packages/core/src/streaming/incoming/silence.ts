import { PROCESSING_MS, RESOLUTION_MS } from '../limits.ts';

/** Keeps track of audio without words: what the service has processed without a turn was silence. */
export interface Silence {
  /** A new connection begins. */
  begun(): void;
  /** All audio before `ms` of the timeline has been sent at `nowMs`. */
  sent(nowMs: number, ms: number): void;
  /** All audio that was sent before `sentAtMs` on the clock has reached the service. */
  delivered(sentAtMs: number): void;
  /** The service has counted all audio before `ms` of the timeline. */
  received(ms: number): void;
  /** No more words will come from the audio before `ms` of the timeline. */
  add(ms: number): void;
  /** No more words will come from the audio before this, ms of the timeline. */
  readonly untilMs: number;
}

export function createSilence(): Silence {
  let marks: { readonly at: number; readonly ms: number }[] = [];
  let untilMs = 0;
  const add = (ms: number): void => void (untilMs = Math.max(untilMs, ms));
  return {
    begun: () => void (marks = []),
    sent(at, ms) {
      if (at - (marks.at(-1)?.at ?? -Infinity) >= RESOLUTION_MS) marks.push({ at, ms });
    },
    delivered(sentAt) {
      const processed = marks.findLastIndex(({ at }) => at <= sentAt - PROCESSING_MS);
      if (processed >= 0) add(marks.splice(0, processed + 1)[processed]!.ms);
    },
    // The service takes audio no faster than real time, so that ms of audio stand for ms of the clock.
    received: (ms) => add(ms - PROCESSING_MS),
    add,
    get untilMs() {
      return untilMs;
    },
  };
}
