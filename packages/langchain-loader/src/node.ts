import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AudioFile, BadInputError, type JobJournal } from '@aai-connectors/core';
import { createClient, createUsage, fileJournal, openFile, processOwner } from '@aai-connectors/core/node';

export { createClient, createUsage, processOwner };

/**
 * Opens a local file.
 *
 * @param root the only folder that may be read; symbolic links are resolved first
 * @throws BadInputError if the file does not exist, is a folder, cannot be read, or is outside `root`.
 */
export async function openLocalFile(path: string, root?: string): Promise<AudioFile> {
  const named = /^file:/i.test(path) ? fileURLToPath(new URL(path)) : path;
  const full = resolve(root ?? '.', named);
  return openFile(root === undefined ? full : await inside(full, root, path));
}

/** The real path of `full`, if it is inside `root`. */
async function inside(full: string, root: string, shown: string): Promise<string> {
  const home = await realpath(root).catch(() => {
    throw new BadInputError(`The folder ${root} does not exist.`, { field: 'rootFolder' });
  });
  const real = await realpath(full).catch(() => undefined);
  // A missing file has no real path, so its name is checked.
  const way = real === undefined ? relative(resolve(root), full) : relative(home, real);
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) {
    throw new BadInputError(`${shown} is outside the allowed folder.`, {
      field: 'rootFolder',
      hint: `Use a file in ${root}.`,
    });
  }
  return real ?? full;
}

/**
 * Creates a store in an append-only file of JSON lines. No job is submitted twice, even if the process is killed or
 * several processes use the same file on a local disk.
 */
export const fileStore = (path: string): JobJournal => fileJournal(path);
