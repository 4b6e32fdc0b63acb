import { readFile } from 'node:fs/promises';
import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FOLDER, writtenFiles } from '../written.ts';

const files = await writtenFiles();

describe('the files', () => {
  it('are what the catalogue says: else run `npx nx export repo`', async () => {
    const stale: string[] = [];
    for (const [path, content] of files) {
      const there = await readFile(new URL(path, FOLDER)).catch(() => undefined);
      if (there?.equals(Buffer.from(content)) !== true) stale.push(path);
    }
    expect(stale).toEqual([]);
  });

  it('are all written: a file of a removed operation must be deleted', async () => {
    const there: string[] = [];
    for await (const path of glob('**/*.*', { cwd: fileURLToPath(FOLDER) })) there.push(path.replaceAll('\\', '/'));
    expect(there.filter((path) => !files.has(path))).toEqual([]);
  });
});
