import { Worker } from 'node:worker_threads';
import type { DecodedWord, DecoderReply, DecoderRequest } from './decoder-worker.ts';

/** The recognizer in a worker thread, because its calls block. */
export interface Decoders {
  start(ears: number): Promise<void>;
  /** The words so far, the last ones uncertain. */
  feed(ears: number, samples: Float32Array): Promise<readonly DecodedWord[]>;
  /** The words of the whole segment. */
  stop(ears: number): Promise<readonly DecodedWord[]>;
  release(ears: number): void;
  close(): Promise<void>;
}

export function createDecoders(grammar: string): Decoders {
  const waiting = new Map<number, (words: readonly DecodedWord[]) => void>();
  let worker: Worker | undefined;
  let lastId = 0;
  let isClosed = false;
  const released = new Set<number>();

  function running(): Worker {
    if (worker !== undefined) return worker;
    const fresh = new Worker(new URL('./decoder-worker.ts', import.meta.url), { workerData: grammar });
    fresh.unref();
    fresh.on('message', ({ id, words }: DecoderReply) => {
      waiting.get(id)?.(words);
      waiting.delete(id);
    });
    const gone = (): void => {
      if (worker === fresh) worker = undefined;
      // Return no words to waiting sessions: a failed recognizer must not end them.
      for (const resolve of waiting.values()) resolve([]);
      waiting.clear();
    };
    fresh.on('error', gone);
    fresh.on('exit', gone);
    worker = fresh;
    return fresh;
  }

  type Order = { kind: 'start' | 'stop' | 'close' } | { kind: 'feed'; samples: Float32Array };
  const ask = (ears: number, order: Order): Promise<readonly DecodedWord[]> =>
    new Promise((resolve) => {
      // A session may end while it is being listened to; what it asks for then must start nothing again.
      if (isClosed || released.has(ears)) return resolve([]);
      const id = ++lastId;
      waiting.set(id, resolve);
      running().postMessage({ id, ears, ...order } satisfies DecoderRequest);
    });

  return {
    start: async (ears) => void (await ask(ears, { kind: 'start' })),
    feed: (ears, samples) => ask(ears, { kind: 'feed', samples }),
    stop: (ears) => ask(ears, { kind: 'stop' }),
    release(ears) {
      if (worker !== undefined) void ask(ears, { kind: 'close' });
      released.add(ears);
    },
    async close() {
      isClosed = true;
      const stopping = worker;
      worker = undefined;
      await stopping?.terminate();
    },
  };
}
