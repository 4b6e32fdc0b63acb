import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type * as musicMetadata from 'music-metadata';
import type { IAudioMetadata, IFormat, IOptions } from 'music-metadata';
import { BadInputError } from '../errors.ts';
import type { Media } from '../media.ts';

/** Counts the frames of a file without a reliable header, so that the duration is exact. */
const OPTIONS: IOptions = { duration: true, skipCovers: true };

/**
 * Seconds of audio in a local file (a path, a `file:` URL, the result of `openFile`) or in bytes: WAV, MP3, FLAC, OGG,
 * MP4 and the other formats of `music-metadata`. `undefined` for links, streams, and files that it cannot read.
 *
 * @throws BadInputError if `music-metadata` is not installed
 */
export async function audioDuration(audio: Media): Promise<number | undefined> {
  const read = readerOf(audio);
  if (read === undefined) return undefined;
  const library = await import('music-metadata').catch((cause: unknown) => {
    throw new BadInputError('The duration of the file cannot be read, because music-metadata is not installed.', {
      hint: 'Run npm install music-metadata, or pass durationOf.',
      cause,
    });
  });
  try {
    const [{ format }, size] = await Promise.all([read.metadata(library), read.size()]);
    const seconds = Math.max(format.duration ?? 0, secondsBySize(format, size));
    return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Seconds of a WAV file by its size, if its header gives a much shorter duration because a recorder did not complete
 * it. Otherwise 0, because other data may follow the audio.
 */
function secondsBySize({ container, bitrate = 0, duration = 0 }: IFormat, size: number): number {
  if (container !== 'WAVE' || bitrate === 0) return 0;
  const seconds = (size * 8) / bitrate;
  return seconds > duration + 1 ? seconds : 0;
}

interface Reader {
  metadata(library: typeof musicMetadata): Promise<IAudioMetadata>;
  /** Bytes. */
  size(): Promise<number> | number;
}

function readerOf(audio: Media): Reader | undefined {
  const path = pathOf(audio);
  if (path !== undefined) {
    return {
      metadata: ({ parseFile }) => parseFile(path, OPTIONS),
      size: async () => (await stat(path)).size,
    };
  }
  const data = typeof audio === 'object' && 'data' in audio ? audio.data : audio;
  if (data instanceof Blob) {
    return { metadata: ({ parseBlob }) => parseBlob(data, OPTIONS), size: () => data.size };
  }
  const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
  if (!(bytes instanceof Uint8Array)) return undefined;
  return {
    metadata: ({ parseBuffer }) => parseBuffer(bytes, undefined, OPTIONS),
    size: () => bytes.byteLength,
  };
}

function pathOf(audio: Media): string | undefined {
  if (audio instanceof URL) return audio.protocol === 'file:' ? fileURLToPath(audio) : undefined;
  if (typeof audio === 'object') return 'path' in audio && typeof audio.path === 'string' ? audio.path : undefined;
  if (/^file:/i.test(audio)) return fileURLToPath(new URL(audio));
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(audio.trim()) ? undefined : audio;
}
