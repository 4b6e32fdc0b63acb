import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadInputError } from '../errors.ts';
import type { AudioFile, Media } from '../media.ts';
import { fromDataUrl } from '../web/data-url.ts';
import type { ChunkSource } from '../streaming/audio/source.ts';

/** Bytes per read. Each read allocates as much, so it is less for smaller files. */
const CHUNK_BYTES = 256 * 1024;

/**
 * Resolves a source in a Node program: links stay links, `file:` URLs and paths become files, and data URLs become
 * bytes.
 *
 * Links are recognized by their scheme and slashes, because a file name may be `http-notes.wav`.
 *
 * @throws BadInputError for a file that does not exist, is a folder, or cannot be read.
 */
export async function resolveSource(given: Media): Promise<Media> {
  const source = fromDataUrl(given);
  if (source instanceof URL) return source.protocol === 'file:' ? openFile(pathOf(source)) : source;
  if (typeof source !== 'string') return source;
  if (/^file:/i.test(source)) return openFile(pathOf(new URL(source)));
  // A single letter before the colon is a Windows drive.
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(source.trim())) return source;
  return openFile(source);
}

/** A local file. */
export interface LocalFile extends AudioFile {
  readonly path: string;
}

/** Opens a local file as a stream, which can be read again for another attempt. */
export async function openFile(path: string): Promise<LocalFile> {
  if (path.trim() === '') throw refuse('The audio is missing. Pass a link or a file.');
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw refuse(
      error.code === 'ENOENT' ? `There is no file at ${path}.` : `The file ${path} cannot be read (${error.code}).`,
    );
  });
  if (found.isDirectory()) throw refuse(`${path} is a folder, not a file.`);
  const highWaterMark = found.isFile() ? Math.min(CHUNK_BYTES, found.size + 1) : CHUNK_BYTES;
  return {
    path,
    name: basename(path),
    ...(found.isFile() && { size: found.size }),
    data: () => createReadStream(path, { highWaterMark }),
  };
}

/** The audio of a live transcription, which AssemblyAI does not download: the given bytes, or those of a file. */
export async function openForStreaming(
  source: ChunkSource | Blob | string | URL,
): Promise<{ readonly audio: ChunkSource | Blob; readonly name?: string }> {
  if (typeof source !== 'string' && !(source instanceof URL)) return { audio: source };
  const file = await resolveSource(source);
  if (typeof file === 'string' || file instanceof URL) {
    throw new BadInputError('Live transcription requires the audio itself, not a link.', {
      field: 'audio',
      hint: 'Pass a file, or fetch the link and pass the response body.',
    });
  }
  const { data, name } = file as AudioFile;
  const audio = typeof data === 'function' ? await data() : data;
  return { audio, ...(name !== undefined && { name }) };
}

function pathOf(url: URL): string {
  try {
    return fileURLToPath(url);
  } catch (error) {
    throw refuse(`${url.href} is not a local file: ${(error as Error).message}.`);
  }
}

const refuse = (message: string): BadInputError => new BadInputError(message, { field: 'audio' });
