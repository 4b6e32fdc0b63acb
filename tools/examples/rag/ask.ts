import { basename } from 'node:path';
import { explain, isAssemblyAIError } from '@aai-connectors/core';
import { AssemblyAILoader, type ClientConfig, type SpanMetadata, TranscriptRetriever } from '@aai-connectors/langchain';
import type { Document } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';

export interface Conversation {
  readonly sources: readonly string[];
  readonly questions: readonly string[];
  readonly connection: ClientConfig;
  /** Path of the store of finished transcripts. With it, a second run transcribes nothing again. */
  readonly store?: string | undefined;
  readonly embeddings: EmbeddingsInterface;
  readonly print: (line: string) => void;
  readonly note: (line: string) => void;
}

/** Below it two texts have nothing to do with each other, as these embeddings measure it. */
const MIN_SCORE = 0.3;

/** Loads the recordings, and answers each question with what was said. */
export async function ask(about: Conversation): Promise<void> {
  const { sources, questions, connection, store, embeddings, print, note } = about;
  const loader = new AssemblyAILoader({
    ...connection,
    sources,
    unit: 'utterances',
    params: { speaker_labels: true },
    store,
    onError: 'collect',
    onProgress: ({ type, source, done, total }) => {
      if (type !== 'submitted') note(`${done}/${total} ${basename(source)} ${type}`);
    },
  });
  const documents = await loader.load();
  for (const { source, error } of loader.failures) {
    note(`${basename(source)}: ${isAssemblyAIError(error) ? explain(error) : error.message}`);
  }
  note(`${documents.length} utterances of ${sources.length - loader.failures.length} recordings\n`);

  const retriever = new TranscriptRetriever({ documents, embeddings, k: 1, minScore: MIN_SCORE });
  for (const question of questions) {
    print(`Question  ${question}`);
    const [found] = await retriever.invoke(question);
    if (found === undefined) print('Answer    Nothing was said about it.\n');
    else print(`${cited(found, documents)}\n`);
  }
}

/** The best utterance as a quote with its source, and what was said around it. */
function cited({ pageContent, metadata }: Document<SpanMetadata>, documents: readonly Document[]): string {
  const { transcript_id, match_start_ms = 0, match_end_ms = 0, score, source } = metadata;
  const match = documents.find(
    (one) => one.metadata['transcript_id'] === transcript_id && one.metadata['start_ms'] === match_start_ms,
  );
  const seconds = (ms: number): string => (ms / 1000).toFixed(1);
  return [
    `Answer    “${match?.pageContent ?? pageContent}”`,
    `Speaker   ${String(match?.metadata['speaker'] ?? 'unknown')}`,
    `Time      ${seconds(match_start_ms)}–${seconds(match_end_ms)} s of ${basename(source)} (${String(match?.metadata['start_time'])})`,
    `Score     ${score.toFixed(2)}`,
    ...pageContent.split('\n').map((line, at) => `${at === 0 ? 'Context ' : '        '}  ${line}`),
  ].join('\n');
}
