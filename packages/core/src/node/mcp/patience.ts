import type { Clock } from '../../host-io.ts';

/** One call of a tool. */
export interface ToolCall {
  /** Fires when the client cancels the call. */
  readonly signal: AbortSignal;
  /** Reports what the call waits for. */
  progress(message: string): void;
}

/** Milliseconds between two progress reports, so that clients that extend their time limit can do so. */
const BEAT_MS = 5_000;

/**
 * Waits for `work` for at most `waitMs`, and reports progress meanwhile.
 *
 * @param state what to report
 * @returns whether the work has ended, in either way
 */
export async function endedWithin(
  work: Promise<unknown>,
  {
    clock,
    waitMs,
    call,
    state,
  }: {
    readonly clock: Clock;
    readonly waitMs: number;
    readonly call: ToolCall;
    readonly state: () => string;
  },
): Promise<boolean> {
  const startedAt = clock.now();
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, call.signal]);
  let hasEnded = false;
  const end = work.then(
    () => (hasEnded = true),
    () => (hasEnded = true),
  );
  try {
    for (let first = true; ; first = false) {
      const left = waitMs - (clock.now() - startedAt);
      if (left <= 0 || call.signal.aborted) break;
      // Most work ends before there is anything to report.
      const ms = Math.min(left, first ? BEAT_MS / 10 : BEAT_MS);
      await Promise.race([end, clock.sleep(ms, signal).catch(() => undefined)]);
      if (hasEnded) break;
      call.progress(state());
    }
  } finally {
    stop.abort();
  }
  return hasEnded;
}
