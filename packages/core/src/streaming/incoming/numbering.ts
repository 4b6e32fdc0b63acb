import { SAME_START_MS, SAME_TURN_MS } from '../limits.ts';
import type { StreamingTurn } from './messages.ts';

/** Numbers the turns of a connection, even if the service counts them from a lower number again. */
export interface Numbering {
  /** A new connection begins. */
  begun(): void;
  /** Returns the number of a turn in the connection. */
  keyOf(turn: StreamingTurn): number;
  /** Returns the number of the last turn with this order; also of a turn without messages. */
  lastOf(order: number): number;
}

/** All times are ms on the connection's timeline. */
export function createNumbering(): Numbering {
  let shift = 0;
  let newest = -1;
  /** Latest start of a word. */
  let latestMs = -1;
  /** Start of the first word of each ended turn. */
  const starts = new Map<number, number>();

  return {
    begun() {
      shift = 0;
      newest = latestMs = -1;
      starts.clear();
    },
    keyOf({ turn_order, words, end_of_turn }) {
      let key = turn_order + shift;
      const first = words[0]?.start;
      if (first === undefined) return key;
      const last = words.at(-1)!.start;
      const start = starts.get(key);
      const isOther = start !== undefined && Math.abs(start - first) > SAME_TURN_MS;
      if ((isOther || start === undefined) && last <= latestMs) {
        // A late copy, with the number that the turn had before the service started again.
        for (const [known, at] of starts) if (Math.abs(at - first) < SAME_START_MS) return known;
      }
      if (isOther ? end_of_turn || last > latestMs : start === undefined && key < newest && first > latestMs) {
        key = newest + 1;
        shift = key - turn_order;
      }
      newest = Math.max(newest, key);
      latestMs = Math.max(latestMs, last);
      if (end_of_turn && !starts.has(key)) starts.set(key, first);
      return key;
    },
    lastOf: (order) => order + shift,
  };
}
