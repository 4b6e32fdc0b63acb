import { bytesFor, bytesWithin, type PcmFormat } from './encoding.ts';

/** Shortest and longest frame the service takes, ms. Source: contract `streaming.md` section 4. */
export const SHORTEST_FRAME_MS = 50;
export const LONGEST_FRAME_MS = 1000;

/** Most bytes in one message that the service takes. Source: `peers.md` 0.4. */
const LONGEST_MESSAGE = 128 * 1024;

/** Cuts audio of any chunking into frames of a legal length. */
export interface Framer {
  /** The frames that are complete now, in new memory; the rest waits for more. */
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
export function createFramer(format: PcmFormat, frameMs: number): Framer {
  const shortest = bytesFor(format, SHORTEST_FRAME_MS);
  const wanted = Math.max(
    shortest,
    Math.min(bytesWithin(format, Math.min(frameMs, LONGEST_FRAME_MS)), LONGEST_MESSAGE),
  );
  const align = format.bytesPerSample;
  // Never fuller than one wanted frame between calls.
  const held = new Uint8Array(wanted);
  let length = 0;

  const take = (frames: Uint8Array[]): void => {
    frames.push(held.slice(0, length));
    length = 0;
  };

  return {
    push(chunk) {
      const frames: Uint8Array[] = [];
      let at = 0;
      while (at < chunk.length) {
        const free = wanted - length;
        const left = chunk.length - at;
        if (length === 0 && left >= wanted) {
          frames.push(chunk.slice(at, at + wanted));
          at += wanted;
          continue;
        }
        const size = Math.min(free, left);
        held.set(size === chunk.length ? chunk : chunk.subarray(at, at + size), length);
        length += size;
        at += size;
        if (length === wanted) take(frames);
      }
      if (length >= shortest) {
        const odd = length % align;
        const rest = odd === 0 ? 0 : held[length - 1]!;
        length -= odd;
        if (length >= shortest) {
          take(frames);
          if (odd !== 0) held[0] = rest;
        }
        length += odd;
      }
      return frames;
    },
    flush() {
      const whole = length - (length % align);
      length = 0;
      if (whole === 0) return [];
      const frame = new Uint8Array(Math.max(shortest, whole)).fill(format.silence);
      frame.set(held.subarray(0, whole));
      return [frame];
    },
    get pending() {
      return length;
    },
  };
}
