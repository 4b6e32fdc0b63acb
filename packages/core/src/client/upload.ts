import { asError, badInput, BadInputError } from '../errors.ts';
import type { UploadBody } from '../host-io.ts';
import type { AudioData, AudioFile } from '../media.ts';
import { notify } from './hooks.ts';

/** Maximum size of an upload in bytes. Source: `rest-supplement.md` section 1 (2.2 GB). */
export const LARGEST_UPLOAD = 2.2 * 2 ** 30;

/** Bytes per chunk when audio in memory is sent as a stream. */
const CHUNK_BYTES = 256 * 1024;

/** Audio that is ready to send, as often as its source can be read. */
export interface Upload {
  readonly size: number | undefined;
  /** Whether the source can be read again for a second attempt. */
  readonly repeatable: boolean;
  body(): UploadBody;
  /** The error of the source, if reading it made the upload fail. */
  failure(): BadInputError | undefined;
  /** Reports that everything was sent, if the host sent the audio as one block without reporting progress. */
  arrived(): void;
  /** Releases the source. */
  close(): Promise<void>;
}

/** @throws BadInputError if `audio` is empty, larger than AssemblyAI accepts, or not audio data. */
export async function prepareUpload(
  audio: AudioData | AudioFile,
  givenSize?: number,
  onProgress?: (sentBytes: number, totalBytes?: number) => void,
): Promise<Upload> {
  const file: AudioFile = isAudioFile(audio) ? audio : { data: audio };
  const { data } = file;
  const open = async (): Promise<AudioData> => (typeof data === 'function' ? data() : data);
  const first = await open();
  const whole = wholeOf(first);
  const size = givenSize ?? file.size ?? (whole instanceof Uint8Array ? whole.byteLength : whole?.size);
  checkSize(size);

  // Reads the first chunk, because an empty stream must fail before a request is sent.
  let opened: AsyncGenerator<Uint8Array> | undefined = piecesOf(first);
  let head = await opened.next().catch((thrown: unknown) => {
    throw unreadable(thrown);
  });
  if (head.done === true) throw emptyError();

  let failure: BadInputError | undefined;
  let reported = 0;
  const report = (sent: number): void => {
    reported = sent;
    notify((bytes: number) => onProgress?.(bytes, ...(size === undefined ? [] : [size])), sent);
  };
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const rest = opened ?? piecesOf(await open());
    const start = head;
    opened = undefined;
    head = { done: true, value: undefined };
    try {
      if (start.done !== true) yield start.value;
      yield* rest;
    } finally {
      await rest.return(undefined);
    }
  }
  async function* read(): AsyncGenerator<Uint8Array> {
    let sent = 0;
    try {
      for await (const chunk of chunks()) {
        sent += chunk.byteLength;
        if (size !== undefined && sent > size) throw new Error(`it has more than the expected ${size} bytes`);
        report(sent);
        yield chunk;
      }
      if (size !== undefined && sent < size) throw new Error(`it ended after ${sent} of ${size} bytes`);
    } catch (thrown) {
      throw (failure = unreadable(thrown));
    }
  }

  return {
    size,
    repeatable: typeof data === 'function' || whole !== undefined,
    failure: () => failure,
    arrived: () => {
      if (size !== undefined && reported < size) report(size);
    },
    close: async () => {
      await opened?.return(undefined);
    },
    body: () => ({ size, whole, [Symbol.asyncIterator]: read }),
  };
}

function checkSize(size: number | undefined): void {
  if (size === undefined) return;
  if (!Number.isSafeInteger(size) || size < 0) throw badInput('size', 'size must be a whole number of bytes.');
  if (size === 0) throw emptyError();
  if (size > LARGEST_UPLOAD) {
    throw refuse(
      'The audio is larger than 2.2 GB, the limit for uploads.',
      'Use a link instead. Linked files can be up to 5 GB.',
    );
  }
}

const emptyError = (): BadInputError =>
  refuse('The audio is empty.', 'Check its source. A stream can be read only once.');

const unreadable = (thrown: unknown): BadInputError =>
  thrown instanceof BadInputError
    ? thrown
    : Object.assign(refuse(`The audio could not be read: ${asError(thrown).message}.`), { cause: thrown });

const refuse = (message: string, hint?: string): BadInputError => badInput('audio', message, hint);

const isAudioFile = (audio: AudioData | AudioFile): audio is AudioFile => {
  const source: object = Object(audio) as object;
  return 'data' in source && !(Symbol.asyncIterator in source);
};

const wholeOf = (data: AudioData): Uint8Array | Blob | undefined =>
  data instanceof ArrayBuffer
    ? new Uint8Array(data)
    : data instanceof Uint8Array || data instanceof Blob
      ? data
      : undefined;

async function* piecesOf(data: AudioData): AsyncGenerator<Uint8Array> {
  const whole = wholeOf(data);
  if (whole instanceof Uint8Array) {
    for (let at = 0; at < whole.byteLength; at += CHUNK_BYTES) yield whole.subarray(at, at + CHUNK_BYTES);
    return;
  }
  for await (const chunk of iterable(whole?.stream() ?? data)) {
    if (!(chunk instanceof Uint8Array)) throw new Error('its stream does not consist of bytes');
    if (chunk.byteLength > 0) yield chunk;
  }
}

function iterable(data: unknown): AsyncIterable<unknown> {
  const source = Object(data) as ReadableStream<Uint8Array> & AsyncIterable<unknown>;
  if (typeof source.getReader === 'function') return streamed(source);
  if (Symbol.asyncIterator in source) return source;
  throw refuse('The audio must be bytes, a Blob, a stream of bytes, or a link.');
}

/** Not every browser can iterate over a ReadableStream. */
export async function* streamed(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value;
  } finally {
    await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}
