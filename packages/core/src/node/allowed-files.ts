import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadInputError } from '../errors.ts';
import { type LocalFile, openFile } from './files.ts';

/**
 * Opens a local file below one of `folders`. Symbolic links are resolved first. Relative paths start at the folders: the
 * first one that contains the file counts.
 *
 * @param path or a `file:` URL
 * @param field the setting to name in errors about folders
 * @throws BadInputError if the file does not exist, is a folder, cannot be read, or is outside the folders
 */
export async function openFileWithin(path: string, folders: readonly string[], field: string): Promise<LocalFile> {
  const named = /^file:/i.test(path) ? fileURLToPath(new URL(path)) : path;
  let missing: string | undefined;
  for (const folder of folders) {
    const home = await realpath(folder).catch(() => {
      throw new BadInputError(`The folder ${folder} does not exist.`, { field });
    });
    const full = resolve(folder, named);
    const real = await realpath(full).catch(() => undefined);
    if (real !== undefined && isWithin(home, real)) return openFile(real);
    // A missing file has no real path, so its name is checked.
    if (real === undefined && isWithin(resolve(folder), full)) missing ??= full;
  }
  if (missing !== undefined) return openFile(missing);
  throw new BadInputError(`${path} is outside the allowed ${folders.length === 1 ? 'folder' : 'folders'}.`, {
    field,
    hint: `Use a file in ${folders.join(' or ')}.`,
  });
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
