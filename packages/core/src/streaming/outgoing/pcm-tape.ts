import type { Mutable } from '../lib/mutable.ts';
import { bytesFor, bytesPerMs, bytesWithin, type PcmFormat } from '../audio/encoding.ts';
import { BLOCK, LONGEST_FRAME_MS, LONGEST_MESSAGE, SHORTEST_FRAME_MS } from '../limits.ts';
import { giveBlock, takeBlock } from './blocks.ts';
import type { Tape } from './tape.ts';

/**
 * Stores PCM in blocks of memory and splits it into messages when they are sent. A message is `frameMs` long while enough
 * audio is available. A remainder of a valid length is sent immediately, so that a chunk of a valid length never waits for
 * the next chunk. Keeps the order of bytes and does not split samples; only the last message is padded with silence.
 */
export function createPcmTape(format: PcmFormat, frameMs: number): Tape {
  const perMs = bytesPerMs(format);
  const shortest = bytesFor(format, SHORTEST_FRAME_MS);
  const wanted = Math.max(
    shortest,
    Math.min(bytesWithin(format, Math.min(frameMs, LONGEST_FRAME_MS)), LONGEST_MESSAGE),
  );
  // Full messages end with a block.
  const size = Math.ceil(BLOCK / wanted) * wanted;
  const blocks: Uint8Array[] = [];
  /** Positions in bytes from the first sample; `first` is that of the first block. */
  let first = 0;
  let start = 0;
  let cursor = 0;
  let end = 0;
  /** Length of the message that was peeked. */
  let peeked = 0;
  let isOver = false;

  function push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length;) {
      const offset = (end - first) % size;
      const index = (end - first - offset) / size;
      const block = (blocks[index] ??= takeBlock(size));
      const count = Math.min(size - offset, chunk.length - at);
      block.set(count === chunk.length ? chunk : chunk.subarray(at, at + count), offset);
      at += count;
      end += count;
    }
    tape.end = end / perMs;
  }

  function read(from: number, length: number): Uint8Array {
    const offset = (from - first) % size;
    const block = blocks[(from - first - offset) / size]!;
    if (offset + length <= size) return block.subarray(offset, offset + length);
    const whole = new Uint8Array(length);
    whole.set(block.subarray(offset));
    whole.set(read(from + size - offset, length + offset - size), size - offset);
    return whole;
  }

  const startOf = (ms: number): number => Math.floor((ms * perMs) / wanted) * wanted;

  function moveTo(position: number): void {
    cursor = position;
    tape.position = position / perMs;
  }

  function releaseBefore(position: number): void {
    if (position <= start) return;
    start = position;
    tape.start = start / perMs;
    if (cursor < start) moveTo(start);
    for (; first + size <= start; first += size) giveBlock(blocks.shift()!);
  }

  const tape: Mutable<Tape> = {
    start: 0,
    position: 0,
    end: 0,
    peekedMs: 0,
    push,
    finish() {
      isOver = true;
      end -= end % format.bytesPerSample;
      tape.end = end / perMs;
    },
    peek(pushed) {
      const left = end - cursor;
      if (isOver && left > 0 && left < shortest) push(new Uint8Array(shortest - left).fill(format.silence));
      const available = Math.min(wanted, end - cursor);
      peeked = available - (available % format.bytesPerSample);
      if (peeked < shortest) return undefined;
      tape.peekedMs = (cursor + peeked) / perMs;
      return pushed?.length === peeked && left === peeked ? pushed : read(cursor, peeked);
    },
    advance: () => moveTo(cursor + peeked),
    rewind(ms) {
      moveTo(Math.max(start, Math.min(end, startOf(ms))));
      return tape.position;
    },
    release: (ms) => releaseBefore(Math.min(cursor, startOf(ms))),
    bound(maxMs, graceMs = 0) {
      const oldest = Math.min(end, Math.ceil((end - maxMs * perMs) / wanted) * wanted);
      releaseBefore(Math.min(cursor, oldest));
      if (end - start <= (maxMs + graceMs) * perMs) return false;
      releaseBefore(oldest);
      return true;
    },
  };
  return tape;
}
