import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cellsOf } from '@aai-connectors/repo/snippets';
import type { StandIn } from '@aai-connectors/stand-in';
import { type ModelReply, runExample } from './examples.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The pages for LangChain's site, from the root of the repository. */
export const pagesOfLangChain = (): readonly string[] =>
  globSync('packages/langchain-loader/docs/**/*.mdx', { cwd: ROOT }).toSorted();

/** What a page needs in addition to its own program. */
interface Surroundings {
  /** What the language model answers, in this order. */
  readonly replies?: readonly ModelReply[];
  /** Calls the functions that the page defines. */
  readonly after?: string;
}

/** By the folder of the page. */
const SURROUNDINGS: Readonly<Record<string, Surroundings>> = {
  tools: {
    replies: [
      { tool: 'transcribe_audio', args: { url: 'https://assembly.ai/wildfires.mp3' } },
      { tool: 'ask_transcript', args: { question: 'Where does it come from?', transcriptId: '{transcriptId}' } },
      'It comes from hundreds of wildfires in Canada.',
    ],
  },
  retrievers: { replies: ['It triggers air quality alerts, at 00:00:00.'] },
  web_loaders: {
    after: `
import { MemoryVectorStore } from '@langchain/classic/vectorstores/memory';
import { InMemoryRecordManager } from '@langchain/community/indexes/memory';
import { FakeEmbeddings } from '@langchain/core/utils/testing';

// It takes documents that were indexed in the same millisecond for old ones.
class Records extends InMemoryRecordManager { #now = 0; override getTime() { return Promise.resolve(++this.#now); } }
console.log(await indexRecordings(new MemoryVectorStore(new FakeEmbeddings()), new Records()));
`,
  },
};

/** Separates what the blocks of a page print. */
const END = '--- end of block ---';

/** IDs of the stand-in, which differ in each run. IDs of documents don't. */
const RANDOM_ID = /\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const SHOWN_ID = '6a8d1f0c-8a2e-4c55-9e0b-2f7c1d3e4b5a';

/** The folder in which an example runs. */
const FOLDER = /[^\s"']*\/aai-example-\w+/g;
const SHOWN_FOLDER = '/recordings';

/** Runs a page, and returns what each of its blocks prints, and at the end what the functions return that it defines. */
export async function printedBy(page: string, standIn: StandIn): Promise<readonly string[]> {
  const { replies, after = '' } = SURROUNDINGS[basename(dirname(page))] ?? {};
  const code = cellsOf(page).map((cell) => `${cell.code}console.log('${END}');\n`);
  const { stdout } = await runExample([...code, after].join(''), standIn, {}, replies);
  return stdout.replaceAll(RANDOM_ID, SHOWN_ID).replaceAll(FOLDER, SHOWN_FOLDER).split(`${END}\n`);
}

/** Writes what the blocks print into their blocks of `text`. */
export function writeOutputs(page: string, printed: readonly string[]): void {
  const path = join(ROOT, page);
  const outputs = cellsOf(page).flatMap(({ output }, at) => (output === undefined ? [] : [printed[at]!]));
  let at = 0;
  const text = readFileSync(path, 'utf8').replaceAll(
    /^```text\n[\s\S]*?^```$/gm,
    () => `\`\`\`text\n${outputs[at++]!}\`\`\``,
  );
  writeFileSync(path, text);
}
