import type { AssemblyAIError } from '../errors.ts';

/** Retry policy of a request. */
export interface RetryPolicy {
  /** Maximum attempts, including the first one. @default 4 */
  readonly attempts: number;
  /** Maximum milliseconds of all pauses together. @default 120 000 */
  readonly budgetMs: number;
  /** Upper bound of the first pause, in milliseconds. Doubles with each attempt. @default 500 */
  readonly baseMs: number;
  /** Longest pause in milliseconds, if the server sends no delay. @default 20 000 */
  readonly capMs: number;
}

/** A larger number is a point in time, not a duration. */
const LONGEST_DELAY_MS = 1e12;

export const DEFAULT_RETRY: RetryPolicy = { attempts: 4, budgetMs: 120_000, baseMs: 500, capMs: 20_000 };

/**
 * When a request may be sent again.
 *
 * - `freely`: the request changes nothing, or repeating it has no further effect.
 * - `unless-landed`: repeating the request could start, and bill, a second job. It is repeated only if the first
 *   attempt certainly had no effect: no connection was made, or the server rejected it unread (429).
 */
export type Repeat = 'freely' | 'unless-landed';

/**
 * Whether `error` allows another attempt. `landed`: whether the request may have reached the server. The server does
 * not read a request that it rejects with 429.
 */
export const mayRepeat = (error: AssemblyAIError, repeat: Repeat, landed: boolean): boolean =>
  error.code === 'rate_limited' || (error.retryable && (repeat === 'freely' || !landed));

/**
 * Milliseconds to pause after attempt number `attempt`; `undefined` if the budget allows no further attempt.
 *
 * The delay that the server requests is a minimum. A random addition prevents many clients from returning at once.
 * Without a requested delay, the pause has full jitter: between 0 and the exponential bound.
 */
export function pauseMs(
  policy: RetryPolicy,
  attempt: number,
  spentMs: number,
  requestedMs: number | undefined,
  random: () => number,
): number | undefined {
  if (attempt >= policy.attempts) return undefined;
  const bound = Math.min(policy.capMs, policy.baseMs * 2 ** (attempt - 1));
  const pause =
    requestedMs === undefined ? random() * bound : requestedMs + random() * Math.min(policy.baseMs, requestedMs);
  return spentMs + pause > policy.budgetMs ? undefined : Math.round(pause);
}

/**
 * The delay that the server requests, in milliseconds: `Retry-After` in seconds or as a date, otherwise
 * `X-RateLimit-Reset` in seconds, or in seconds since 1970. Contract: `rest.md` section 10, `rest-supplement.md`
 * section 6.
 */
export function requestedDelayMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  for (const value of [headers['retry-after'], headers['x-ratelimit-reset']]) {
    const ms = /^\s*\d+(\.\d+)?\s*$/.test(value ?? '') ? Number(value) * 1000 : undefined;
    if (ms !== undefined && ms <= LONGEST_DELAY_MS) return ms;
    const date = ms ?? Date.parse(value ?? '');
    if (!Number.isNaN(date)) return Math.max(0, date - now);
  }
  return undefined;
}
