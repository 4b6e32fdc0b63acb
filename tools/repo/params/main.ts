/**
 * Writes the types of all parameters from the catalogue.
 *
 *   npx nx sheets repo
 */
import { readFile, writeFile } from 'node:fs/promises';
import { generatedParams } from './generate.ts';

const FOLDER = new URL('../../../packages/core/src/params/', import.meta.url);

for (const [path, text] of await generatedParams()) {
  const file = new URL(path, FOLDER);
  const before = await readFile(file, 'utf8').catch(() => '');
  if (before === text) continue;
  await writeFile(file, text);
  process.stdout.write(`packages/core/src/params/${path}\n`);
}
