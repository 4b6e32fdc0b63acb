import { bytesPerMs, type PcmFormat } from '../audio/encoding.ts';
import { MAX_SPARES } from '../limits.ts';

/**
 * The audio that may still be needed: unsent frames, and sent frames whose words are not final. All times are ms
 * from the first sample of the session.
 */
export interface Tape {
  push(frame: Uint8Array): void;
  /** Returns the next frame to send. */
  peek(): Uint8Array | undefined;
  /** Moves past the frame that {@link peek} returns. */
  advance(): void;
  /** Moves back to the frame that contains `ms`, or to the oldest frame. Returns the start of that frame, ms. */
  rewind(ms: number): number;
  /** Releases sent frames that end before `ms`. */
  release(ms: number): void;
  /**
   * Drops the oldest frames until at most `maxMs` are held; unsent frames only if more than `graceMs` too many are left.
   * Returns whether it dropped unsent frames.
   */
  bound(maxMs: number, graceMs: number): boolean;
  /** Returns memory whose frames were all released, for reuse. The caller must not keep other references to it. */
  spare(): ArrayBufferLike | undefined;
  /** Where the oldest frame begins. */
  readonly start: number;
  /** Where the next frame to send begins. */
  readonly position: number;
  /** Where the newest frame ends. */
  readonly end: number;
  /** Bytes held. */
  readonly bytes: number;
}

export function createTape(format: PcmFormat): Tape {
  const perMs = bytesPerMs(format);
  // Parallel arrays, because the garbage collector would scan thousands of objects, one for each frame. `head` is an
  // index, because `shift` would move the whole array for each frame.
  let buffers: ArrayBufferLike[] = [];
  let offsets: number[] = [];
  let lengths: number[] = [];
  const spares: ArrayBufferLike[] = [];
  let head = 0;
  let cursor = 0;
  let startBytes = 0;
  let cursorBytes = 0;
  let endBytes = 0;

  function drop(): void {
    const buffer = buffers[head]!;
    startBytes += lengths[head]!;
    buffers[head] = NOTHING;
    head++;
    if (cursor < head) {
      cursor = head;
      cursorBytes = startBytes;
    }
    // Frames of one block of memory are neighbors; the block of the newest frame may still be filled.
    const isLeft = head < buffers.length && buffers[head] !== buffer;
    if (isLeft && spares.length < MAX_SPARES) spares.push(buffer);
    if (head >= 256 && head * 2 >= lengths.length) {
      buffers = buffers.slice(head);
      offsets = offsets.slice(head);
      lengths = lengths.slice(head);
      cursor -= head;
      head = 0;
    }
  }

  return {
    push(frame) {
      buffers.push(frame.buffer);
      offsets.push(frame.byteOffset);
      lengths.push(frame.length);
      endBytes += frame.length;
    },
    peek() {
      return cursor < lengths.length ? new Uint8Array(buffers[cursor]!, offsets[cursor]!, lengths[cursor]!) : undefined;
    },
    advance() {
      if (cursor < lengths.length) cursorBytes += lengths[cursor++]!;
    },
    rewind(ms) {
      cursor = head;
      cursorBytes = startBytes;
      const wanted = ms * perMs;
      while (cursor < lengths.length && cursorBytes + lengths[cursor]! <= wanted) cursorBytes += lengths[cursor++]!;
      return cursorBytes / perMs;
    },
    release(ms) {
      const wanted = ms * perMs;
      while (head < cursor && startBytes + lengths[head]! <= wanted) drop();
    },
    bound(maxMs, graceMs) {
      const most = maxMs * perMs;
      while (endBytes - startBytes > most && head < cursor) drop();
      if (endBytes - startBytes <= most + graceMs * perMs) return false;
      while (endBytes - startBytes > most && head < lengths.length) drop();
      return true;
    },
    spare: () => spares.pop(),
    get start() {
      return startBytes / perMs;
    },
    get position() {
      return cursorBytes / perMs;
    },
    get end() {
      return endBytes / perMs;
    },
    get bytes() {
      return endBytes - startBytes;
    },
  };
}

const NOTHING = new ArrayBuffer(0);
