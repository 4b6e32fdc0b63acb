import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadInputError } from '../errors.ts';
import type { AudioFile, Media } from '../media.ts';
import type { ChunkSource } from '../streaming/audio/source.ts';

/** Bytes read from the disk at a time. */
const PIECE = 256 * 1024;

/**
 * What `source` means to a Node program: links stay links, `file:` URLs and paths become files.
 *
 * Told apart by their scheme, not by how they begin: a file may be called `http-notes.wav`.
 *
 * @throws BadInputError for a file that is not there, is a folder, or may not be read.
 */
export async function resolveSource(source: Media): Promise<Media> {
  if (source instanceof URL) return source.protocol === 'file:' ? openFile(pathOf(source)) : source;
  if (typeof source !== 'string') return source;
  if (/^file:/i.test(source)) return openFile(pathOf(new URL(source)));
  // A single letter before the colon is a Windows drive.
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(source.trim())) return source;
  return openFile(source);
}

/** A file of this machine. */
export interface LocalFile extends AudioFile {
  readonly path: string;
}

/** A file on disk, streamed, and read again for a second attempt. */
export async function openFile(path: string): Promise<LocalFile> {
  if (path.trim() === '') throw refuse('Give the audio: a link or a file.');
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw refuse(
      error.code === 'ENOENT' ? `There is no file at ${path}.` : `The file ${path} cannot be read (${error.code}).`,
    );
  });
  if (found.isDirectory()) throw refuse(`${path} is a folder, not a file.`);
  return {
    path,
    name: basename(path),
    ...(found.isFile() && { size: found.size }),
    data: () => createReadStream(path, { highWaterMark: PIECE }),
  };
}

/** The audio of a live transcription, which nobody downloads for us: bytes as they are, or those of a file. */
export async function openForStreaming(
  source: ChunkSource | Blob | string | URL,
): Promise<{ readonly audio: ChunkSource | Blob; readonly name?: string }> {
  if (typeof source !== 'string' && !(source instanceof URL)) return { audio: source };
  const file = await resolveSource(source);
  if (typeof file === 'string' || file instanceof URL) {
    throw new BadInputError('A live transcription needs the audio itself, not a link to it.', {
      field: 'audio',
      hint: 'Give a file, or fetch the link and give its body.',
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
    throw refuse(`${url.href} is not a file of this machine: ${(error as Error).message}.`);
  }
}

const refuse = (message: string): BadInputError => new BadInputError(message, { field: 'audio' });
