import type { Ending } from './closing.ts';
import type { Settings } from '../options.ts';

/** Decides whether and when a lost connection is replaced. */
export interface Retry {
  /** A connection is ready. */
  begun(nowMs: number): void;
  /** Something was achieved, so what went wrong before is over. */
  progress(): void;
  /** Milliseconds to wait before the next try; nothing where there is to be none. */
  pause(ending: Ending, nowMs: number): number | undefined;
  /** Tries since the last success. */
  readonly tries: number;
}

/** A connection that lived so long was a good one, ms. */
const HEALTHY_MS = 10_000;

/** Connections in a row that began and ended without a turn, soon, after which no other is tried. */
const MOST_BARREN = 20;

/** Tries for the first connection, before anything was said. */
const FIRST_TRIES = 4;

const STANDARD = { baseMs: 250, capMs: 10_000, maxOutageMs: 0 };

/**
 * Two things end it: time without any connection, and connections that achieve nothing. Each of those mends the outage
 * for a moment, so that time alone would let a service which ends every session at once be asked for ever.
 */
export function createRetry(reconnect: Settings['reconnect'], random: () => number): Retry {
  const { baseMs, capMs, maxOutageMs } = reconnect ?? STANDARD;
  let tries = 0;
  let barren = 0;
  let outageSince: number | undefined;
  let begunAt: number | undefined;
  let wasOpen = false;

  function progress(): void {
    tries = 0;
    barren = 0;
  }

  function isHopeless(now: number): boolean {
    if (!wasOpen) return tries + 1 >= FIRST_TRIES;
    return reconnect === undefined || barren >= MOST_BARREN || now - outageSince! > maxOutageMs;
  }

  return {
    begun(now) {
      begunAt = now;
      outageSince = undefined;
      wasOpen = true;
    },
    progress,
    pause({ remedy }, now) {
      if (begunAt !== undefined) {
        barren++;
        if (now - begunAt >= HEALTHY_MS) progress();
      }
      begunAt = undefined;
      outageSince ??= now;
      if (remedy === 'never' || isHopeless(now)) return undefined;
      // Full jitter: clients that lost their connection together do not come back together.
      const pause = remedy === 'now' && tries === 0 ? 0 : Math.min(capMs, baseMs * 2 ** Math.min(tries, 20)) * random();
      tries++;
      return Math.round(pause);
    },
    get tries() {
      return tries;
    },
  };
}
