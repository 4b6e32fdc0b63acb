import type { Mutable } from '../lib/mutable.ts';
import { noop } from '../lib/deferred.ts';
import type { Tape } from './tape.ts';

/** Encoded audio of unknown duration. It is sent as it was written, and only once. */
export function createPacketQueue(): Tape {
  const packets: Uint8Array[] = [];

  function advance(): void {
    tape.start = tape.position = tape.peekedMs;
    packets.shift();
  }

  function peek(): Uint8Array | undefined {
    tape.peekedMs = tape.start + nominalMs(packets[0]);
    return packets[0];
  }

  const tape: Mutable<Tape> = {
    start: 0,
    position: 0,
    end: 0,
    peekedMs: 0,
    push(chunk) {
      packets.push(chunk.slice());
      tape.end += nominalMs(chunk);
    },
    finish: noop,
    peek,
    advance,
    rewind: () => tape.start,
    release: noop,
    bound(maxMs) {
      while (tape.end - tape.start > maxMs) {
        peek();
        advance();
      }
      return true;
    },
  };
  return tape;
}

const nominalMs = (packet: Uint8Array | undefined): number => (packet?.length ?? 0) / 8;
