import { BadInputError } from '../../errors.ts';
import { optional } from '../lib/deferred.ts';
import { createQueue } from '../lib/queue.ts';
import type { PcmFormat } from './encoding.ts';
import { encoded } from './samples.ts';

/** A chunk of audio: bytes, or a `Float32Array` of samples from -1 to 1, as the Web Audio API provides them. */
export type AudioChunk = ArrayBuffer | ArrayBufferView;

/**
 * Emits chunks as `data` events, such as a Node stream, a recorder process or a telephony library. Without `pause`, it is
 * read as a live source, which cannot wait.
 */
export interface ChunkEmitter {
  on(event: string, listener: (value: AudioChunk) => void): unknown;
  off?(event: string, listener: (value: AudioChunk) => void): unknown;
  removeListener?(event: string, listener: (value: AudioChunk) => void): unknown;
  pause?(): unknown;
  resume?(): unknown;
}

/** A source of audio chunks. */
export type ChunkSource =
  AsyncIterable<AudioChunk> | Iterable<AudioChunk> | ReadableStream<AudioChunk> | ChunkEmitter | AudioChunk;

/**
 * Returns bytes without copying them, and converts samples.
 *
 * @param format Format of the session; undefined for encodings other than PCM.
 * @throws BadInputError for a value that is neither bytes nor samples, and for samples without a format.
 */
export function bytesOf(chunk: AudioChunk, format: PcmFormat | undefined): Uint8Array {
  // A Node Buffer is a Uint8Array too, but its `slice` shares memory instead of copying it.
  if (chunk instanceof Uint8Array && chunk.constructor === Uint8Array) return chunk;
  const view = chunk instanceof ArrayBuffer ? new Uint8Array(chunk) : chunk;
  if (ArrayBuffer.isView(view)) {
    if (!isSamples(view)) return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    if (format) return encoded(view, format.bytesPerSample);
  }
  throw new BadInputError('Audio must be bytes or, for PCM, a Float32Array of samples.', { field: 'audio' });
}

/** Recognizes samples of other frames and workers too. */
const isSamples = (view: ArrayBufferView): view is Float32Array =>
  (view as Partial<Float32Array>)[Symbol.toStringTag] === 'Float32Array';

/** The chunks of a source, read on demand if the source can wait. Readers that stop before its end must call `return`. */
export interface Chunks extends AsyncIterableIterator<Uint8Array> {
  /** False for a live source, whose chunks arrive whether or not they are read. */
  readonly canWait: boolean;
  /** Ends the source immediately, even while `next` waits for it. No chunk follows. */
  return(): Promise<IteratorResult<Uint8Array, undefined>>;
}

type Step = IteratorResult<AudioChunk, unknown>;

interface Reader {
  readonly canWait: boolean;
  next(): Step | Promise<Step>;
  leave(): unknown;
}

const DONE = { done: true, value: undefined } as const;

/** @throws BadInputError for an invalid source; while reading, errors of the source and of {@link bytesOf}. */
export function chunksOf(source: ChunkSource, format?: PcmFormat): Chunks {
  const reader = readerOf(source);
  let isOpen = true;
  return {
    canWait: reader.canWait,
    async next() {
      const { done, value } = isOpen ? await reader.next() : DONE;
      if (isOpen && !done) return { done: false, value: bytesOf(value!, format) };
      isOpen = false;
      return DONE;
    },
    return() {
      // Do not wait: the source may never respond.
      if (isOpen) void optional(Promise.resolve(reader.leave()));
      isOpen = false;
      return Promise.resolve(DONE);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function readerOf(source: ChunkSource): Reader {
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return iterate([source]);
  // Takes precedence over the stream's iterator, which some browsers lack and which cannot be ended while it waits.
  if (typeof source === 'object' && source !== null) {
    if ('getReader' in source) return read(source);
    if (Symbol.asyncIterator in source || Symbol.iterator in source) return iterate(source);
    if ('on' in source && typeof source.on === 'function') return listenTo(source);
  }
  throw new BadInputError('Audio must be bytes, an iterable, a stream or an emitter of bytes.', { field: 'audio' });
}

function iterate(source: (AsyncIterable<AudioChunk> | Iterable<AudioChunk>) & { destroy?(): unknown }): Reader {
  const iterator =
    Symbol.asyncIterator in source
      ? source[Symbol.asyncIterator]()
      : (source as Iterable<AudioChunk>)[Symbol.iterator]();
  return {
    canWait: true,
    next: () => iterator.next(),
    leave() {
      // A Node stream would wait for its next chunk first.
      source.destroy?.();
      return iterator.return?.();
    },
  };
}

function read(stream: ReadableStream<AudioChunk>): Reader {
  const reader = stream.getReader();
  return {
    canWait: true,
    next: () => reader.read() as Promise<Step>,
    leave: () => reader.cancel(),
  };
}

function listenTo(source: ChunkEmitter): Reader {
  const queue = createQueue<AudioChunk>(stop);
  const end = (): void => queue.end();
  const listeners: Readonly<Record<string, (value: AudioChunk) => void>> = {
    data(chunk) {
      source.pause?.();
      queue.push(chunk);
    },
    end,
    close: end,
    error: (error: unknown) => queue.end(error ?? new Error('The audio source failed.')),
  };
  const listen = (method: ChunkEmitter['on'] | undefined): void => {
    for (const [event, listener] of Object.entries(listeners)) method?.call(source, event, listener);
  };
  listen(source.on);

  function stop(): void {
    listen(source.off ?? source.removeListener);
  }

  return {
    canWait: 'pause' in source,
    async next() {
      source.resume?.();
      const result = await queue.next();
      if (result.done) stop();
      return result;
    },
    leave: () => queue.return!(),
  };
}
