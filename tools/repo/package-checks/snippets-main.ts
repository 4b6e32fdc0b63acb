/**
 * Compiles the programs in the guides and in the documentation of the LangChain package as their readers would: strictly, against the packed
 * packages, as ES modules and as CommonJS, under each module resolution. Needs a build; no network.
 *
 *   npm run -s types:snippets
 */
import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileSnippets } from './compile-snippets.ts';
import { packAll } from './pack.ts';
import { programOf, snippetsOf } from './snippets.ts';

const PACKAGES = ['packages/core/package.json', 'packages/langchain-loader/package.json'];

const folder = await mkdtemp(join(tmpdir(), 'aai-snippets-'));
let wrong = 0;
try {
  const alone = snippetsOf('packages/langchain-loader/README.md');
  const pages = globSync('packages/langchain-loader/docs/**/*.mdx').sort().map(programOf);
  const guides = globSync('tools/site/guides/*.md').sort().flatMap(snippetsOf);
  process.stdout.write(
    `${alone.length} programs of the README, ${pages.length} pages of LangChain's site, ${guides.length} programs of guides\n`,
  );
  const programs = [...alone, ...pages, ...guides];
  for (const { project, failures } of compileSnippets(folder, packAll(folder, PACKAGES), programs)) {
    wrong += failures.length;
    process.stdout.write(`${project}: ${failures.length === 0 ? 'all compile' : `${failures.length} error(s)`}\n`);
    for (const failure of failures) process.stdout.write(`  ${failure}\n`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = wrong === 0 ? 0 : 1;
