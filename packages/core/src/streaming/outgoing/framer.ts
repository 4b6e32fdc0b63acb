import { bytesFor, bytesWithin, type PcmFormat } from '../audio/encoding.ts';
import { BLOCK, LONGEST_FRAME_MS, LONGEST_MESSAGE, SHORTEST_FRAME_MS } from '../limits.ts';

/** Returns memory of released frames, for reuse. */
export type Spare = () => ArrayBufferLike | undefined;

/** Splits audio chunks of any size into frames of a valid length. */
export interface Framer {
  /** Returns the complete frames, which share memory. The remainder waits for the next chunk. */
  push(chunk: Uint8Array): Uint8Array[];
  /** Returns the remainder, padded with silence to the shortest valid length; no frame if nothing remains. */
  flush(): Uint8Array[];
  /** Bytes that wait for the next chunk. */
  readonly pending: number;
}

/**
 * Frames are `frameMs` long while enough audio is available. A remainder of a valid length is returned immediately, so that
 * a chunk of a valid length never waits for the next chunk. Keeps the order of bytes and does not split samples; only
 * `flush` adds bytes.
 */
export function createFramer(format: PcmFormat, frameMs: number, spare?: Spare): Framer {
  const shortest = bytesFor(format, SHORTEST_FRAME_MS);
  const wanted = Math.max(
    shortest,
    Math.min(bytesWithin(format, Math.min(frameMs, LONGEST_FRAME_MS)), LONGEST_MESSAGE),
  );
  let block: Uint8Array = new Uint8Array(0);
  /** Where in the block the unfinished frame begins, and its length. */
  let start = 0;
  let length = 0;

  function take(bytes: number): Uint8Array {
    const frame = block.subarray(start, start + bytes);
    start += bytes;
    length -= bytes;
    return frame;
  }

  function nextBlock(): void {
    const rest = take(length);
    const size = Math.ceil(BLOCK / wanted) * wanted;
    const old = spare?.();
    block = old?.byteLength === size ? new Uint8Array(old) : new Uint8Array(size);
    block.set(rest);
    start = 0;
    length = rest.length;
  }

  const whole = (): number => length - (length % format.bytesPerSample);

  return {
    push(chunk) {
      const frames: Uint8Array[] = [];
      for (let at = 0; at < chunk.length;) {
        if (block.length - start < wanted) nextBlock();
        const size = Math.min(wanted - length, chunk.length - at);
        block.set(size === chunk.length ? chunk : chunk.subarray(at, at + size), start + length);
        length += size;
        at += size;
        if (length === wanted) frames.push(take(wanted));
      }
      if (whole() >= shortest) frames.push(take(whole()));
      return frames;
    },
    flush() {
      const rest = take(whole());
      length = 0;
      if (rest.length === 0) return [];
      const frame = new Uint8Array(Math.max(shortest, rest.length)).fill(format.silence);
      frame.set(rest);
      return [frame];
    },
    get pending() {
      return length;
    },
  };
}
