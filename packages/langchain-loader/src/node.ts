import { appendFile, mkdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AudioFile, BadInputError } from '@aai-connectors/core';
import { createClient, openFile } from '@aai-connectors/core/node';
import type { TranscriptStore } from './loading/store.ts';

export { createClient };

/**
 * A file of this machine.
 *
 * @param root the only folder it may lie in; symbolic links are followed before that is decided
 * @throws BadInputError for a file that is not there, is a folder, may not be read, or lies outside `root`.
 */
export async function openLocalFile(
  path: string,
  root?: string,
): Promise<{ readonly audio: AudioFile; readonly version: string }> {
  const named = /^file:/i.test(path) ? fileURLToPath(new URL(path)) : path;
  const full = resolve(root ?? '.', named);
  const allowed = root === undefined ? full : await inside(full, root, path);
  const audio = await openFile(allowed);
  const { size, mtimeMs } = await stat(allowed);
  return { audio, version: `${size}:${mtimeMs}` };
}

/** Where `full` really is, below `root`. */
async function inside(full: string, root: string, shown: string): Promise<string> {
  const home = await realpath(root).catch(() => {
    throw new BadInputError(`There is no folder at ${root}.`, { field: 'rootFolder' });
  });
  const real = await realpath(full).catch(() => undefined);
  // A missing file has no real path: its name decides.
  const way = real === undefined ? relative(resolve(root), full) : relative(home, real);
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) {
    throw new BadInputError(`${shown} lies outside the folder that may be read.`, {
      field: 'rootFolder',
      hint: `Only files in ${root} are allowed.`,
    });
  }
  return real ?? full;
}

/**
 * A store in a file: one line of JSON for each source, only ever appended to, so that a crash costs one line at most.
 * Several processes may share it on a local disk.
 */
export function fileStore(path: string): TranscriptStore {
  let known: Promise<Map<string, string>> | undefined;
  return {
    get: async (key) => (await (known ??= open(path))).get(key),
    async set(key, transcriptId, source) {
      (await (known ??= open(path))).set(key, transcriptId);
      await appendFile(path, `${JSON.stringify({ key, transcript_id: transcriptId, source })}\n`);
    },
  };
}

/** What the file holds. Opened for writing also, so that a read-only place fails before anything is billed. */
async function open(path: string): Promise<Map<string, string>> {
  try {
    await mkdir(dirname(resolve(path)), { recursive: true });
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    // A line that a crash cut short must not swallow the next one.
    await appendFile(path, text === '' || text.endsWith('\n') ? '' : '\n');
    return new Map(text.split('\n').flatMap(readLine));
  } catch (error) {
    throw new BadInputError(`The store ${path} cannot be used: ${(error as Error).message}.`, {
      field: 'store',
      hint: 'Give the path of a file that can be written.',
      cause: error,
    });
  }
}

function readLine(line: string): [string, string][] {
  try {
    const { key, transcript_id: id } = JSON.parse(line) as { key?: unknown; transcript_id?: unknown };
    return typeof key === 'string' && typeof id === 'string' ? [[key, id]] : [];
  } catch {
    return [];
  }
}
