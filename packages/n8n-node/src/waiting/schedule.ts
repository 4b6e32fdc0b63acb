import type { Waiting } from './memory.ts';

const MINUTE_MS = 60_000;

/**
 * Where the service calls back, a look is only there for a call that got lost: the first one early, as a call that comes
 * before the host has stored the suspension is refused, then few.
 */
const SAFETY = { first: MINUTE_MS, growth: 2, longest: 60 * MINUTE_MS };
/** Where it cannot, the node looks by itself; the host resumes with an accuracy of a minute. */
const OWN = { first: MINUTE_MS, growth: 1, longest: 10 * MINUTE_MS };

export const deadlineOf = ({ startedAt, limitMs }: Waiting): number => startedAt + limitMs;

/**
 * When to look next, in milliseconds since the epoch; `undefined` once the time is up.
 *
 * Without a fixed interval the pauses grow with the time already waited, so that a long job costs few looks; the last
 * look is at the deadline.
 */
export function nextLook(waiting: Waiting, now: number): number | undefined {
  const deadline = deadlineOf(waiting);
  if (now >= deadline) return undefined;
  const { first, growth, longest } = waiting.callback === undefined ? OWN : SAFETY;
  const pause = waiting.everyMs ?? Math.min(Math.max(first, growth * (now - waiting.startedAt)), longest);
  return Math.min(now + pause, deadline);
}
