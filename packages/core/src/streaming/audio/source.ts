import { BadInputError } from '../../errors.ts';
import { noop, optional } from '../lib/deferred.ts';

/** A chunk of audio bytes. */
export type AudioChunk = ArrayBuffer | ArrayBufferView;

/** Emits chunks as `data` events, such as a Node stream, a recorder process or a telephony library. */
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

/** Returns the bytes without copying them. @throws BadInputError for a value that is not bytes. */
export function bytesOf(chunk: AudioChunk): Uint8Array {
  // A Node Buffer is a Uint8Array too, but its `slice` shares memory instead of copying it.
  if (chunk instanceof Uint8Array && chunk.constructor === Uint8Array) return chunk;
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk);
  throw new BadInputError('Audio must be bytes: a Uint8Array, an ArrayBuffer or another view of one.', {
    field: 'audio',
  });
}

/** The chunks of a source, read on demand if the source can wait. */
export interface Chunks extends AsyncIterableIterator<Uint8Array> {
  /** Ends the source immediately, even while `next` waits for it. */
  return(): Promise<IteratorResult<Uint8Array, undefined>>;
}

interface Reader {
  next(): Promise<IteratorResult<AudioChunk, unknown>>;
  leave(): unknown;
}

const DONE = { done: true, value: undefined } as const;

/** @throws BadInputError for an invalid source; while reading, for chunks that are not bytes. */
export function chunksOf(source: ChunkSource): Chunks {
  const reader = readerOf(source);
  let ended = false;

  function leave(): void {
    if (ended) return;
    ended = true;
    // Do not wait: the source may never respond.
    void optional(Promise.resolve(reader.leave()));
  }

  return {
    async next() {
      if (ended) return DONE;
      try {
        const { done, value } = await reader.next();
        if (done !== true) return { done: false, value: bytesOf(value) };
        ended = true;
        return DONE;
      } catch (error) {
        leave();
        throw error;
      }
    },
    return() {
      leave();
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
    if ('on' in source && typeof source.on === 'function') return listen(source);
  }
  throw new BadInputError('Audio must be bytes, an iterable, a stream or an emitter of bytes.', { field: 'audio' });
}

function iterate(source: (AsyncIterable<AudioChunk> | Iterable<AudioChunk>) & { destroy?(): unknown }): Reader {
  const iterator =
    Symbol.asyncIterator in source
      ? source[Symbol.asyncIterator]()
      : (source as Iterable<AudioChunk>)[Symbol.iterator]();
  return {
    next: async () => iterator.next(),
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
    next: async () => reader.read() as Promise<IteratorResult<AudioChunk, unknown>>,
    leave: () => reader.cancel(),
  };
}

function listen(source: ChunkEmitter): Reader {
  const waiting: AudioChunk[] = [];
  let ended = false;
  let failure: { readonly error: unknown } | undefined;
  let wake = noop;
  const onData = (chunk: AudioChunk): void => {
    waiting.push(chunk);
    source.pause?.();
    wake();
  };
  const onEnd = (): void => {
    ended = true;
    wake();
  };
  const onError = (error: unknown): void => {
    failure = { error: error ?? new Error('The audio source failed.') };
    wake();
  };
  const listeners: Readonly<Record<string, (value: AudioChunk) => void>> = {
    data: onData,
    end: onEnd,
    close: onEnd,
    error: onError,
  };
  for (const [event, listener] of Object.entries(listeners)) source.on(event, listener);

  function leave(): void {
    for (const [event, listener] of Object.entries(listeners)) {
      (source.off ?? source.removeListener)?.call(source, event, listener);
    }
    onEnd();
  }

  return {
    leave,
    async next() {
      while (waiting.length === 0 && failure === undefined && !ended) {
        source.resume?.();
        await new Promise<void>((resolve) => (wake = resolve));
      }
      const value = waiting.shift();
      if (value !== undefined) return { done: false, value };
      leave();
      if (failure !== undefined) throw failure.error;
      return DONE;
    },
  };
}
