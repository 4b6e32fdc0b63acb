import { PROCESSING_MS, RESOLUTION_MS } from '../limits.ts';

/** Tracks audio without words: audio that the service processed without starting a turn was silence. */
export interface Silence {
  /** A new connection begins. */
  begun(): void;
  /** All audio before `ms` of the timeline has been sent at `nowMs`. */
  sent(nowMs: number, ms: number): void;
  /** All audio that was sent before `sentAtMs` on the clock has reached the service. */
  delivered(sentAtMs: number): void;
  /** The service reported that it received all audio before `ms` of the timeline. */
  received(ms: number): void;
  /** All words in the audio before `ms` of the timeline are known. */
  add(ms: number): void;
  /** All words in the audio before this time are known, ms of the timeline. */
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
    // The service accepts audio no faster than real time, so ms of audio are at least as long on the clock.
    received: (ms) => add(ms - PROCESSING_MS),
    add,
    get untilMs() {
      return untilMs;
    },
  };
}
