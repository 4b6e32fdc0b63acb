/**
 * A worker process: takes sources from the queue, loads them, and adds their documents to the queue of the vector store. It
 * can be killed at any moment. The journal in Redis knows its jobs, and the next worker waits for them instead of starting
 * them again.
 */
import { createClient } from '@aai-connectors/core/node';
import { AssemblyAILoader } from '@aai-connectors/langchain';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
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
import { redisStore } from './redis-store.ts';

function work({ redisPort, api, apiKey, concurrency }: WorkerTask): void {
  const connection = connectionOf(redisPort);
  const index = new Queue<IndexJob>(INDEX, { connection });
  const store = redisStore(new Redis(connection));
  // All loaders use one client, so that one request checks all of their jobs.
  const client = createClient({ apiKey, hosts: { api } });

  const worker = new Worker<TranscribeJob>(
    TRANSCRIBE,
    async ({ id, data: { source } }) => {
      const loader = new AssemblyAILoader({ source, client, store, unit: 'words', window: { words: 40, overlap: 0 } });
      const documents = (await loader.load()).map(({ id, pageContent, metadata }) => ({
        id: id!,
        pageContent,
        metadata,
      }));
      // With the ID of the source's job, a second addition changes nothing.
      await index.add('documents', { documents }, { jobId: `documents-${id}`, attempts: ATTEMPTS });
    },
    { connection, concurrency, ...LOCK, maxStalledCount: MAX_STALLED },
  );
  worker.on('failed', (job, error) => process.stderr.write(`${job?.data.source ?? 'a job'}: ${error.message}\n`));
  worker.on('error', (error) => process.stderr.write(`${error.message}\n`));
  process.once('disconnect', () => process.exit());
}

process.once('message', (task) => work(task as WorkerTask));
