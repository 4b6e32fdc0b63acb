import type { DocumentInput } from '@langchain/core/documents';

/** Names of the queues. */
export const TRANSCRIBE = 'transcribe';
export const INDEX = 'index';

/** A job of the first queue. */
export interface TranscribeJob {
  readonly source: string;
}

/** A job of the second queue: the documents of one source. */
export interface IndexJob {
  readonly documents: readonly DocumentInput[];
}

/** What a worker process needs. */
export interface WorkerTask {
  readonly redisPort: number;
  readonly api: string;
  readonly apiKey: string;
  /** Jobs at a time. */
  readonly concurrency: number;
}

/** Redis on this machine. BullMQ requires `null`, so that a worker waits for a lost connection. */
export const connectionOf = (port: number) => ({ host: '127.0.0.1', port, maxRetriesPerRequest: null });

/**
 * Milliseconds after which another worker takes over the jobs of a worker that does not renew its lock, and between two
 * checks for such jobs.
 */
export const LOCK = { lockDuration: 10_000, stalledInterval: 5_000 };

/** How often a job may lose its worker, and how often it may fail. */
export const MAX_STALLED = 10;
export const ATTEMPTS = 5;
