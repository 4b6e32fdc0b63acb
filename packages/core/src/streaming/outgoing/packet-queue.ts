import { noop } from '../lib/deferred.ts';
import type { Tape } from './tape.ts';

/** Encoded audio of unknown duration. It is sent as it was written, and only once. */
export function createPacketQueue(): Tape {
  const packets: Uint8Array[] = [];
  let start = 0;
  let end = 0;
  const next = (): number => start + nominalMs(packets[0]);
  const advance = (): void => {
    start = next();
    packets.shift();
  };
  return {
    push(chunk) {
      packets.push(chunk.slice());
      end += nominalMs(chunk);
    },
    finish: noop,
    peek: () => packets[0],
    get peekedMs() {
      return next();
    },
    advance,
    rewind: () => start,
    release: noop,
    bound(maxMs) {
      while (end - start > maxMs) advance();
      return true;
    },
    get start() {
      return start;
    },
    get position() {
      return start;
    },
    get end() {
      return end;
    },
  };
}

const nominalMs = (packet: Uint8Array | undefined): number => (packet?.length ?? 0) / 8;
