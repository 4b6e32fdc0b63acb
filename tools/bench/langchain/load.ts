/**
 * Compares this project's loader with the community loader driven by `Promise.all`. Each loads many recordings in a separate
 * process, in turns, from the same stand-in. Prints wall time, requests per transcript, and memory.
 *
 *   npm run -s bench:langchain [-- --files 200 --concurrency 20 --words 5000 --seconds 5 --rounds 2]
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Document } from '@langchain/core/documents';
import { type Engine, type StandIn, startStandIn } from '@aai-connectors/stand-in';

type Role = 'community' | 'ours' | 'lazy' | 'wide';

interface Task {
  readonly files: readonly string[];
  readonly concurrency: number;
  readonly api: string;
  readonly apiKey: string;
}

interface Result {
  readonly seconds: number;
  /** Above what the process had when all was imported, MB. */
  readonly peakMb: number;
  readonly documents: number;
  readonly metadataBytes: number;
}

const LOADS: Readonly<Record<Role, () => Promise<(task: Task) => Promise<Iterable<Document>>>>> = {
  async community() {
    const { AudioTranscriptLoader } = await import('@langchain/community/document_loaders/web/assemblyai');
    return async ({ files, api, apiKey }) =>
      (
        await Promise.all(files.map((audio) => new AudioTranscriptLoader({ audio }, { apiKey, baseUrl: api }).load()))
      ).flat();
  },
  async ours() {
    const { AssemblyAILoader } = await import('@aai-connectors/langchain');
    return ({ files, concurrency, api, apiKey }) =>
      new AssemblyAILoader({ sources: files, concurrency, apiKey, baseUrl: api }).load();
  },
  async wide() {
    const { AssemblyAILoader } = await import('@aai-connectors/langchain');
    return ({ files, api, apiKey }) =>
      new AssemblyAILoader({ sources: files, concurrency: files.length, apiKey, baseUrl: api }).load();
  },
  async lazy() {
    const { AssemblyAILoader } = await import('@aai-connectors/langchain');
    return async ({ files, concurrency, api, apiKey }) => {
      const loader = new AssemblyAILoader({ sources: files, concurrency, apiKey, baseUrl: api, order: 'completion' });
      const last: Document[] = [];
      let count = 0;
      // As an ingestion does it: each document goes into a store and is forgotten.
      for await (const document of loader.lazyLoad()) {
        last[0] = document;
        count++;
      }
      return Array.from({ length: count }, () => last[0]!);
    };
  },
};

const megabytes = (): number => process.memoryUsage.rss() / 2 ** 20;

async function measured(role: Role, task: Task): Promise<Result> {
  const load = await LOADS[role]();
  const before = megabytes();
  let peak = before;
  const sampler = setInterval(() => (peak = Math.max(peak, megabytes())), 10);
  const started = performance.now();
  const documents = [...(await load(task))];
  const seconds = (performance.now() - started) / 1000;
  clearInterval(sampler);
  return {
    seconds,
    peakMb: Math.max(peak, megabytes()) - before,
    documents: documents.length,
    metadataBytes: Math.max(...documents.map(({ metadata }) => JSON.stringify(metadata).length)),
  };
}

/** As many words as were asked for, whatever the audio. */
const chatter = (count: number): Engine => ({
  name: 'chatter',
  transcribe: async () => ({
    words: Array.from({ length: count }, (_, at) => ({
      text: at % 12 === 11 ? `word${at}.` : `word${at}`,
      start: at * 360,
      end: at * 360 + 300,
      confidence: 0.9,
      speaker: null,
    })),
    durationMs: count * 360,
    channels: 1,
    languageCode: 'en_us',
    entities: [],
    recorded: {},
  }),
});

const NAMES: Readonly<Record<Role, string>> = {
  community: 'community loader, Promise.all',
  ours: 'AssemblyAILoader, load()',
  lazy: 'AssemblyAILoader, lazyLoad()',
  wide: 'AssemblyAILoader, all at once',
};

interface Row extends Result {
  readonly requests: number;
  readonly looks: number;
}

async function run(role: Role, standIn: StandIn, task: Task): Promise<Row> {
  const before = standIn.requests().length;
  const child: ChildProcess = fork(fileURLToPath(import.meta.url), [role], { stdio: 'inherit' });
  const result = await new Promise<Result>((resolve, reject) => {
    child.once('message', (result) => resolve(result as Result));
    child.once('exit', (code) => reject(new Error(`${NAMES[role]} ended with ${code} before it was done.`)));
    child.send(task);
  });
  const asked = standIn.requests().slice(before);
  return {
    ...result,
    requests: asked.length / task.files.length,
    looks: asked.filter(({ method }) => method === 'GET').length / task.files.length,
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      files: { type: 'string', default: '200' },
      concurrency: { type: 'string', default: '20' },
      words: { type: 'string', default: '5000' },
      seconds: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '2' },
    },
  });
  const [files, concurrency, words, seconds, rounds] = [
    values.files,
    values.concurrency,
    values.words,
    values.seconds,
    values.rounds,
  ].map(Number) as [number, number, number, number, number];
  const folder = await mkdtemp(join(tmpdir(), 'bench-langchain-'));
  try {
    const paths = Array.from({ length: files }, (_, at) => join(folder, `${at}.wav`));
    await Promise.all(paths.map((path, at) => writeFile(path, Buffer.alloc(64 * 1024, at % 251))));
    process.stdout.write(
      `${files} files of 64 KB, ${words} words each, ${seconds} s of work on each, Node ${process.versions.node}, median of ${rounds} rounds in turns\n`,
    );
    for (const slots of [200, concurrency]) {
      process.stdout.write(`\nAn account that works on ${slots} at a time\n\n`);
      const timing = { queuedMs: 100, processingMs: seconds * 1000 };
      const standIn = await startStandIn({ engines: [chatter(words)], concurrency: slots, timing });
      const task = { files: paths, concurrency, api: standIn.hosts.api, apiKey: standIn.keys[0]! };
      const rows: Record<Role, Row[]> = { community: [], ours: [], lazy: [], wide: [] };
      for (let round = 0; round < rounds; round++) {
        for (const role of Object.keys(rows) as Role[]) rows[role].push(await run(role, standIn, task));
      }
      await standIn.close();
      print(rows, concurrency);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function print(rows: Readonly<Record<Role, readonly Row[]>>, concurrency: number): void {
  const middle = (role: Role, of: keyof Row): number => median(rows[role].map((row) => row[of]));
  process.stdout.write(
    '| loader | at a time | wall s | of community | requests for each | looks for each | peak RSS above start | of community | documents | largest metadata |\n' +
      '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n',
  );
  for (const role of Object.keys(rows) as Role[]) {
    const ratio = (of: 'seconds' | 'peakMb'): string => `${(middle(role, of) / middle('community', of)).toFixed(2)} ×`;
    const cells = [
      NAMES[role],
      role === 'community' || role === 'wide' ? 'all' : concurrency,
      middle(role, 'seconds').toFixed(1),
      ratio('seconds'),
      middle(role, 'requests').toFixed(1),
      middle(role, 'looks').toFixed(1),
      `${middle(role, 'peakMb').toFixed(0)} MB`,
      ratio('peakMb'),
      middle(role, 'documents'),
      `${middle(role, 'metadataBytes')} B`,
    ];
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
};

const [role] = process.argv.slice(2);
if (role !== undefined && role in LOADS) {
  process.once('message', (task) => {
    void measured(role as Role, task as Task).then((result) => process.send!(result, () => process.disconnect()));
  });
} else {
  await main();
}
