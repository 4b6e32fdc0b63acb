/** A part of a call, ms from its start. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Relates the audio of a channel, from which parts are missing, to the time of the call. */
export interface Timeline {
  /**
   * Places audio of `durationMs`.
   *
   * @param atMs its time in the call. @default directly after the audio before it
   * @returns what is missing before it, and the milliseconds of silence to send in its place
   */
  place(durationMs: number, atMs?: number): { readonly missing: Span | undefined; readonly silenceMs: number };
  /** The time in the call of a time in the audio that was sent. */
  inCall(sentMs: number): number;
  /** Where the next audio is expected, ms. */
  readonly endMs: number;
}

/** Milliseconds by which the times of successive chunks may differ from their length. */
const JITTER_MS = 100;

/** Silence that ends a turn. Silence beyond it would only be billed. */
export const LONGEST_SILENCE_MS = 3_000;

export function createTimeline(): Timeline {
  /** Where missing audio shifted the times. */
  const shifts: { readonly sentMs: number; readonly callMs: number }[] = [{ sentMs: 0, callMs: 0 }];
  let sentMs = 0;
  let endMs = 0;
  return {
    place(durationMs, atMs = endMs) {
      const lostMs = atMs - endMs;
      const isMissing = lostMs > JITTER_MS;
      const missing = isMissing ? { start: endMs, end: atMs } : undefined;
      const silenceMs = isMissing ? Math.min(lostMs, LONGEST_SILENCE_MS) : 0;
      if (isMissing) {
        sentMs += silenceMs;
        shifts.push({ sentMs, callMs: atMs });
        endMs = atMs;
      }
      sentMs += durationMs;
      endMs += durationMs;
      return { missing, silenceMs };
    },
    inCall(ms) {
      const shift = shifts.findLast((one) => one.sentMs <= ms) ?? shifts[0]!;
      return shift.callMs + (ms - shift.sentMs);
    },
    get endMs() {
      return endMs;
    },
  };
}
