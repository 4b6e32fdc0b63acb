import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Prints the text files of a folder. */
export async function printFiles(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).toSorted();
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8');
    process.stdout.write(`\n${join(folder, name)}\n${text.trimEnd()}\n`);
  }
}
