/**
 * Writes the catalogue in the formats of other systems.
 *
 *   npx nx export repo
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FOLDER, writtenFiles } from './written.ts';

for (const [path, content] of await writtenFiles()) {
  const file = fileURLToPath(new URL(path, FOLDER));
  const before = await readFile(file).catch(() => undefined);
  if (before?.equals(Buffer.from(content)) === true) continue;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  process.stdout.write(`tools/exports/files/${path}\n`);
}
