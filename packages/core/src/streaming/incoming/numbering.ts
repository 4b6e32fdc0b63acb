import { SAME_TURN_MS } from '../limits.ts';
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
  /** Start of the first word and end of the last word of each ended turn. */
  const ended = new Map<number, readonly [startMs: number, endMs: number]>();

  return {
    begun() {
      shift = 0;
      newest = latestMs = -1;
      ended.clear();
    },
    keyOf({ turn_order, words, end_of_turn }) {
      let key = turn_order + shift;
      const first = words[0]?.start;
      if (first === undefined) return key;
      const { start: last, end } = words.at(-1)!;
      const known = ended.get(key);
      const isOther = known && Math.abs(known[0] - first) > SAME_TURN_MS;
      if (end_of_turn && last <= latestMs && (isOther || !known)) {
        // A late copy, with the number that the turn had before the service started again.
        for (const [copied, times] of ended) if (times[0] === first && times[1] === end) return copied;
      }
      if (isOther ? end_of_turn || last > latestMs : !known && key < newest && first > latestMs) {
        key = newest + 1;
        shift = key - turn_order;
      }
      newest = Math.max(newest, key);
      latestMs = Math.max(latestMs, last);
      if (end_of_turn && !ended.has(key)) ended.set(key, [first, end]);
      return key;
    },
    lastOf: (order) => order + shift,
  };
}
