import type { Timers } from '../lib/timers.ts';

/** Longest session there is, ms, with room for clocks that differ. */
const LONGEST_SESSION_MS = 3 * 3600_000 + 600_000;

/** A session that expires is left behind between two turns, this long before, ms; or in a turn at the latest moment. */
const ROLL_MS = 30_000;
const ROLL_AT_LAST_MS = 3000;

/** Leaves a session before the service ends it. */
export interface Rollover {
  /** A connection is ready. */
  begun(expiresAtMs: number | undefined, nowMs: number): void;
  /** A good moment has come: a turn is over. */
  betweenTurns(): void;
}

export function createRollover(timers: Timers, roll: () => void): Rollover {
  let isDue = false;
  return {
    begun(expiresAtMs, now) {
      isDue = false;
      timers.clear('rollover');
      const left = (expiresAtMs ?? 0) - now;
      // A clock that is wrong must not end sessions: then the service does, and that is survived as well.
      if (left < 2 * ROLL_MS || left > LONGEST_SESSION_MS) return;
      timers.set('rollover', left - ROLL_MS, () => {
        isDue = true;
        timers.set('rollover', ROLL_MS - ROLL_AT_LAST_MS, roll);
      });
    },
    betweenTurns() {
      if (isDue) roll();
      isDue = false;
    },
  };
}
