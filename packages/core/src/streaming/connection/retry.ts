import { FIRST_ATTEMPTS, HEALTHY_MS, MAX_BARREN } from '../limits.ts';
import type { Settings } from '../options.ts';
import type { Remedy } from './closing.ts';

/** Decides whether and when to reconnect. */
export interface Retry {
  /** A connection is ready. */
  begun(nowMs: number): void;
  /** The session made progress: earlier failures no longer count. */
  progress(): void;
  /** Milliseconds to wait before the next attempt; undefined for no further attempt. */
  delay(remedy: Remedy, nowMs: number): number | undefined;
  /** Attempts since the last progress. */
  readonly attempts: number;
}

const STANDARD = { baseMs: 250, capMs: 10_000, maxOutageMs: 0 };

/**
 * Gives up after too long an outage, and after too many connections without progress: each of those ends the outage for
 * a moment, so that a service which ends every session at once would be retried forever.
 */
export function createRetry(reconnect: Settings['reconnect'], random: () => number): Retry {
  const { baseMs, capMs, maxOutageMs } = reconnect ?? STANDARD;
  let attempts = 0;
  let barren = 0;
  let outageSince: number | undefined;
  let begunAt: number | undefined;
  let wasOpen = false;

  function progress(): void {
    attempts = 0;
    barren = 0;
  }

  function isHopeless(now: number): boolean {
    if (!wasOpen) return attempts + 1 >= FIRST_ATTEMPTS;
    return !reconnect || barren >= MAX_BARREN || now - outageSince! > maxOutageMs;
  }

  return {
    begun(now) {
      begunAt = now;
      outageSince = undefined;
      wasOpen = true;
    },
    progress,
    delay(remedy, now) {
      if (begunAt !== undefined) {
        barren++;
        if (now - begunAt >= HEALTHY_MS) progress();
      }
      begunAt = undefined;
      outageSince ??= now;
      if (remedy === 'never' || isHopeless(now)) return undefined;
      // Full jitter: clients that lost their connection together do not reconnect together.
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
