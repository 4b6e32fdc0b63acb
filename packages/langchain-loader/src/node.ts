import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AudioFile, BadInputError, type JobJournal } from '@aai-connectors/core';
import { createClient, createUsage, fileJournal, openFile, processOwner } from '@aai-connectors/core/node';

export { createClient, createUsage, processOwner };

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
 * A store in a file: lines of JSON, only ever appended. Kill the process at any moment, or run several processes on the
 * same file of a local disk: no job is submitted twice.
 */
export const fileStore = (path: string): JobJournal => fileJournal(path);
