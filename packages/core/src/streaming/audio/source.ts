import { BadInputError } from '../../errors.ts';

/** A piece of audio: bytes, whatever holds them. */
export type AudioChunk = ArrayBuffer | ArrayBufferView;

/** What emits its pieces: a Node stream, a recorder process, a telephony library. */
export interface ChunkEmitter {
  on(event: string, listener: (value: AudioChunk) => void): unknown;
  off?(event: string, listener: (value: AudioChunk) => void): unknown;
  removeListener?(event: string, listener: (value: AudioChunk) => void): unknown;
  pause?(): unknown;
  resume?(): unknown;
}

/** Where audio comes from. */
export type ChunkSource =
  AsyncIterable<AudioChunk> | Iterable<AudioChunk> | ReadableStream<AudioChunk> | ChunkEmitter | AudioChunk;

/** The same memory as bytes. @throws BadInputError for anything that holds none. */
export function bytesOf(chunk: AudioChunk): Uint8Array {
  // A Node Buffer is one too, but its `slice` shares memory where everybody else's copies.
  if (chunk instanceof Uint8Array && chunk.constructor === Uint8Array) return chunk;
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk);
  throw new BadInputError('Audio must be bytes: a Uint8Array, an ArrayBuffer or another view of one.', {
    field: 'audio',
  });
}

/** The pieces of any source, one after the other, no faster than they are asked for where the source can wait. */
export async function* chunksOf(source: ChunkSource): AsyncGenerator<Uint8Array> {
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    yield bytesOf(source);
  } else if (Symbol.asyncIterator in source || Symbol.iterator in source) {
    for await (const chunk of source as AsyncIterable<AudioChunk>) yield bytesOf(chunk);
  } else if ('getReader' in source) {
    yield* read(source as unknown as ReadableStream<AudioChunk>);
  } else if ('on' in source && typeof source.on === 'function') {
    yield* listen(source);
  } else {
    throw new BadInputError('Audio must be bytes, an iterable, a stream or an emitter of bytes.', { field: 'audio' });
  }
}

/** Not every browser iterates its streams. */
async function* read(stream: ReadableStream<AudioChunk>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let finished = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        finished = true;
        return;
      }
      yield bytesOf(value);
    }
  } finally {
    if (!finished) await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}

async function* listen(source: ChunkEmitter): AsyncGenerator<Uint8Array> {
  const waiting: AudioChunk[] = [];
  let ended = false;
  let failure: unknown;
  let wake = (): void => undefined;
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
    failure = error ?? new Error('The source failed.');
    wake();
  };
  const listeners = { data: onData, end: onEnd, close: onEnd, error: onError } as unknown as Record<string, () => void>;
  for (const [event, listener] of Object.entries(listeners)) source.on(event, listener);
  try {
    for (;;) {
      const chunk = waiting.shift();
      if (chunk !== undefined) yield bytesOf(chunk);
      else if (failure !== undefined) throw failure as Error;
      else if (ended) return;
      else {
        source.resume?.();
        await new Promise<void>((resolve) => (wake = resolve));
      }
    }
  } finally {
    for (const [event, listener] of Object.entries(listeners))
      (source.off ?? source.removeListener)?.call(source, event, listener);
  }
}
