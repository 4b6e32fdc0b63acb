import type { Waiting } from './memory.ts';

const MINUTE_MS = 60_000;

/**
 * If the service calls back, checks only make up for a lost call: the first one early, because a call that comes before
 * the host has stored the suspension is refused, then few.
 */
const SAFETY = { first: MINUTE_MS, growth: 2, longest: 60 * MINUTE_MS };
/** If it cannot, the node checks by itself; the host resumes with an accuracy of a minute. */
const OWN = { first: MINUTE_MS, growth: 1, longest: 10 * MINUTE_MS };

export const deadlineOf = ({ startedAt, limitMs }: Waiting): number => startedAt + limitMs;

/**
 * When to check next, in milliseconds since the epoch; `undefined` once the time is up.
 *
 * Without a fixed interval the pauses grow with the time already waited, so that a long job costs few checks; the last
 * check is at the deadline.
 */
export function nextCheck(waiting: Waiting, now: number): number | undefined {
  const deadline = deadlineOf(waiting);
  if (now >= deadline) return undefined;
  const { first, growth, longest } = waiting.callback === undefined ? OWN : SAFETY;
  const pause = waiting.everyMs ?? Math.min(Math.max(first, growth * (now - waiting.startedAt)), longest);
  return Math.min(now + pause, deadline);
}
