/**
 * Loads recordings into one store and prints a line for each: the program that is killed. It is started by `fork` and
 * reports when it begins, so that the moment of its death does not depend on how long Node needs to start.
 */
import { AssemblyAILoader, type BaseStoreLike } from '@aai-connectors/langchain';

/** What is loaded, and where the loader remembers it. */
export interface Ingestion {
  readonly sources: readonly string[];
  readonly api: string;
  readonly apiKey: string;
  readonly store: { readonly kind: 'file' | 'base-store'; readonly path: string };
  readonly concurrency: number;
}

export type Report =
  | { readonly type: 'begun' }
  | { readonly type: 'document'; readonly source: string; readonly text: string }
  | { readonly type: 'failed'; readonly source: string; readonly message: string }
  | { readonly type: 'done' };

/** LangChain's own store, imported only where it is used: it takes long. */
async function localFileStore(path: string): Promise<BaseStoreLike> {
  const { LocalFileStore } = await import('@langchain/classic/storage/file_system');
  return LocalFileStore.fromPath(path);
}

const report = (line: Report): unknown => process.send?.(line);

async function ingest({ sources, api, apiKey, store, concurrency }: Ingestion): Promise<void> {
  const loader = new AssemblyAILoader({
    sources,
    apiKey,
    baseUrl: api,
    concurrency,
    order: 'completion',
    store: store.kind === 'file' ? store.path : await localFileStore(store.path),
    onError: ({ source, error }) => report({ type: 'failed', source, message: error.message }),
  });
  report({ type: 'begun' });
  for await (const { metadata, pageContent } of loader.lazyLoad()) {
    report({ type: 'document', source: metadata.source, text: pageContent });
  }
  report({ type: 'done' });
  // The channel is the only thing that may be left open: the process must end by itself.
  process.disconnect();
}

process.once('message', (message) => void ingest(message as Ingestion));
