import type { AssemblyAIError } from '../errors.ts';

/** How often and how long a request is repeated. */
export interface RetryPolicy {
  /** How many times a request is sent in all. @default 4 */
  readonly attempts: number;
  /** Milliseconds that all pauses together may take. @default 120 000 */
  readonly budgetMs: number;
  /** Milliseconds that the first pause is drawn from; each next one from twice as many. @default 500 */
  readonly baseMs: number;
  /** Longest pause, ms, where the server asks for none. @default 20 000 */
  readonly capMs: number;
}

/** A number of more ms is a point in time, not a duration. */
const LONGEST_ASKED_MS = 1e12;

export const DEFAULT_RETRY: RetryPolicy = { attempts: 4, budgetMs: 120_000, baseMs: 500, capMs: 20_000 };

/**
 * When a request may be sent again.
 *
 * - `freely`: it changes nothing, or the same change twice is the same as once.
 * - `unless-landed`: sending it twice may be a second job and a second bill, so only when the first one surely
 *   did nothing: no connection came about, or the server turned it away unread (429).
 */
export type Repeat = 'freely' | 'unless-landed';

/** Whether `error` allows another attempt. `landed` is whether the request may have reached the server; a 429 is unread. */
export const mayRepeat = (error: AssemblyAIError, repeat: Repeat, landed: boolean): boolean =>
  error.code === 'rate_limited' || (error.retryable && (repeat === 'freely' || !landed));

/**
 * Milliseconds to pause before attempt number `attempt + 1`, or `undefined` when the budget does not allow it.
 *
 * What the server asks for is a minimum, with a little added so that many clients do not come back at once;
 * otherwise full jitter: anything between nothing and the exponential bound.
 */
export function pauseMs(
  policy: RetryPolicy,
  attempt: number,
  spentMs: number,
  askedMs: number | undefined,
  random: () => number,
): number | undefined {
  if (attempt >= policy.attempts) return undefined;
  const bound = Math.min(policy.capMs, policy.baseMs * 2 ** (attempt - 1));
  const pause = askedMs === undefined ? random() * bound : askedMs + random() * Math.min(policy.baseMs, askedMs);
  return spentMs + pause > policy.budgetMs ? undefined : Math.round(pause);
}

/**
 * Milliseconds the server asks to wait: `Retry-After` in seconds or as a date, else `X-RateLimit-Reset` in seconds, or as
 * seconds since 1970. Contract: `rest.md` section 10, `rest-supplement.md` section 6.
 */
export function askedPauseMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  for (const value of [headers['retry-after'], headers['x-ratelimit-reset']]) {
    const ms = /^\s*\d+(\.\d+)?\s*$/.test(value ?? '') ? Number(value) * 1000 : undefined;
    if (ms !== undefined && ms <= LONGEST_ASKED_MS) return ms;
    const date = ms ?? Date.parse(value ?? '');
    if (!Number.isNaN(date)) return Math.max(0, date - now);
  }
  return undefined;
}
