/**
 * Ingests recordings with a queue: BullMQ on Redis, two worker processes, the loader's journal in Redis, and vectors in
 * PGlite (Postgres with pgvector). One worker is killed in the middle. Counts what was billed at the service, and what is in
 * the vector store after it was opened again.
 *
 *   npm run -s example:queue [-- --sources 2000 --concurrency 100]
 *
 * Needs neither a key nor AssemblyAI: the stand-in transcribes. Redis comes from the machine or, on Debian, from apt.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startRedis } from '@aai-connectors/host-n8n/redis';
import { DIMENSIONS, HashEmbeddings } from './embeddings.ts';
import { ingest } from './ingestion.ts';
import { createRecordings } from './recordings.ts';
import { PGliteVectorStore } from './vector-store.ts';

const WORKERS = 2;

const { values } = parseArgs({
  options: { sources: { type: 'string', default: '2000' }, concurrency: { type: 'string', default: '100' } },
});
const [count, concurrency] = [Number(values.sources), Number(values.concurrency)];
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const note = (line: string): void => void process.stderr.write(`${line}\n`);

const folder = await mkdtemp(join(tmpdir(), 'example-queue-'));
const database = join(folder, 'vectors');
const embeddings = new HashEmbeddings();
const redis = await startRedis();
const { sources, standIn, textOf, billed } = await createRecordings(count, folder);
try {
  const began = performance.now();
  const vectors = await PGliteVectorStore.open(embeddings, database, DIMENSIONS);
  const task = { redisPort: redis.port, api: standIn.hosts.api, apiKey: standIn.keys[0]!, concurrency };
  const { interrupted, takenOver } = await ingest({
    sources,
    task,
    workers: WORKERS,
    vectors,
    killAfter: Math.floor(count / 2),
    note,
  });
  await vectors.close();
  const seconds = (performance.now() - began) / 1000;

  const again = await PGliteVectorStore.open(embeddings, database, DIMENSIONS);
  const stored = await again.texts();
  const { documents, sources: storedSources } = await again.count();
  const jobs = [...billed().values()];
  const billedTwice = jobs.reduce((sum, times) => sum + Math.max(0, times - 1), 0);
  const missing = sources.filter((source) => stored.get(source) !== textOf(source)).length;
  const order = Math.floor(count / 2);
  const [found] = await again.similaritySearch(`order ${order}`, 1);
  await again.close();

  print(`${count} sources, ${WORKERS} workers of ${concurrency} jobs each, ${seconds.toFixed(0)} s`);
  print(`killed in the middle: 1 worker with ${interrupted} sources in progress; ${takenOver} taken over`);
  print(`billed jobs: ${jobs.reduce((sum, times) => sum + times, 0)}`);
  print(`billed twice: ${billedTwice}`);
  print(`missing: ${missing}`);
  print(`in the vector store, opened again: ${documents} documents of ${storedSources} sources`);
  print(`"order ${order}": ${found?.pageContent.slice(0, 95) ?? 'not found'}…`);
  if (billedTwice > 0 || missing > 0 || storedSources !== count || documents < count) process.exitCode = 1;
} finally {
  await standIn.close();
  await redis.stop();
  await rm(folder, { recursive: true, force: true });
}
