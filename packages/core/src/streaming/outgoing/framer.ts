import { bytesFor, bytesWithin, type PcmFormat } from '../audio/encoding.ts';

/** Shortest and longest frame the service takes, ms. Source: contract `streaming.md` section 4. */
export const SHORTEST_FRAME_MS = 50;
export const LONGEST_FRAME_MS = 1000;

/** Most bytes in one message that the service takes. Source: `peers.md` 0.4. */
const LONGEST_MESSAGE = 128 * 1024;

/** Bytes that are taken at a time, at least: memory for each frame by itself costs more than the audio in it. */
const BLOCK = 64 * 1024;

/** Memory that frames were in and that nobody needs any more. */
export type Spare = () => ArrayBufferLike | undefined;

/** Cuts audio of any chunking into frames of a legal length. */
export interface Framer {
  /** The frames that are complete now, several of them in one piece of memory; the rest waits for more. */
  push(chunk: Uint8Array): Uint8Array[];
  /** The rest, filled up with silence to the shortest legal length; nothing where there is no rest. */
  flush(): Uint8Array[];
  /** Bytes that wait. */
  readonly pending: number;
}

/**
 * Frames are `frameMs` long while there is that much; what is left over goes out at once when it is legal by itself,
 * so that a chunk which needs no cutting never waits for the next one. No byte is added, lost or moved but the
 * silence of `flush`, and no sample is split.
 */
export function createFramer(format: PcmFormat, frameMs: number, spare?: Spare): Framer {
  const shortest = bytesFor(format, SHORTEST_FRAME_MS);
  const wanted = Math.max(
    shortest,
    Math.min(bytesWithin(format, Math.min(frameMs, LONGEST_FRAME_MS)), LONGEST_MESSAGE),
  );
  let block: Uint8Array = new Uint8Array(0);
  /** Where in the block the unfinished frame begins, and how long it is. */
  let start = 0;
  let length = 0;

  function take(bytes: number): Uint8Array {
    const frame = block.subarray(start, start + bytes);
    start += bytes;
    length -= bytes;
    return frame;
  }

  function renew(): void {
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
        if (block.length - start < wanted) renew();
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
