import { Worker } from 'node:worker_threads';
import type { Aligned, AlignTask, Heard, WorkerReply, WorkerRequest } from './align-worker.ts';

/** The recognizer in a worker thread, because its calls block. */
export interface Aligner {
  open(path: string): Promise<Heard | undefined>;
  align(task: AlignTask): Promise<Aligned>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export function createAligner(): Aligner {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let lastId = 0;

  const failAll = (error: Error): void => {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };

  const started = (): Worker => {
    if (worker !== undefined) return worker;
    const fresh = new Worker(new URL('./align-worker.ts', import.meta.url));
    fresh.unref();
    fresh.on('message', (reply: WorkerReply) => {
      const request = waiting.get(reply.id);
      waiting.delete(reply.id);
      if ('failure' in reply) request?.reject(new Error(reply.failure));
      else request?.resolve(reply.value);
    });
    fresh.on('error', (error: Error) => failAll(new Error(error.message.slice(0, 200))));
    fresh.on('exit', () => {
      if (worker === fresh) failAll(new Error('The recognizer stopped.'));
    });
    worker = fresh;
    return fresh;
  };

  const ask = <T>(request: (id: number) => WorkerRequest): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve: (value) => resolve(value as T), reject });
      started().postMessage(request(id));
    });

  return {
    open: (path) => ask((id) => ({ id, kind: 'open', path })),
    align: (task) => ask((id) => ({ id, kind: 'align', task })),
    async close() {
      const stopping = worker;
      failAll(new Error('The stand-in was closed.'));
      await stopping?.terminate();
    },
  };
}
