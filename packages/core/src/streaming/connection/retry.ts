import { FIRST_ATTEMPTS, HEALTHY_MS, MAX_FAILED_CONNECTIONS } from '../limits.ts';
import type { Settings } from '../options.ts';
import type { Remedy } from './closing.ts';

/** Decides whether and when to reconnect. */
export interface Retry {
  /** A connection is ready. */
  begun(nowMs: number): void;
  /** The session made progress: resets the count of failures. */
  progress(nowMs: number): void;
  /** Milliseconds to wait before the next attempt; undefined for no further attempt. */
  delay(remedy: Remedy, nowMs: number): number | undefined;
  /** Attempts since the last progress. */
  readonly attempts: number;
}

type RetryLimits = Pick<NonNullable<Settings['reconnect']>, 'baseMs' | 'capMs' | 'maxOutageMs'>;

const DEFAULTS: RetryLimits = { baseMs: 250, capMs: 10_000, maxOutageMs: 0 };

/**
 * Gives up after a long outage, or after many connections without progress in as long a time. The second limit is
 * necessary because every successful connection ends the outage, even if the service then ends the session immediately.
 */
export function createRetry(reconnect: RetryLimits | undefined, random: () => number): Retry {
  const { baseMs, capMs, maxOutageMs } = reconnect ?? DEFAULTS;
  let attempts = 0;
  let failedConnections = 0;
  let outageSince: number | undefined;
  let progressAt: number | undefined;
  let begunAt: number | undefined;
  let wasOpen = false;

  function progress(now: number): void {
    attempts = 0;
    failedConnections = 0;
    progressAt = now;
  }

  function isExhausted(now: number): boolean {
    if (!wasOpen) return attempts + 1 >= FIRST_ATTEMPTS;
    const isHopeless = failedConnections >= MAX_FAILED_CONNECTIONS && now - progressAt! > maxOutageMs;
    return !reconnect || isHopeless || now - outageSince! > maxOutageMs;
  }

  return {
    begun(now) {
      begunAt = now;
      progressAt ??= now;
      outageSince = undefined;
      wasOpen = true;
    },
    progress,
    delay(remedy, now) {
      if (begunAt !== undefined) {
        failedConnections++;
        if (now - begunAt >= HEALTHY_MS) progress(now);
      }
      begunAt = undefined;
      outageSince ??= now;
      if (remedy === 'never' || isExhausted(now)) return undefined;
      // Full jitter, so that clients that lost their connection together do not reconnect together.
      const delay =
        remedy === 'now' && attempts === 0 ? 0 : Math.min(capMs, baseMs * 2 ** Math.min(attempts, 20)) * random();
      attempts++;
      return Math.round(delay);
    },
    get attempts() {
      return attempts;
    },
  };
}
