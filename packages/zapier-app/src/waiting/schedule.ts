import type { Remembered } from './memory.ts';

/** Limits of a pause, in seconds. */
const SHORTEST_S = 60;
const LONGEST_S = 3_600;

/** The longest time that the host pauses a step, ms. */
const LIMIT_MS = 30 * 24 * 3_600_000;

/**
 * Seconds until a step that was resumed too early checks again. `undefined` after the host's longest pause. The pauses
 * grow with the time that has passed, so that a long job needs few checks.
 *
 * @param now milliseconds since the epoch
 */
export function nextCheckS({ startedAt }: Pick<Remembered, 'startedAt'>, now: number): number | undefined {
  const passedMs = now - (startedAt ?? now);
  if (passedMs >= LIMIT_MS) return undefined;
  return Math.min(Math.max(SHORTEST_S, Math.ceil(passedMs / 5_000)), LONGEST_S);
}
