import type { PcmFormat } from './audio/encoding.ts';
import { bytesPerMs } from './audio/encoding.ts';

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
  // A queue whose head is an index: `shift` would move everything for each frame.
  let frames: Uint8Array[] = [];
  let head = 0;
  let cursor = 0;
  let startBytes = 0;
  let cursorBytes = 0;
  let endBytes = 0;

  function forget(): void {
    const frame = frames[head]!;
    frames[head] = EMPTY;
    head++;
    startBytes += frame.length;
    if (cursor < head) {
      cursor = head;
      cursorBytes = startBytes;
    }
    if (head >= 256 && head * 2 >= frames.length) {
      frames = frames.slice(head);
      cursor -= head;
      head = 0;
    }
  }

  return {
    push(frame) {
      frames.push(frame);
      endBytes += frame.length;
    },
    peek: () => frames[cursor],
    advance() {
      const frame = frames[cursor];
      if (frame === undefined) return;
      cursor++;
      cursorBytes += frame.length;
    },
    rewind(ms) {
      cursor = head;
      cursorBytes = startBytes;
      const wanted = ms * perMs;
      while (cursor < frames.length && cursorBytes + frames[cursor]!.length <= wanted) {
        cursorBytes += frames[cursor]!.length;
        cursor++;
      }
      return cursorBytes / perMs;
    },
    settle(ms) {
      const wanted = ms * perMs;
      while (head < cursor && startBytes + frames[head]!.length <= wanted) forget();
    },
    bound(maxMs) {
      const most = maxMs * perMs;
      let forgot = 0;
      let unsent = 0;
      while (endBytes - startBytes > most && head < frames.length) {
        if (head >= cursor) unsent++;
        forget();
        forgot++;
      }
      return unsent > 0 ? 'forgot unsent' : forgot > 0 ? 'forgot sent' : 'fits';
    },
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

const EMPTY = new Uint8Array(0);
