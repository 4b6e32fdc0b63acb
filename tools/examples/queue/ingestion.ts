import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Document } from '@langchain/core/documents';
import { Queue, Worker } from 'bullmq';
import {
  ATTEMPTS,
  connectionOf,
  INDEX,
  type IndexJob,
  LOCK,
  MAX_STALLED,
  TRANSCRIBE,
  type TranscribeJob,
  type WorkerTask,
} from './jobs.ts';
import type { PGliteVectorStore } from './vector-store.ts';

const PROGRAM = fileURLToPath(new URL('worker.ts', import.meta.url));

/** Milliseconds without any progress after which the ingestion fails. */
const STUCK_MS = 120_000;

export interface IngestionOptions {
  readonly sources: readonly string[];
  readonly task: WorkerTask;
  readonly workers: number;
  readonly vectors: PGliteVectorStore;
  /** Number of indexed sources after which the first worker is killed. */
  readonly killAfter: number;
  /** Called after each source, and when a worker was killed. */
  readonly note: (line: string) => void;
}

export interface IngestionResult {
  /** Jobs that the killed worker left. */
  readonly interrupted: number;
  /** Times that a source was taken over by another worker. */
  readonly takenOver: number;
}

/**
 * Adds the sources to a queue, starts workers, and writes what they return to the vector store, whose database this process
 * owns. Kills the first worker in the middle.
 *
 * @throws Error if nothing happens for two minutes, or if a source fails permanently
 */
export async function ingest(options: IngestionOptions): Promise<IngestionResult> {
  const { sources, task, workers, vectors, killAfter, note } = options;
  const connection = connectionOf(task.redisPort);
  const queue = new Queue<TranscribeJob>(TRANSCRIBE, { connection });
  const jobs = sources.map((source, at) => ({ name: 'source', data: { source }, opts: { jobId: `source-${at}` } }));
  await queue.addBulk(jobs.map((job) => ({ ...job, opts: { ...job.opts, attempts: ATTEMPTS } })));
  const children = Array.from({ length: workers }, () => fork(PROGRAM, { stdio: 'inherit' }));
  const writer = new Worker<IndexJob>(
    INDEX,
    async ({ data: { documents } }) => {
      await vectors.addDocuments(documents.map((one) => new Document(one)));
    },
    { connection, concurrency: 4, ...LOCK, maxStalledCount: MAX_STALLED },
  );
  let interrupted = 0;
  let stuck: NodeJS.Timeout | undefined;

  try {
    await new Promise<void>((resolve, reject) => {
      stuck = setTimeout(() => reject(new Error('Nothing has happened for two minutes.')), STUCK_MS);
      const done = new Set<string>();
      writer.on('completed', ({ id }) => {
        done.add(id!);
        stuck!.refresh();
        if (done.size % 100 === 0) note(`${done.size} of ${sources.length} sources are in the vector store`);
        if (done.size === killAfter) void kill(children[0]!).catch(reject);
        if (done.size === sources.length) resolve();
      });
      writer.on('failed', (job, error) => {
        if (job === undefined || job.attemptsMade >= ATTEMPTS) reject(error);
      });
      writer.on('error', (error) => note(error.message));
      for (const child of children) {
        child.once('error', reject);
        child.once('exit', (code, signal) => {
          if (signal !== 'SIGKILL' && code !== 0) reject(new Error(`A worker ended with ${code ?? signal}.`));
        });
        child.send(task);
      }
    });
    const completed = await queue.getCompleted(0, sources.length);
    return { interrupted, takenOver: completed.filter(({ stalledCounter }) => stalledCounter > 0).length };
  } finally {
    clearTimeout(stuck);
    for (const child of children) if (child.connected) child.disconnect();
    await writer.close();
    await queue.close();
  }

  async function kill(child: ChildProcess): Promise<void> {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    // The other workers keep their jobs active too.
    interrupted = Math.max(0, (await queue.getActiveCount()) - task.concurrency * (workers - 1));
    note(`Killed worker ${child.pid} with ${interrupted} sources in progress`);
  }
}
