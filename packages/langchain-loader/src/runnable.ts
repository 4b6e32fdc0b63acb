import { type Runnable, RunnableLambda } from '@langchain/core/runnables';
import { clientOf } from './client.ts';
import type { TranscriptDocument } from './output.ts';
import { AssemblyAILoader, type AssemblyAILoaderOptions } from './loader.ts';
import type { LoaderSource } from './loading/source.ts';

export type TranscribeRunnableOptions = Omit<AssemblyAILoaderOptions, 'source' | 'sources' | 'signal' | 'onError'>;

/**
 * A step of a chain: a recording in, its documents out. It shows up in traces as a run of its own, is retried and
 * batched as any other step, and stops when the chain's signal fires.
 *
 * @throws AssemblyAIError when it is invoked and cannot be transcribed
 */
export function createTranscribeRunnable(
  options: TranscribeRunnableOptions = {},
): Runnable<LoaderSource, TranscriptDocument[]> {
  const client = clientOf(options);
  return RunnableLambda.from<LoaderSource, TranscriptDocument[]>((source, config) =>
    new AssemblyAILoader({ ...options, client, source, signal: config.signal }).load(),
  ).withConfig({ runName: 'AssemblyAITranscribe' });
}
