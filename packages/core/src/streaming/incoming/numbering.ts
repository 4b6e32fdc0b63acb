import { SAME_TURN_MS } from '../limits.ts';
import type { StreamingTurn } from './messages.ts';

/** Numbers the turns of a connection, even if the service counts them from 0 again. */
export interface Numbering {
  /** A new connection begins. */
  begun(): void;
  /**
   * Returns the number of a turn in the connection.
   *
   * @param knownMs start of the first word of an ended turn by its number, ms on the connection's timeline; undefined for
   *   other turns
   */
  keyOf(turn: StreamingTurn, knownMs: (key: number) => number | undefined): number;
  /** Returns the number of the last turn with this order; also of one without messages. */
  lastOf(order: number): number;
}

export function createNumbering(): Numbering {
  let shift = 0;
  let newest = -1;
  /** Latest start of a word, ms on the connection's timeline. */
  let latestMs = -1;

  return {
    begun() {
      shift = 0;
      newest = latestMs = -1;
    },
    keyOf({ turn_order, words, end_of_turn }, knownMs) {
      let key = turn_order + shift;
      const first = words[0]?.start;
      if (first === undefined) return key;
      const last = words.at(-1)!.start;
      const known = knownMs(key);
      // A finished or earlier number with other, later words.
      const isRestart =
        known === undefined
          ? key < newest && first > latestMs
          : Math.abs(known - first) > SAME_TURN_MS && (end_of_turn || last > latestMs);
      if (isRestart) {
        key = newest + 1;
        shift = key - turn_order;
      }
      newest = Math.max(newest, key);
      latestMs = Math.max(latestMs, last);
      return key;
    },
    lastOf: (order) => order + shift,
  };
}
