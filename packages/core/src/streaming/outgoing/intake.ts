import { type AssemblyAIError, BadInputError } from '../../errors.ts';
import { bytesPerMs } from '../audio/encoding.ts';
import { copy } from '../audio/copy.ts';
import { type AudioChunk, bytesOf, chunksOf, type ChunkSource } from '../audio/source.ts';
import { type Deferred, deferred, noop, optional, report } from '../lib/deferred.ts';
import type { StreamingIo } from '../host.ts';
import { ACTIVE_MS } from '../limits.ts';
import type { Mutable } from '../lib/mutable.ts';
import type { Settings } from '../options.ts';
import type { Tape } from './tape.ts';

export interface IntakeParts {
  readonly tape: Tape;
  readonly settings: Settings;
  readonly io: Pick<StreamingIo, 'now' | 'schedule' | 'report'>;
  /**
   * Called when audio was added to the tape: `chunk`, or the padding of the last message. `isLive`: its source does not wait,
   * so the audio has been spoken.
   */
  readonly onAudio: (nowMs: number, chunk?: Uint8Array, isLive?: boolean) => void;
}

/** Accepts audio chunks of any size, with backpressure. */
export interface Intake {
  write(chunk: AudioChunk): Promise<void>;
  pipe(source: ChunkSource, signal: AbortSignal | undefined): Promise<void>;
  /** Resumes waiting writers if there is room again. */
  resume(): void;
  /** Accepts no more audio. Resolves when all written audio is on the tape, including the last frame. */
  finish(): Promise<void>;
  /**
   * Rejects all waiting and all later writes. Unless `isReported`, the runtime reports the error as an unhandled
   * rejection if the caller does not handle the next rejected write, or does not write again.
   */
  end(error: AssemblyAIError, isReported: boolean): void;
  /** Returns the milliseconds of written audio, without the silence that pads the last message. */
  writtenMs(): number;
  /** Time of the last write, ms on the clock. */
  readonly lastWriteAt: number;
}

export function createIntake({ tape, settings, io, onAudio }: IntakeParts): Intake {
  const { encoding, format } = settings;
  // Packets of other encodings must not be split.
  const perMs = format ? bytesPerMs(format) : Infinity;
  const pieceBytes = encoding?.pieceBytes ?? Math.max(2, Math.floor(perMs * (settings.highWaterMs / 2 || 500)));
  const largeBytes = encoding?.pieceBytes ?? (settings.bufferMs * perMs) / 8;
  /** Rejected by `end`: sources of pipes in progress may never yield another chunk. */
  const over = deferred<never>();
  let room: Deferred<void> | undefined;
  /** Milliseconds of audio without the padding of the last message, once it is known. */
  let writtenMs: number | undefined;
  let chain = Promise.resolve();
  let chained = 0;
  let isFinished = false;
  let ended: AssemblyAIError | undefined;
  let isReported = true;
  let pipes = 0;

  function accept(chunk: Uint8Array, isLive?: boolean): void {
    const now = (intake.lastWriteAt = io.now());
    tape.push(chunk);
    onAudio(now, chunk, isLive);
  }

  const isFull = (): boolean => tape.end - tape.position > settings.highWaterMs;

  function waitForRoom(): Promise<void> {
    if (ended) return over.promise;
    if (!isFull()) return READY;
    // All writers share a promise, so that writers that never wait do not use more memory.
    return (room ??= deferred()).promise;
  }

  function write(chunk: AudioChunk, isLive?: boolean): Promise<void> {
    try {
      const bytes = bytesOf(chunk, format);
      if (ended) throw ended;
      if (isFinished) throw new BadInputError('The session is closing and accepts no more audio.', { field: 'audio' });
      if (chained > 0 || bytes.length > largeBytes) return writeInPieces(bytes);
      accept(bytes, isLive);
      return waitForRoom();
    } catch (error) {
      const rejected = Promise.reject<void>(error as Error);
      if (isReported) return optional(rejected);
      isReported = true;
      return rejected;
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

  const intake: Mutable<Intake> = {
    write: (chunk) => write(chunk),

    async pipe(source, signal) {
      const chunks = chunksOf(source, format);
      pipes++;
      await copy(chunks, (chunk) => write(chunk, !chunks.canWait), over.promise, signal).finally(() => pipes--);
    },

    resume() {
      if (!room || isFull()) return;
      room.resolve();
      room = undefined;
    },

    async finish() {
      isFinished = true;
      await chain.catch(noop);
      tape.finish();
      writtenMs = tape.end;
      onAudio(io.now());
    },

    end(error, isErrorReported) {
      ended = error;
      isReported = isErrorReported || pipes > 0;
      if (!isReported && !room) io.schedule(ACTIVE_MS, () => isReported || (io.report ?? report)(error));
      room?.reject(error);
      over.reject(error);
    },

    writtenMs: () => Math.round(writtenMs ?? tape.end),
    lastWriteAt: io.now(),
  };
  return intake;
}

const READY = Promise.resolve();
