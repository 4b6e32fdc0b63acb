/** Loads recordings with one of the loaders, measures it, and reports the result. Started by `fork`. */
import { performance } from 'node:perf_hooks';
import type { Document } from '@langchain/core/documents';

export type Role = 'community' | 'limited' | 'ours' | 'lazy' | 'wide';

export interface Task {
  readonly files: readonly string[];
  readonly concurrency: number;
  readonly api: string;
  readonly apiKey: string;
}

export interface Result {
  readonly seconds: number;
  /** Seconds that the process used a processor. */
  readonly cpuSeconds: number;
  /** Seconds that the event loop was not idle. More than `cpuSeconds` if other programs used the processor. */
  readonly busySeconds: number;
  /** Above what the process had when all was imported, MB. */
  readonly peakMb: number;
  readonly documents: number;
  readonly metadataBytes: number;
}

type Load = (task: Task) => Promise<Iterable<Document>>;

async function communityLoad(): Promise<(task: Task, audio: string) => Promise<Document[]>> {
  const { AudioTranscriptLoader } = await import('@langchain/community/document_loaders/web/assemblyai');
  return ({ api, apiKey }, audio) => new AudioTranscriptLoader({ audio }, { apiKey, baseUrl: api }).load();
}

const LOADS: Readonly<Record<Role, () => Promise<Load>>> = {
  async community() {
    const load = await communityLoad();
    return async (task) => (await Promise.all(task.files.map((audio) => load(task, audio)))).flat();
  },
  async limited() {
    const load = await communityLoad();
    const { default: pLimit } = await import('p-limit');
    return async (task) => {
      const limit = pLimit(task.concurrency);
      return (await Promise.all(task.files.map((audio) => limit(() => load(task, audio))))).flat();
    };
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
  const cpu = process.cpuUsage();
  const loop = performance.eventLoopUtilization();
  const started = performance.now();
  const documents = [...(await load(task))];
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const { active } = performance.eventLoopUtilization(loop);
  clearInterval(sampler);
  return {
    seconds,
    cpuSeconds: (user + system) / 1e6,
    busySeconds: active / 1000,
    peakMb: Math.max(peak, megabytes()) - before,
    documents: documents.length,
    metadataBytes: Math.max(...documents.map(({ metadata }) => JSON.stringify(metadata).length)),
  };
}

const role = process.argv[2] as Role;
process.once('message', (task) => {
  void measured(role, task as Task).then((result) => process.send!(result, () => process.disconnect()));
});
