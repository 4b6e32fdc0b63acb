import { BadInputError } from '../errors.ts';
import type { UploadBody } from '../hands.ts';
import type { AudioData, AudioFile } from '../media.ts';
import { tell } from './hooks.ts';

/** Largest file the vendor takes as an upload, bytes. Source: `rest-supplement.md` section 1 (2.2 GB). */
export const LARGEST_UPLOAD = 2.2 * 2 ** 30;

/** Bytes per piece when audio that lies in memory is sent as a stream. */
const PIECE = 256 * 1024;

/** Audio that is ready to be sent, as often as its source can be read. */
export interface Upload {
  readonly size: number | undefined;
  /** Whether the source can be read again for a second attempt. */
  readonly repeatable: boolean;
  body(): UploadBody;
  /** What went wrong while reading the source, if that is why sending failed. */
  failure(): BadInputError | undefined;
  /** Reports the whole as sent, where a host took it in one piece and no progress was seen. */
  arrived(): void;
  /** Lets go of the source. */
  close(): Promise<void>;
}

/**
 * @throws BadInputError when there are no bytes, more than the vendor takes, or `audio` is not audio data.
 */
export async function prepareUpload(
  audio: AudioData | AudioFile,
  givenSize?: number,
  onProgress?: (sentBytes: number, totalBytes?: number) => void,
): Promise<Upload> {
  const file: AudioFile = isAudioFile(audio) ? audio : { data: audio };
  const repeatable = typeof file.data === 'function' || isWhole(file.data);
  const open = async (): Promise<AudioData> => (typeof file.data === 'function' ? file.data() : file.data);

  let first: AudioData | undefined = await open();
  const whole = wholeOf(first);
  const size = givenSize ?? file.size ?? (whole === undefined ? undefined : sizeOf(whole));
  checkSize(size);

  // Whether a stream is empty shows only when it is read; a request without bytes must not go out.
  let peeked: AsyncIterator<Uint8Array> | undefined;
  let head: Uint8Array | undefined;
  if (whole === undefined) {
    peeked = iterate(first)[Symbol.asyncIterator]();
    try {
      head = await nextBytes(peeked);
    } catch (thrown) {
      throw unreadable(thrown);
    }
    if (head === undefined) throw emptyError();
  }

  let failure: BadInputError | undefined;
  let reported = 0;
  const report = (sent: number): void => {
    reported = sent;
    tell((bytes: number) => onProgress?.(bytes, ...(size === undefined ? [] : [size])), sent);
  };
  async function* read(): AsyncGenerator<Uint8Array> {
    let sent = 0;
    const counted = (piece: Uint8Array): Uint8Array => {
      sent += piece.byteLength;
      if (size !== undefined && sent > size) throw new Error(`it has more than the announced ${size} bytes`);
      report(sent);
      return piece;
    };
    try {
      const iterator = peeked ?? iterate(first ?? (await open()))[Symbol.asyncIterator]();
      const start = head;
      peeked = head = first = undefined;
      try {
        if (start !== undefined) yield counted(start);
        for (let piece = await nextBytes(iterator); piece !== undefined; piece = await nextBytes(iterator)) {
          yield counted(piece);
        }
      } finally {
        await iterator.return?.();
      }
      if (size !== undefined && sent < size) throw new Error(`it ended after ${sent} of ${size} bytes`);
    } catch (thrown) {
      failure = unreadable(thrown);
      throw failure;
    }
  }

  return {
    size,
    repeatable,
    failure: () => failure,
    arrived: () => {
      if (size !== undefined && reported < size) report(size);
    },
    close: async () => {
      await peeked?.return?.();
    },
    body: () => ({ size, whole, [Symbol.asyncIterator]: read }),
  };
}

function checkSize(size: number | undefined): void {
  if (size === undefined) return;
  if (!Number.isSafeInteger(size) || size < 0)
    throw new BadInputError('The size of the audio must be a whole number of bytes.', { field: 'size' });
  if (size === 0) throw emptyError();
  if (size > LARGEST_UPLOAD) {
    throw new BadInputError('The audio is larger than 2.2 GB, the most that can be uploaded.', {
      field: 'audio',
      hint: 'Give a link instead: files by link may have 5 GB.',
    });
  }
}

const emptyError = (): BadInputError =>
  new BadInputError('The audio is empty: it has no bytes.', {
    field: 'audio',
    hint: 'Check the step or file it comes from; the stream may have been read before.',
  });

const unreadable = (thrown: unknown): BadInputError =>
  thrown instanceof BadInputError
    ? thrown
    : new BadInputError(`The audio could not be read: ${thrown instanceof Error ? thrown.message : String(thrown)}.`, {
        field: 'audio',
        cause: thrown,
      });

async function nextBytes(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
  for (;;) {
    const step = await iterator.next();
    if (step.done === true) return undefined;
    const piece: unknown = step.value;
    if (!(piece instanceof Uint8Array)) throw new Error('its stream gives something else than bytes');
    if (piece.byteLength > 0) return piece;
  }
}

const isAudioFile = (audio: unknown): audio is AudioFile =>
  typeof audio === 'object' && audio !== null && 'data' in audio && !isAudioData(audio);

function isAudioData(audio: unknown): audio is AudioData {
  if (typeof audio !== 'object' || audio === null) return false;
  return isWhole(audio) || isReadableStream(audio) || Symbol.asyncIterator in audio;
}

const isWhole = (data: unknown): data is Uint8Array | ArrayBuffer | Blob =>
  data instanceof Uint8Array || data instanceof ArrayBuffer || isBlob(data);

const isBlob = (data: unknown): data is Blob => typeof Blob !== 'undefined' && data instanceof Blob;

const isReadableStream = (data: object): data is ReadableStream<Uint8Array> =>
  typeof (data as { getReader?: unknown }).getReader === 'function';

const wholeOf = (data: AudioData): Uint8Array | Blob | undefined =>
  data instanceof ArrayBuffer ? new Uint8Array(data) : data instanceof Uint8Array || isBlob(data) ? data : undefined;

const sizeOf = (whole: Uint8Array | Blob): number => (whole instanceof Uint8Array ? whole.byteLength : whole.size);

function iterate(data: AudioData): AsyncIterable<Uint8Array> {
  const whole = wholeOf(data);
  if (whole instanceof Uint8Array) return slices(whole);
  if (whole !== undefined) return streamed(whole.stream());
  if (typeof data === 'object' && data !== null) {
    if (isReadableStream(data)) return streamed(data);
    if (Symbol.asyncIterator in data) return data;
  }
  throw new BadInputError('The audio must be bytes, a Blob, a stream of bytes, or a link.', { field: 'audio' });
}

async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** Not every browser can iterate a ReadableStream itself. */
export async function* streamed(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value;
  } finally {
    await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}
