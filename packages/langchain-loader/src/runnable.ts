import { type Runnable, RunnableLambda } from '@langchain/core/runnables';
import { clientOf } from './client.ts';
import type { TranscriptDocument } from './output.ts';
import { AssemblyAILoader, type AssemblyAILoaderOptions } from './loader.ts';
import type { LoaderSource } from './loading/source.ts';

/** Options of {@link createTranscribeRunnable}: those of the loader that apply to a single recording. */
export type TranscribeRunnableOptions = Omit<AssemblyAILoaderOptions, 'source' | 'sources' | 'signal' | 'onError'>;

/**
 * Creates a runnable that turns a recording into documents. It appears in traces as its own run, can be retried and
 * batched like any other runnable, and stops when the chain's signal fires.
 *
 * @throws AssemblyAIError when invoked with a recording that cannot be transcribed
 */
export function createTranscribeRunnable(
  options: TranscribeRunnableOptions = {},
): Runnable<LoaderSource, TranscriptDocument[]> {
  const client = clientOf(options);
  return RunnableLambda.from<LoaderSource, TranscriptDocument[]>((source, config) =>
    new AssemblyAILoader({ ...options, client, source, signal: config.signal }).load(),
  ).withConfig({ runName: 'AssemblyAITranscribe' });
}
