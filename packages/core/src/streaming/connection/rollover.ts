import type { Timers } from '../lib/timers.ts';
import { LONGEST_SESSION_MS, ROLL_AT_LAST_MS, ROLL_MS } from '../limits.ts';

/** Replaces a connection before its session expires. */
export interface Rollover {
  /** A connection is ready. Both times are ms since the epoch. */
  begun(expiresAtMs: number | undefined, nowMs: number): void;
  /** A turn has ended: reconnects if the session expires soon. */
  betweenTurns(): void;
}

export function createRollover(timers: Timers, roll: () => void): Rollover {
  let isDue = false;
  return {
    begun(expiresAtMs, now) {
      isDue = false;
      timers.clear('rollover');
      const left = (expiresAtMs ?? 0) - now;
      // If the clocks differ too much, the service ends the session, and the client reconnects then.
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
