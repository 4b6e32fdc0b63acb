import type { Mutable } from '../lib/mutable.ts';
import { MAX_MARKS, PROCESSING_MS, RESOLUTION_MS, UNPROVEN_MS } from '../limits.ts';

/**
 * Tracks audio without words: audio that the service processed without starting a turn was silence.
 *
 * Nothing but its words shows how much audio the service has processed. So audio counts as processed after a multiple of
 * the time that words have taken, and a service is assumed to process buffered audio in real time until words show that
 * it is faster.
 */
export interface Silence {
  /** A new connection begins. */
  begun(): void;
  /** All audio before `ms` of the timeline has been sent at `nowMs`. */
  sent(nowMs: number, ms: number): void;
  /** All audio that was sent before `sentAtMs` on the clock has reached the service. */
  delivered(sentAtMs: number): void;
  /** The service reported that it received all audio before `ms` of the timeline. */
  received(ms: number): void;
  /** The service recognized speech that starts at `ms` of the timeline. */
  heard(ms: number): void;
  /** All words in the audio before `ms` of the timeline are known. */
  add(ms: number): void;
  /** All words in the audio before this time are known, ms of the timeline. */
  readonly untilMs: number;
}

export function createSilence(): Silence {
  let marks: Mark[] = [];
  let sentAt = 0;
  /** When the service is done with audio that it processes in real time, minus the position of that audio. */
  let origin: number | undefined;
  /** Time that words may still take; undefined before the first words of a connection. */
  let allowanceMs: number | undefined;

  const add = (ms: number): void => void (silence.untilMs = Math.max(silence.untilMs, ms));
  const dueAt = ({ at, ms }: Mark): number => Math.max(at, origin! + ms);

  function processed(isReceived: (mark: Mark) => boolean, now: number): void {
    const latest = now - (allowanceMs ?? UNPROVEN_MS);
    const last = marks.findLastIndex((mark) => isReceived(mark) && dueAt(mark) <= latest);
    if (last >= 0) add(marks.splice(0, last + 1)[last]!.ms);
  }

  const silence: Mutable<Silence> = {
    untilMs: 0,
    begun() {
      marks = [];
      origin = allowanceMs = undefined;
    },
    sent(at, ms) {
      sentAt = at;
      origin ??= at - ms;
      const last = marks.at(-1);
      if (!last || Math.max(at - last.at, ms - last.ms) >= RESOLUTION_MS) {
        // While words arrive, nothing else removes marks.
        if (marks.push({ at, ms }) > MAX_MARKS) marks.shift();
      }
    },
    delivered: (at) => processed(() => true, at),
    received: (until) => processed(({ ms }) => ms <= until, sentAt),
    heard(until) {
      if (origin === undefined) return;
      // The word is nearly always new, so its mark is one of the last.
      const mark = marks[marks.findLastIndex(({ ms }) => ms < until) + 1];
      allowanceMs = Math.max(allowanceMs ?? PROCESSING_MS, mark ? 2 * (sentAt - dueAt(mark)) : 0);
      origin = Math.min(origin, sentAt - until);
    },
    add,
  };
  return silence;
}

/** All audio before `ms` of the timeline was sent at `at`, ms on the clock. */
interface Mark {
  readonly at: number;
  readonly ms: number;
}
