import type { AudioFile, JobJournal } from '@aai-connectors/core';
import {
  createClient,
  createUsage,
  fileJournal,
  openFile,
  openFileWithin,
  processOwner,
} from '@aai-connectors/core/node';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export { createClient, createUsage, processOwner };

/**
 * Opens a local file.
 *
 * @param root the only folder that may be read; symbolic links are resolved first
 * @throws BadInputError if the file does not exist, is a folder, cannot be read, or is outside `root`.
 */
export async function openLocalFile(path: string, root?: string): Promise<AudioFile> {
  if (root !== undefined) return openFileWithin(path, [root], 'rootFolder');
  // Errors then say in which folder the file is missing.
  return openFile(resolve(/^file:/i.test(path) ? fileURLToPath(new URL(path)) : path));
}

/**
 * Creates a store in an append-only file of JSON lines. No job is submitted twice, even if the process is killed or
 * several processes use the same file on a local disk.
 */
export const fileStore = (path: string): JobJournal => fileJournal(path);
