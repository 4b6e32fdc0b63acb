import type { Remembered } from './memory.ts';

/** Seconds of a pause. */
const SHORTEST_S = 60;
const LONGEST_S = 3_600;

/** As long as the host lets a step wait for a call, ms. */
const LIMIT_MS = 30 * 24 * 3_600_000;

/**
 * Seconds until a step checks again that was called too early; `undefined` once it has waited too long. The pauses grow
 * with the time that has passed, so that a long job costs few of them.
 *
 * @param now milliseconds since the epoch
 */
export function nextCheckS({ startedAt }: Pick<Remembered, 'startedAt'>, now: number): number | undefined {
  const passedMs = now - (startedAt ?? now);
  if (passedMs >= LIMIT_MS) return undefined;
  return Math.min(Math.max(SHORTEST_S, Math.ceil(passedMs / 5_000)), LONGEST_S);
}
