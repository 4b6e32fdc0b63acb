import { type AudioData, type AudioFile, BadInputError, type Media, sha256Of } from '@aai-connectors/core';

/** Hashed at a time, in bytes: Web Crypto cannot hash a stream, and large recordings must not be held in memory. */
const PART_BYTES = 2 ** 20;

/**
 * The same text for the same audio data, whatever its name or form. `undefined` for links, for streams, which can be read
 * only once, and in runtimes without Web Crypto (pages without https).
 *
 * @throws BadInputError if the audio cannot be read
 */
export async function contentHash(audio: Media): Promise<string | undefined> {
  if (typeof audio === 'string' || audio instanceof URL) return undefined;
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle;
  if (subtle === undefined) return undefined;
  const hashes: Uint8Array[] = [];
  try {
    const data = await readableAgain(audio);
    if (data === undefined) return undefined;
    for await (const part of partsOf(data)) hashes.push(new Uint8Array(await subtle.digest('SHA-256', part)));
  } catch (cause) {
    throw new BadInputError('The audio cannot be read.', { field: 'source', cause });
  }
  return sha256Of(joined(hashes));
}

async function readableAgain(audio: Exclude<Media, string | URL>): Promise<AudioData | undefined> {
  if (isStored(audio)) return audio;
  const { data, size } = audio as Partial<AudioFile>;
  // A pipe has no size.
  if (typeof data === 'function') return size === undefined ? undefined : data();
  return data !== undefined && isStored(data) ? data : undefined;
}

const isStored = (audio: object): audio is Uint8Array | ArrayBuffer | Blob =>
  audio instanceof Uint8Array || audio instanceof ArrayBuffer || audio instanceof Blob;

/** The data in parts of {@link PART_BYTES}; the last one is shorter. Small audio takes no more memory than its size. */
async function* partsOf(data: AudioData): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let chunks: Uint8Array[] = [];
  let filled = 0;
  for await (const chunk of chunksOf(data)) {
    for (let at = 0; at < chunk.length;) {
      const taken = chunk.subarray(at, at + PART_BYTES - filled);
      chunks.push(taken);
      filled += taken.length;
      at += taken.length;
      if (filled === PART_BYTES) {
        yield joined(chunks);
        chunks = [];
        filled = 0;
      }
    }
  }
  if (filled > 0) yield joined(chunks);
}

function chunksOf(data: AudioData): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  if (data instanceof Uint8Array) return [data];
  if (data instanceof ArrayBuffer) return [new Uint8Array(data)];
  return data instanceof Blob ? slicesOf(data) : (data as AsyncIterable<Uint8Array>);
}

async function* slicesOf(blob: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < blob.size; at += PART_BYTES)
    yield new Uint8Array(await blob.slice(at, at + PART_BYTES).arrayBuffer());
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
