/**
 * Writes the gallery to `tools/site/dist`: pages, their Markdown, the search index and the programs. Needs the built
 * packages, and no network.
 *
 *   npx nx build site
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { siteContent } from '../content/site.ts';
import { siteFiles } from './files.ts';
import { buildPrograms } from './programs.ts';

const DIST = new URL('../dist/', import.meta.url);

const started = performance.now();
const [content, programs] = await Promise.all([siteContent(), buildPrograms()]);
const files = siteFiles(content, programs);
await rm(DIST, { recursive: true, force: true });
for (const folder of new Set(files.map(({ path }) => dirname(path))))
  await mkdir(new URL(folder, DIST), { recursive: true });
await Promise.all(files.map(({ path, content: text }) => writeFile(new URL(path, DIST), text)));
const bytes = files.reduce((sum, { content: text }) => sum + Buffer.byteLength(text), 0);
process.stdout.write(
  `${content.pages.length} pages, ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB in ${((performance.now() - started) / 1000).toFixed(1)} s\n`,
);
