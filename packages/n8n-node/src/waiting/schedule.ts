import type { Waiting } from './memory.ts';

const MINUTE_MS = 60_000;

/**
 * If AssemblyAI calls back, checks only replace a lost call: one early check, because n8n refuses a call that arrives
 * before it has stored the suspension, then few.
 */
const SAFETY = { first: MINUTE_MS, growth: 2, longest: 60 * MINUTE_MS };
/** If it cannot call back, the node checks by itself. n8n resumes executions once a minute. */
const OWN = { first: MINUTE_MS, growth: 1, longest: 10 * MINUTE_MS };

export const deadlineOf = ({ startedAt, limitMs }: Waiting): number => startedAt + limitMs;

/**
 * When to check next, in milliseconds since the epoch; `undefined` after the time limit.
 *
 * If no interval is fixed, the pauses grow with the time already waited, so a long job takes few checks. The last check
 * is at the deadline.
 */
export function nextCheck(waiting: Waiting, now: number): number | undefined {
  const deadline = deadlineOf(waiting);
  if (now >= deadline) return undefined;
  const { first, growth, longest } = waiting.callback === undefined ? OWN : SAFETY;
  const pause = waiting.everyMs ?? Math.min(Math.max(first, growth * (now - waiting.startedAt)), longest);
  return Math.min(now + pause, deadline);
}
