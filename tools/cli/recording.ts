import { resolveSource } from '@aai-connectors/core/node';

/** Bytes per chunk: a fraction of a second of audio, so that Ctrl-C takes effect at once. */
const PIECE = 4096;

/**
 * The bytes of a WAV file, or of any file if `isRaw`.
 *
 * @throws Error if the source cannot be streamed: a link, a missing file, or another format.
 */
export async function openRecording(path: string, isRaw: boolean): Promise<AsyncIterable<Uint8Array>> {
  const source = await resolveSource(path);
  if (typeof source !== 'object' || !('data' in source) || typeof source.data !== 'function') {
    throw new Error('--live takes a local file, not a link. Download the file first, or leave out --live.');
  }
  const bytes = (await source.data()) as AsyncIterable<Uint8Array>;
  return isRaw ? pieces(bytes) : onlyWav(bytes, path);
}

async function* pieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; at += PIECE) yield chunk.subarray(at, at + PIECE);
  }
}

async function* onlyWav(source: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  for await (const piece of pieces(source)) {
    if (isFirst && Buffer.from(piece.subarray(0, 4)).toString('latin1') !== 'RIFF') {
      throw new Error(
        `${path} is not a WAV file. --live needs one. Convert it with: ffmpeg -i ${quoted(path)} -ac 1 -ar 16000 audio.wav`,
      );
    }
    isFirst = false;
    yield piece;
  }
}

const quoted = (path: string): string => (/^[\w./\\:-]+$/.test(path) ? path : `"${path}"`);

/** Passes on the chunks of `source` until `signal` aborts. */
export async function* until(signal: AbortSignal, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  const stopped = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    for (;;) {
      const step = await Promise.race([chunks.next(), stopped]);
      if (step === undefined || step.done === true) return;
      yield step.value;
    }
  } finally {
    // Not awaited: a silent recorder would never return.
    void chunks.return?.()?.catch(() => undefined);
  }
}
