import { AbortedError, type AssemblyAIError, BadInputError } from '../../errors.ts';
import { bytesPerMs, type PcmFormat } from '../audio/encoding.ts';
import { createFramer } from './framer.ts';
import { type AudioChunk, bytesOf, chunksOf, type ChunkSource } from '../audio/source.ts';
import { type Deferred, deferred, noop, optional } from '../lib/deferred.ts';
import type { StreamingIo } from '../host.ts';
import type { Settings } from '../options.ts';
import type { Tape } from './tape.ts';

export interface IntakeParts {
  readonly tape: Tape;
  /** Format of the bytes on the tape. */
  readonly shape: PcmFormat;
  /** Whether audio is split into frames. Audio other than PCM is sent as it was written. */
  readonly framed: boolean;
  readonly settings: Settings;
  readonly io: Pick<StreamingIo, 'now'>;
  /** Called when audio was added to the tape. */
  readonly onAudio: () => void;
}

/** Accepts audio chunks of any size, with backpressure. */
export interface Intake {
  write(chunk: AudioChunk): Promise<void>;
  pipe(source: ChunkSource, signal: AbortSignal | undefined): Promise<void>;
  /** Resumes waiting writers if there is room again. */
  resume(): void;
  /** Accepts no more audio. Resolves when all written audio is on the tape, including the last frame. */
  finish(): Promise<void>;
  /** Rejects all waiting and all later writes. */
  end(error: AssemblyAIError): void;
  /** Milliseconds of written audio, without the silence that pads the last frame. */
  readonly writtenMs: number;
  /** Time of the last write, ms on the clock. */
  readonly lastWriteAt: number;
}

export function createIntake({ tape, shape, framed, settings, io, onAudio }: IntakeParts): Intake {
  const perMs = bytesPerMs(shape);
  const framer = framed ? createFramer(shape, settings.frameMs, tape.spare) : undefined;
  const pieceBytes = Math.max(shape.bytesPerSample, Math.floor(perMs * (settings.highWaterMs / 2 || 500)));
  /** Rejected by `end`: sources of pipes in progress may never yield another chunk. */
  const over = deferred<never>();
  let room: Deferred<void> | undefined;
  let writtenBytes = 0;
  let lastWriteAt = io.now();
  let chain = Promise.resolve();
  let chained = 0;
  let isFinished = false;
  let ended: AssemblyAIError | undefined;

  function accept(chunk: Uint8Array): void {
    writtenBytes += chunk.length;
    lastWriteAt = io.now();
    for (const frame of framer?.push(chunk) ?? [chunk.slice()]) tape.push(frame);
    onAudio();
  }

  const isFull = (): boolean => tape.end - tape.position > settings.highWaterMs;

  function waitForRoom(): Promise<void> {
    if (ended) return over.promise;
    if (!isFull()) return READY;
    // All writers share a promise, so that writers that never wait do not use more memory.
    return (room ??= deferred()).promise;
  }

  function write(chunk: AudioChunk): Promise<void> {
    try {
      const bytes = bytesOf(chunk);
      if (ended) throw ended;
      if (isFinished) throw new BadInputError('The session is closing and accepts no more audio.', { field: 'audio' });
      if (chained > 0 || bytes.length > (settings.bufferMs * perMs) / 8) return writeInPieces(bytes);
      accept(bytes);
      return waitForRoom();
    } catch (error) {
      return optional(Promise.reject(error as Error));
    }
  }

  /** Adds a large chunk piece by piece as the buffer empties. */
  function writeInPieces(bytes: Uint8Array): Promise<void> {
    chained++;
    const before = chain.catch(noop);
    chain = optional(
      (async () => {
        await before;
        for (let at = 0; at < bytes.length; at += pieceBytes) {
          if (ended) throw ended;
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
      const aborted = deferred<never>();
      let isAborted = false;
      const onAbort = (): void => {
        isAborted = true;
        aborted.reject(new AbortedError('Writing was cancelled.', { operation: 'streaming' }));
      };
      signal?.addEventListener('abort', onAbort);
      if (signal?.aborted) onAbort();
      const copy = async (): Promise<void> => {
        for (;;) {
          const { done, value } = await chunks.next();
          if (isAborted || done) return;
          await write(value);
        }
      };
      try {
        await Promise.race([over.promise, aborted.promise, copy()]);
      } finally {
        signal?.removeEventListener('abort', onAbort);
        await chunks.return();
      }
    },

    resume() {
      if (!room || isFull()) return;
      room.resolve();
      room = undefined;
    },

    async finish() {
      isFinished = true;
      await chain.catch(noop);
      for (const frame of framer?.flush() ?? []) tape.push(frame);
      onAudio();
    },

    end(error) {
      ended = error;
      room?.reject(error);
      over.reject(error);
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
