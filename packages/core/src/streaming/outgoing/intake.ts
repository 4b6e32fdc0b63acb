import { AbortedError, type AssemblyAIError, BadInputError } from '../../errors.ts';
import { bytesPerMs, type PcmFormat } from '../audio/encoding.ts';
import { createFramer } from './framer.ts';
import { type AudioChunk, bytesOf, chunksOf, type ChunkSource } from '../audio/source.ts';
import { type Deferred, deferred, optional } from '../lib/deferred.ts';
import type { Settings } from '../options.ts';
import type { Tape } from './tape.ts';

export interface IntakeParts {
  readonly tape: Tape;
  /** What the bytes on the tape mean. */
  readonly shape: PcmFormat;
  /** Whether audio is cut into frames; what is not PCM stays as it comes. */
  readonly framed: boolean;
  readonly settings: Settings;
  readonly now: () => number;
  /** There is more on the tape. */
  readonly onAudio: () => void;
}

/** Where audio comes in: of any chunking, and no more of it than there is room for. */
export interface Intake {
  write(chunk: AudioChunk): Promise<void>;
  pipe(source: ChunkSource, signal: AbortSignal | undefined): Promise<void>;
  /** Lets writers go on when there is room again. */
  release(): void;
  /** Takes nothing more, and resolves when all that is waiting is on the tape, with the rest of the last frame. */
  finish(): Promise<void>;
  /** Nobody will send anything any more: fails all who wait, and all who come. */
  end(error: AssemblyAIError): void;
  readonly isFinished: boolean;
  /** Milliseconds of audio that were written, without the silence that fills up the last frame. */
  readonly writtenMs: number;
  /** When audio came last, on the clock. */
  readonly lastWriteAt: number;
}

export function createIntake({ tape, shape, framed, settings, now, onAudio }: IntakeParts): Intake {
  const perMs = bytesPerMs(shape);
  const framer = framed ? createFramer(shape, settings.frameMs, tape.spare) : undefined;
  const pieceBytes = Math.max(shape.bytesPerSample, Math.floor(perMs * (settings.highWaterMs / 2 || 500)));
  /** Pipes whose sources may never say anything again. */
  const leaving = new Set<(error: AssemblyAIError) => void>();
  let room: Deferred<void> | undefined;
  let writtenBytes = 0;
  let lastWriteAt = now();
  let chain = Promise.resolve();
  let chained = 0;
  let isFinished = false;
  let ended: AssemblyAIError | undefined;

  function accept(chunk: Uint8Array): void {
    writtenBytes += chunk.length;
    lastWriteAt = now();
    for (const frame of framer?.push(chunk) ?? [chunk.slice()]) tape.push(frame);
    onAudio();
  }

  const isFull = (): boolean => tape.end - tape.position > settings.highWaterMs;

  function waitForRoom(): Promise<void> {
    if (ended !== undefined) return optional(Promise.reject(ended));
    if (!isFull()) return READY;
    // One for all: who never waits for it must not make it grow.
    return (room ??= deferred()).promise;
  }

  function write(chunk: AudioChunk): Promise<void> {
    try {
      const bytes = bytesOf(chunk);
      if (ended !== undefined) throw ended;
      if (isFinished) throw new BadInputError('The session is being closed.', { field: 'audio' });
      if (chained > 0 || bytes.length > (settings.bufferMs * perMs) / 8) return writeInPieces(bytes);
      accept(bytes);
      return waitForRoom();
    } catch (error) {
      return optional(Promise.reject(error as Error));
    }
  }

  /** What is larger than the buffer could hold goes in as it empties. */
  function writeInPieces(bytes: Uint8Array): Promise<void> {
    chained++;
    const before = chain.catch(() => undefined);
    chain = optional(
      (async () => {
        await before;
        for (let at = 0; at < bytes.length; at += pieceBytes) {
          if (ended !== undefined) throw ended;
          accept(bytes.subarray(at, at + pieceBytes));
          await waitForRoom();
        }
      })().finally(() => chained--),
    );
    return chain;
  }

  return {
    write,

    async pipe(source, signal) {
      const chunks = chunksOf(source);
      const gone = deferred<never>();
      let isGone = false;
      const leave = (error: AssemblyAIError): void => {
        isGone = true;
        gone.reject(error);
      };
      const onAbort = (): void => leave(new AbortedError('Writing was cancelled.', { operation: 'streaming' }));
      leaving.add(leave);
      signal?.addEventListener('abort', onAbort);
      if (ended !== undefined) leave(ended);
      if (signal?.aborted === true) onAbort();
      const copy = async (): Promise<void> => {
        for (;;) {
          const { done, value } = await chunks.next();
          if (isGone || done === true) return;
          await write(value);
        }
      };
      try {
        await Promise.race([gone.promise, copy()]);
      } finally {
        leaving.delete(leave);
        signal?.removeEventListener('abort', onAbort);
        await chunks.return();
      }
    },

    release() {
      if (room === undefined || isFull()) return;
      room.resolve();
      room = undefined;
    },

    async finish() {
      isFinished = true;
      await chain.catch(() => undefined);
      for (const frame of framer?.flush() ?? []) tape.push(frame);
      onAudio();
    },

    end(error) {
      ended = error;
      room?.reject(error);
      for (const leave of leaving) leave(error);
    },

    get isFinished() {
      return isFinished;
    },
    get writtenMs() {
      return Math.round(writtenBytes / perMs);
    },
    get lastWriteAt() {
      return lastWriteAt;
    },
  };
}

const READY = Promise.resolve();
