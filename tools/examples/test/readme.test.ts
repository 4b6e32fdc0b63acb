import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStandIn, type StandIn } from '@aai-connectors/stand-in';
import { snippetsOf } from '@aai-connectors/repo/snippets';
import { type Printed, runExample } from '../readme/examples.ts';

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.close());

const examplesOf = (page: string): readonly string[] => snippetsOf(page).map(({ code }) => code);

const run = (
  code: string | undefined,
  recordings: Record<string, string> = { 'call.wav': 'dialogue.wav' },
): Promise<Printed> => runExample(code!, standIn, recordings);

describe('examples of a README run as they are printed:', { timeout: 60_000 }, () => {
  it('the workspace, subtitles', async () => {
    const [subtitles] = examplesOf('README.md');
    const { stdout } = await run(subtitles);
    expect(stdout).toMatch(/^1\n00:00:00,\d{3} --> 00:00:0\d,\d{3}\n.*Thank you for calling/);
  });

  it('the core, who said what', async () => {
    const [speakers] = examplesOf('packages/core/README.md');
    const { stdout } = await run(speakers);
    expect(stdout).toMatch(/^Speaker A: Thank you for calling/);
  });
});

describe('the examples in the README of the core', { timeout: 60_000 }, () => {
  const TWO = { 'monday.wav': 'jfk.wav', 'tuesday.wav': 'dialogue.wav' };
  const exampleWith = (word: string): string | undefined =>
    examplesOf('packages/core/README.md').find((code) => code.includes(word));

  it('transcribe many recordings, and say which one failed', async () => {
    const { stdout } = await run(exampleWith('transcribeAll'), TWO);
    expect(stdout.trim().split('\n')).toHaveLength(3);
    expect(stdout).toMatch(/^monday\.wav [\w-]+ And so, my fellow Americans/m);
    expect(stdout).toMatch(/^tuesday\.wav [\w-]+ Thank you for calling/m);
    expect(stdout).toMatch(/^missing\.wav undefined There is no file at missing\.wav\.$/m);
  });

  it('stop at a budget, and print the bill', async () => {
    const { stdout } = await run(exampleWith('createUsage'), TWO);
    expect(stdout).toMatch(
      /^This job, estimated at 0\.0019 USD, would exceed the limit of 0\.002 USD: 0\.0008 USD used/,
    );
    expect(stdout).toMatch(/^ *limit: 'cost'/m);
    expect(stdout).toMatch(/^Total: 1 recording, 0\.0031 h, 0\.0008 USD$/m);
    expect(stdout).toMatch(/^Limit: 10 h, 0\.0020 USD\nPrices of 2026-11: our contract$/m);
  });
});

describe('the examples in the README of the LangChain package', { timeout: 60_000 }, () => {
  const examples = examplesOf('packages/langchain-loader/README.md');
  const TWO = { 'monday.wav': 'jfk.wav', 'tuesday.wav': 'dialogue.wav' };

  it('are eight programs, all of which run here', () => {
    expect(examples).toHaveLength(8);
  });

  it('print who said what, and when', async () => {
    const { stdout } = await run(examples[0]);
    expect(stdout.trim().split('\n')).toHaveLength(6);
    expect(stdout).toMatch(/^00:00:00 A Thank you for calling/);
  });

  it('index the documents of several recordings, and change nothing the second time', async () => {
    const { stdout } = await run(
      `import { MemoryVectorStore } from '@langchain/classic/vectorstores/memory';
import { InMemoryRecordManager } from '@langchain/community/indexes/memory';
import { FakeEmbeddings } from '@langchain/core/utils/testing';
${examples[1]}
// It takes documents that were indexed in the same millisecond for old ones.
class Records extends InMemoryRecordManager { #now = 0; override getTime() { return Promise.resolve(++this.#now); } }
const stores = [new MemoryVectorStore(new FakeEmbeddings()), new Records()] as const;
for (const sources of [Object.keys(${JSON.stringify(TWO)}), ['monday.wav']]) console.log(await ingest(sources, ...stores));`,
      TWO,
    );
    const [first, second] = stdout.trim().split('\n');
    expect(first).toMatch(/^\{ numAdded: \d+, numDeleted: 0, numUpdated: 0, numSkipped: 0 \}$/);
    expect(second).toMatch(/^\{ numAdded: 0, numDeleted: 0, numUpdated: 0, numSkipped: \d+ \}$/);
  });

  it('load many recordings, and say which one failed', async () => {
    const { stdout, stderr } = await run(examples[2], TWO);
    expect(stdout).toMatch(/^[0-9a-f-]{36} monday\.wav$/m);
    expect(stdout).toMatch(/^[0-9a-f-]{36} tuesday\.wav$/m);
    expect(stdout).toMatch(/^missing\.wav: There is no file at .*missing\.wav\.$/m);
    expect(stderr).toContain('3/3');
  });

  it('stop at a budget, and print the bill', async () => {
    const { stdout } = await run(examples[3], TWO);
    expect(stdout).toMatch(/^tuesday\.wav: This job, estimated at .* would exceed the limit of 0\.005 h/m);
    expect(stdout).toMatch(/^Total: 1 recording, 0\.003\d? h$/m);
  });

  it('answer a question with its moment', async () => {
    const { stdout } = await run(examples[4]);
    expect(stdout).toMatch(/^At 17\d{3} ms: .*five working days/s);
  });

  it('search a vector store with a filter', async () => {
    const { stdout } = await run(`import { AssemblyAILoader } from '@aai-connectors/langchain';
import { MemoryVectorStore } from '@langchain/classic/vectorstores/memory';
import { OpenAIEmbeddings } from '@langchain/openai';
${examples[5]}
class Filtered extends MemoryVectorStore {
  override similaritySearchVectorWithScore(query: number[], k: number, filter: unknown) {
    const wanted = Object.entries(filter as object);
    return super.similaritySearchVectorWithScore(query, k, ({ metadata }) => wanted.every(([key, value]) => metadata[key] === value));
  }
}
const sources = ['support', 'sales'].map((team) => ({ audio: 'call.wav', id: team, metadata: { team } }));
const documents = await new AssemblyAILoader({ sources, unit: 'words', window: { words: 40, overlap: 10 } }).load();
const store = await Filtered.fromDocuments(documents, new OpenAIEmbeddings());
for (const { metadata, pageContent } of await supportCalls(store).invoke('How long does the refund take?'))
  console.log(metadata['team'], metadata.start_time, pageContent);`);
    expect(stdout).toContain('five working days');
    expect(stdout).not.toContain('sales');
  });

  it('create an agent', async () => {
    const { stdout } = await runExample(
      `${examples[6]}
const { messages } = await agent.invoke({ messages: [{ role: 'user', content: 'Who speaks?' }] });
console.log(messages.at(-1)?.content);`,
      standIn,
      {},
      [{ tool: 'transcribe_audio', args: { url: 'https://assembly.ai/wildfires.mp3' } }, 'Peter.'],
    );
    expect(stdout).toBe('Peter.\n');
  });

  it('limit what an agent transcribes', async () => {
    const { stdout } = await run(`${examples[7]}
console.log(await tool.invoke({ url: 'https://assembly.ai/wildfires.mp3' }));`);
    expect(stdout).toMatch(/smoke/i);
  });
});
