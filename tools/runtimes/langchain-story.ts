import { isAssemblyAIError } from '@aai-connectors/core';
import { AssemblyAILoader, type AssemblyAILoaderOptions, createTranscribeTool } from '@aai-connectors/langchain';

export interface LangChainStoryInput {
  /** Base address of the stand-in. */
  readonly base: string;
  readonly apiKey: string;
}

/** What one runtime saw; the same everywhere. */
export interface LangChainStoryReport {
  readonly sentences: number;
  readonly first: string | undefined;
  readonly id: string | undefined;
  readonly heading: string;
  readonly codes: Readonly<Record<string, string>>;
}

/** What documents and tools have to be able to do without Node. */
export async function main({ base, apiKey }: LangChainStoryInput): Promise<LangChainStoryReport> {
  const connection = { apiKey, hosts: { api: base, llm: `${base}/v1`, streaming: base } };
  const source = 'https://assembly.ai/wildfires.mp3';
  const load = (options: Partial<AssemblyAILoaderOptions>) =>
    new AssemblyAILoader({ ...connection, source, unit: 'sentences', wait: { intervalMs: 50 }, ...options }).load();
  const documents = await load({});
  const tool = createTranscribeTool({ ...connection, wait: { intervalMs: 50 } });
  const answer = String(await tool.invoke({ url: source }));
  return {
    sentences: documents.length,
    first: documents[0]?.pageContent,
    id: documents[0]?.id,
    heading: answer.slice(0, 'Transcript ID:'.length),
    codes: {
      path: await codeOf(load({ source: './call.wav' })),
      allowedPath: await codeOf(load({ source: './call.wav', allowLocalFiles: true })),
      store: await codeOf(load({ store: './store.jsonl' })),
    },
  };
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'fine',
    (error: unknown) => (isAssemblyAIError(error) ? error.code : String(error)),
  );
