/**
 * Compares how well recordings answer questions: this project's retriever, the community loader with a text splitter, and
 * plain vector stores over each unit. Ten hours of invented conversations, with the real Universal Sentence Encoder.
 *
 *   npm run -s bench:retrieval [-- --questions 131 --only "part of a name"]
 */
import { parseArgs } from 'node:util';
import {
  AssemblyAILoader,
  type AssemblyAILoaderOptions,
  TranscriptRetriever,
  type TranscriptRetrieverInput,
} from '@aai-connectors/langchain';
import type { Transcript } from '@aai-connectors/core';
import { MemoryVectorStore } from '@langchain/classic/vectorstores/memory';
import { Document } from '@langchain/core/documents';
import { Embeddings, type EmbeddingsInterface } from '@langchain/core/embeddings';
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';
import { BundledEmbeddings } from '@aai-connectors/examples/embeddings';
import { inventCorpus, type Question } from './conversations.ts';

/** Results read by each way of searching. */
const K = 3;
/** As the README recommends. */
const WINDOW = { words: 40, overlap: 10 };
/** Of a moment, ms. */
const TOLERANCE_MS = 2_000;

interface Result {
  readonly transcriptId: string | undefined;
  /** Moment to play, ms; `undefined` if the result has no times. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly text: string;
}

type Contestant = (query: string) => Promise<readonly Result[]>;

/** Embeds each text once. */
class Remembered extends Embeddings {
  readonly #vectors = new Map<string, number[]>();
  readonly #inner: EmbeddingsInterface;

  constructor(inner: EmbeddingsInterface) {
    super({});
    this.#inner = inner;
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const unknown = [...new Set(texts)].filter((text) => !this.#vectors.has(text));
    const vectors = await this.#inner.embedDocuments(unknown);
    unknown.forEach((text, at) => this.#vectors.set(text, vectors[at]!));
    return texts.map((text) => this.#vectors.get(text)!);
  }

  override async embedQuery(text: string): Promise<number[]> {
    return (await this.embedDocuments([text]))[0]!;
  }
}

const { values } = parseArgs({
  options: { questions: { type: 'string', default: '1000' }, only: { type: 'string', default: '' } },
});
const { transcripts, questions: all, hours } = inventCorpus();
const questions = all.slice(0, Number(values.questions));
const embeddings = new Remembered(new BundledEmbeddings());

/** Made one by one, because each embeds the recordings in its own parts. */
function contestants(): Readonly<Record<string, () => Promise<Contestant>>> {
  return {
    'community loader and splitter': async () => plain(await split()),
    'plain store, sentences': async () => plain(await load({ unit: 'sentences' })),
    'plain store, speaker turns': async () => plain(await load({ unit: 'utterances' })),
    'plain store, windows of 40 words': async () => plain(await load({ unit: 'words', window: WINDOW })),
    'plain store, windows of 100 words': async () => plain(await load({ unit: 'words' })),
    'TranscriptRetriever, hybrid': () => ours({ embeddings }),
    'TranscriptRetriever, vectors': () => ours({ embeddings, search: 'vectors' }),
    'TranscriptRetriever, keywords': () => ours({}),
    'TranscriptRetriever over a store of 40 words': overStore,
  };
}

const load = (options: Partial<AssemblyAILoaderOptions>): Promise<Document[]> =>
  new AssemblyAILoader({ sources: transcripts.map((transcript) => ({ transcript })), ...options }).load();

/** The community loader returns the text of a transcript; LangChain's tutorial splits it into 1,000 characters. */
async function split(): Promise<Document[]> {
  const documents = transcripts.map(
    ({ id, text }) => new Document({ pageContent: text!, metadata: { transcript_id: id } }),
  );
  return new RecursiveCharacterTextSplitter({ chunkSize: 1000, chunkOverlap: 200 }).splitDocuments(documents);
}

async function plain(documents: readonly Document[]): Promise<Contestant> {
  const store = await MemoryVectorStore.fromDocuments([...documents], embeddings);
  return async (query) => (await store.similaritySearch(query, K)).map(resultOf);
}

function ours(options: Partial<TranscriptRetrieverInput>): Promise<Contestant> {
  const retriever = new TranscriptRetriever({ transcripts, k: K, ...options });
  return Promise.resolve(async (query: string) => (await retriever.invoke(query)).map(resultOf));
}

async function overStore(): Promise<Contestant> {
  const windows = await load({ unit: 'words', window: WINDOW });
  const vectorStore = await MemoryVectorStore.fromDocuments(windows, embeddings);
  const byId = new Map(transcripts.map((transcript) => [transcript.id, transcript]));
  const retriever = TranscriptRetriever.fromVectorStore({
    vectorStore,
    k: K,
    transcripts: (id): Promise<Transcript> => Promise.resolve(byId.get(id)!),
  });
  return async (query) => (await retriever.invoke(query)).map(resultOf);
}

function resultOf({ pageContent, metadata }: Document): Result {
  const about = metadata as Readonly<Record<string, number | undefined>> & { readonly transcript_id?: string };
  return {
    transcriptId: about.transcript_id,
    start: about['match_start_ms'] ?? about['start_ms'],
    end: about['match_end_ms'] ?? about['end_ms'],
    text: pageContent,
  };
}

async function report(name: string, search: Contestant): Promise<void> {
  const counts = { first: 0, three: 0, within: 0, start: 0, timed: 0 };
  let ms = 0;
  let characters = 0;
  for (const question of questions) {
    const results = await search(question.text);
    const [first] = results;
    if (first !== undefined && contains(first, question)) counts.first++;
    if (results.some((result) => contains(result, question))) counts.three++;
    characters += results.reduce((sum, { text }) => sum + text.length, 0);
    if (first?.start === undefined || first.end === undefined) continue;
    counts.timed++;
    ms += first.end - first.start;
    if (first.transcriptId !== question.transcriptId) continue;
    const isNear = first.start - TOLERANCE_MS <= question.start && question.start <= first.end + TOLERANCE_MS;
    if (isNear) counts.within++;
    if (Math.abs(first.start - question.start) <= TOLERANCE_MS) counts.start++;
  }
  const share = (count: number): string => `${Math.round((100 * count) / questions.length)} %`;
  const seconds = counts.timed === 0 ? 'none' : (ms / counts.timed / 1000).toFixed(1);
  const cells = [
    name,
    share(counts.first),
    share(counts.three),
    share(counts.within),
    share(counts.start),
    seconds,
    Math.round(characters / questions.length),
  ];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

/** Whether a result contains the sentence that answers. */
const contains = ({ transcriptId, text }: Result, question: Question): boolean =>
  transcriptId === question.transcriptId && bare(text).includes(bare(question.answer));

/** Results may put the name of a speaker or a line break between two sentences. */
const bare = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');

process.stdout.write(
  `${questions.length} questions about ${transcripts.length} conversations, ${hours.toFixed(1)} hours. ` +
    `At rank 1 unless stated otherwise.\n\n` +
    '| search | hit@1 | hit@3 | moment within 2 s | answer starts within 2 s | moment, s | characters read |\n' +
    '| --- | --- | --- | --- | --- | --- | --- |\n',
);
for (const [name, make] of Object.entries(contestants()))
  if (name.includes(values.only)) await report(name, await make());
