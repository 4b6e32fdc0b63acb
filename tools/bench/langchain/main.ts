/**
 * Compares this project's loader with the community loader. Each loads many recordings in a separate process, in turns,
 * from the same stand-in.
 *
 * The first tables compare both at equal concurrency, the community loader by p-limit, where the account works on as many
 * jobs at a time, and show what bounds each. The others compare time, requests and memory with long transcripts.
 *
 *   npm run -s bench:langchain [-- --only slots|memory --files 200 --concurrency 20 --words 5000 --seconds 5 --rounds 2]
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openAccount } from './account.ts';
import type { Role } from './load.ts';
import { boundsTable, memoryTable, type Rows } from './tables.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
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

/** Short transcripts, so that the processor bounds the loaders as little as possible. */
const FEW_WORDS = 100;

/** Three to ten times as many recordings as slots, so that slots are used again. */
const LOADS = [
  { slots: 20, seconds: 1, files: 200 },
  { slots: 20, seconds: 5, files: 100 },
  { slots: 200, seconds: 1, files: 600 },
  { slots: 200, seconds: 5, files: 600 },
] as const;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

async function compare(
  paths: readonly string[],
  roles: readonly Role[],
  account: { readonly slots: number; readonly seconds: number; readonly words: number },
  task: { readonly concurrency: number; readonly rounds: number },
): Promise<Rows> {
  const { run, close } = await openAccount(account);
  const rows: Rows = new Map(roles.map((role) => [role, []]));
  try {
    for (let round = 0; round < task.rounds; round++) {
      for (const role of roles) {
        rows.get(role)!.push(await run(role, { files: paths, concurrency: task.concurrency }));
      }
    }
    return rows;
  } finally {
    await close();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'bench-langchain-'));
try {
  const most = Math.max(files, ...LOADS.map((load) => load.files));
  const paths = Array.from({ length: most }, (_, at) => join(folder, `${at}.wav`));
  await Promise.all(
    paths.map((path, at) => {
      const audio = Buffer.alloc(64 * 1024, at % 251);
      audio.writeUInt32LE(at);
      return writeFile(path, audio);
    }),
  );
  print(`Files of 64 KB, Node ${process.versions.node}`);
  if (values.only !== 'memory') {
    for (const load of LOADS) {
      print(
        `\n${load.files} files, ${load.seconds} s of work and ${FEW_WORDS} words each, on an account that works on ${load.slots} at a time\n`,
      );
      const task = { concurrency: load.slots, rounds: 1 };
      const account = { ...load, words: FEW_WORDS };
      print(boundsTable(await compare(paths.slice(0, load.files), ['limited', 'ours'], account, task)));
    }
  }
  if (values.only !== 'slots') {
    for (const slots of [200, concurrency]) {
      print(
        `\n${files} files, ${seconds} s of work and ${words} words each, on an account that works on ${slots} at a time, median of ${rounds} rounds\n`,
      );
      const roles = ['community', 'limited', 'ours', 'lazy', 'wide'] as const;
      const rows = await compare(paths.slice(0, files), roles, { slots, seconds, words }, { concurrency, rounds });
      print(memoryTable(rows, concurrency));
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
