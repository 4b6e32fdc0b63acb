import type { PcmFormat } from '../audio/encoding.ts';
import { bytesPerMs } from '../audio/encoding.ts';

/** A piece of the timeline, ms from the first sample of the session. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The audio that may still be needed: what nobody has sent yet, and what was sent but has not come back as finished
 * words. All times are ms from the first sample that was ever pushed.
 */
export interface Tape {
  push(frame: Uint8Array): void;
  /** The next frame to send, without moving on. */
  peek(): Uint8Array | undefined;
  /** Moves behind the frame of {@link peek}. */
  advance(): void;
  /** Goes back to the frame that holds `ms`, or to the oldest one; resolves to where that is. */
  rewind(ms: number): number;
  /** Forgets sent frames that end before `ms`. */
  settle(ms: number): void;
  /** Forgets the oldest frames until no more than `maxMs` are held, and says whether unsent ones were among them. */
  bound(maxMs: number): 'fits' | 'forgot sent' | 'forgot unsent';
  /** Memory whose frames are all forgotten. Nobody else may hold it. */
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

/** What is more than these is given back to the system. */
const MOST_SPARES = 4;

export function createTape(format: PcmFormat): Tape {
  const perMs = bytesPerMs(format);
  // Where each frame lies, in plain lists: an object for each would have the collector of garbage look at thousands of
  // them again and again. Their heads are an index, because `shift` would move everything for each frame.
  let buffers: ArrayBufferLike[] = [];
  let offsets: number[] = [];
  let lengths: number[] = [];
  const spares: ArrayBufferLike[] = [];
  let head = 0;
  let cursor = 0;
  let startBytes = 0;
  let cursorBytes = 0;
  let endBytes = 0;

  function forget(): void {
    const buffer = buffers[head]!;
    startBytes += lengths[head]!;
    buffers[head] = NOTHING;
    head++;
    if (cursor < head) {
      cursor = head;
      cursorBytes = startBytes;
    }
    // Frames of one piece of memory lie side by side; what the newest one lies in may still be filled.
    const isLeft = head < buffers.length && buffers[head] !== buffer;
    if (isLeft && spares.length < MOST_SPARES) spares.push(buffer);
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
    settle(ms) {
      const wanted = ms * perMs;
      while (head < cursor && startBytes + lengths[head]! <= wanted) forget();
    },
    bound(maxMs) {
      const most = maxMs * perMs;
      let forgot = 0;
      let unsent = 0;
      while (endBytes - startBytes > most && head < lengths.length) {
        if (head >= cursor) unsent++;
        forget();
        forgot++;
      }
      return unsent > 0 ? 'forgot unsent' : forgot > 0 ? 'forgot sent' : 'fits';
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
