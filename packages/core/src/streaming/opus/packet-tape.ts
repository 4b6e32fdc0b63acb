import type { Mutable } from '../lib/mutable.ts';
import type { Tape } from '../outgoing/tape.ts';

/** How an encoding divides audio into packets, and joins packets to messages. */
export interface PacketFormat {
  /** Returns copies of the complete packets. */
  split(chunk: Uint8Array): readonly Uint8Array[];
  /** ms */
  durationOf(packet: Uint8Array): number;
  /**
   * Returns a message.
   *
   * @param index counts the messages of the connection from 0
   * @param endMs end of the packets, ms from the start of the connection's audio
   */
  message(packets: readonly Uint8Array[], index: number, endMs: number): Uint8Array;
  /** Durations of a message, ms. The last message may be shorter, and a message has at least one packet. */
  readonly shortestMs: number;
  readonly longestMs: number;
}

/** Stores encoded audio as packets of known duration, which can be sent again. */
export function createPacketTape({ split, durationOf, message, shortestMs, longestMs }: PacketFormat): Tape {
  let packets: { readonly bytes: Uint8Array; readonly endMs: number }[] = [];
  let cursor = 0;
  let peeked = 0;
  let isOver = false;
  /** Messages that were sent on the current connection, and where its audio starts. */
  let sent = 0;
  let fromMs = 0;

  const endAt = (index: number): number => packets[index]?.endMs ?? tape.start;

  function moveTo(index: number): void {
    cursor = index;
    tape.position = endAt(index - 1);
  }

  /** Drops the first packets. */
  function drop(count: number): void {
    if (count <= 0) return;
    tape.start = endAt(count - 1);
    packets = packets.slice(count);
    moveTo(Math.max(0, cursor - count));
  }

  /** Number of packets that end before `ms`. */
  const countBefore = (ms: number): number => packets.findLastIndex(({ endMs }) => endMs <= ms) + 1;

  const tape: Mutable<Tape> = {
    start: 0,
    position: 0,
    end: 0,
    peekedMs: 0,
    push(chunk) {
      for (const bytes of split(chunk)) packets.push({ bytes, endMs: (tape.end += durationOf(bytes)) });
    },
    finish: () => void (isOver = true),
    peek() {
      peeked = 0;
      while (
        cursor + peeked < packets.length &&
        (peeked === 0 || endAt(cursor + peeked) <= tape.position + longestMs)
      ) {
        peeked++;
      }
      tape.peekedMs = endAt(cursor + peeked - 1);
      if (peeked === 0 || (!isOver && tape.peekedMs - tape.position < shortestMs)) return undefined;
      const next = packets.slice(cursor, cursor + peeked).map(({ bytes }) => bytes);
      return message(next, sent, tape.peekedMs - fromMs);
    },
    advance() {
      sent++;
      moveTo(cursor + peeked);
    },
    rewind(ms) {
      moveTo(countBefore(ms));
      sent = 0;
      fromMs = tape.position;
      return fromMs;
    },
    release: (ms) => drop(Math.min(cursor, countBefore(ms))),
    bound(maxMs, graceMs = 0) {
      const excess = (): number =>
        tape.end - tape.start <= maxMs ? 0 : packets.findIndex(({ endMs }) => tape.end - endMs <= maxMs) + 1;
      drop(Math.min(cursor, excess()));
      if (tape.end - tape.start <= maxMs + graceMs) return false;
      drop(excess());
      return true;
    },
  };
  return tape;
}
