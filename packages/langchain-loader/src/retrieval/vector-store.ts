import { type Client, type Transcript } from '@aai-connectors/core';
import type { Document } from '@langchain/core/documents';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import { cosineSimilarity } from '@langchain/core/utils/math';
import type { VectorStore } from '@langchain/core/vectorstores';
import { type ClientConfig, clientOf } from '../client.ts';
import { recordingOf } from '../loading/source.ts';
import type { TranscriptMetadata } from '../metadata.ts';
import { documentsOf, type DocumentOptions, type TranscriptDocument } from '../output.ts';
import { keywordIndex } from './keywords.ts';
import { bestHits, type Candidate, mixed } from './ranking.ts';
import { type ResultOptions, reranked } from './results.ts';
import { type SpanMetadata, spansOf } from './spans.ts';

/** Options of `TranscriptRetriever.fromVectorStore`. */
export interface VectorStoreRetrieverInput
  extends BaseRetrieverInput, ClientConfig, Pick<DocumentOptions, 'speakerNames'>, ResultOptions {
  /** Holds documents of a loader, with their metadata. */
  readonly vectorStore: VectorStore;
  /** Filter of the vector store, in its format, such as `{ team: 'support' }`. */
  readonly filter?: VectorStore['FilterType'] | undefined;
  /** Number of documents to read from the vector store. The best ones of them are returned. @default 20 */
  readonly fetchK?: number | undefined;
  /**
   * Returns a transcript by its ID: for the exact moment in a document, and for its neighbors. `false` returns the documents
   * of the store unchanged.
   *
   * @default the API; the last 100 transcripts are kept in memory
   */
  readonly transcripts?: ((id: string) => Promise<Transcript>) | false | undefined;
}

/** Transcripts in memory. */
const KEPT = 100;
/** Softens the order of the store, as in reciprocal rank fusion. */
const FUSION = 10;

/** Finds the moments that answer a query in a vector store. */
export class VectorStoreRetriever extends BaseRetriever<SpanMetadata> {
  static override lc_name(): string {
    return 'TranscriptVectorStoreRetriever';
  }

  override lc_namespace = ['assemblyai', 'retrievers'];

  readonly #input: VectorStoreRetrieverInput;
  readonly #transcriptOf: ((id: string) => Promise<Transcript>) | undefined;
  readonly #sentences = new Map<string, Promise<readonly TranscriptDocument[]>>();

  constructor(input: VectorStoreRetrieverInput) {
    const { callbacks, tags, metadata, verbose, transcripts } = input;
    // The base class exposes what it receives, so it must not receive the API key.
    super({ callbacks, tags, metadata, verbose } as BaseRetrieverInput);
    this.#input = input;
    if (transcripts === undefined) {
      const client: Client = clientOf(input);
      this.#transcriptOf = (id) => client.transcripts.get(id);
    } else if (transcripts !== false) {
      this.#transcriptOf = transcripts;
    }
  }

  override async _getRelevantDocuments(query: string): Promise<Document<SpanMetadata>[]> {
    const { vectorStore, filter, k = 4, neighbours = 1, rerank } = this.#input;
    const fetchK = Math.max(this.#input.fetchK ?? 20, k);
    const vector = await vectorStore.embeddings.embedQuery(query);
    const found = await vectorStore.similaritySearchVectorWithScore(vector, fetchK, filter);
    if (found.length === 0) return [];
    const texts = found.map(([{ pageContent }]) => pageContent);
    // Stores return similarities or distances, so only their order counts.
    const order = found.map((_, place) => FUSION / (FUSION + place));
    const ranks = (await reranked(query, texts, rerank)) ?? mixed(order, keywordIndex(texts).scores(query));
    const { documents, ranges, isNext } = await this.#around(found.map(([document]) => document as TranscriptDocument));
    const candidates: Candidate[] = found.map(([, score], at) => ({ ...ranges[at]!, rank: ranks[at]!, score }));
    const sentences = await this.#sentenceScores(query, vector, documents, candidates);
    const hits = bestHits(
      candidates,
      (at, near) => (range(at + 1, near).every(isNext) ? sentences.get(at) : undefined),
      k,
    );
    return spansOf(documents, hits, neighbours, isNext);
  }

  /** The sentences of all transcripts that were found, and the part of them that each document covers. */
  async #around(found: readonly TranscriptDocument[]) {
    const documents: TranscriptDocument[] = [];
    const starts = new Map<string, { readonly from: number; readonly all: readonly TranscriptDocument[] }>();
    const ids = [...new Set(found.flatMap((document) => transcriptIdOf(document) ?? []))];
    for (const [at, all] of (await Promise.all(ids.map((id) => this.#sentencesOf(id)))).entries()) {
      starts.set(ids[at]!, { from: documents.length, all });
      documents.push(...all);
    }
    const count = documents.length;
    const ranges = found.map((document) => {
      const part = starts.get(transcriptIdOf(document) ?? '');
      const range = part === undefined ? undefined : rangeOf(document.metadata, part.all);
      if (range !== undefined) return { from: part!.from + range.from, to: part!.from + range.to };
      documents.push(document);
      return { from: documents.length - 1, to: documents.length - 1 };
    });
    const isNext = (at: number): boolean =>
      at > 0 && at < count && transcriptIdOf(documents[at - 1]) === transcriptIdOf(documents[at]);
    return { documents, ranges, isNext };
  }

  /** Forgotten after a failure, and when others were used more recently. */
  #sentencesOf(id: string): Promise<readonly TranscriptDocument[]> {
    const { speakerNames } = this.#input;
    const load = this.#transcriptOf;
    if (load === undefined) return Promise.resolve([]);
    const known = this.#sentences.get(id);
    this.#sentences.delete(id);
    const sentences =
      known ??
      load(id).then((transcript) => {
        const source = { source: id, identity: undefined, mediaUrl: undefined, item: { transcriptId: id } };
        const origin = { ...recordingOf(transcript, source), identity: `transcript:${id}` };
        return documentsOf(transcript, { unit: 'sentences', speakerNames }, origin);
      });
    sentences.catch(() => this.#sentences.delete(id));
    this.#sentences.set(id, sentences);
    if (this.#sentences.size > KEPT) this.#sentences.delete(this.#sentences.keys().next().value!);
    return sentences;
  }

  async #sentenceScores(
    query: string,
    vector: number[],
    documents: readonly TranscriptDocument[],
    candidates: readonly Candidate[],
  ) {
    // Two sentences before a passage may ask the question.
    const indices = new Set(candidates.flatMap(({ from, to }) => range(Math.max(0, from - 2), to)));
    const list = [...indices];
    const texts = list.map((at) => documents[at]!.pageContent);
    const vectors = await this.#input.vectorStore.embeddings.embedDocuments(texts);
    const scores = mixed(cosineSimilarity([vector], vectors)[0], keywordIndex(texts).scores(query));
    return new Map(list.map((at, place) => [at, { text: texts[place]!, score: scores[place]! }] as const));
  }
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);

const transcriptIdOf = (document: TranscriptDocument | undefined): string | undefined =>
  (document?.metadata as Partial<TranscriptMetadata> | undefined)?.transcript_id;

/** The sentences that lie in a document; `undefined` for a document without times or outside of them. */
function rangeOf(
  { start_ms, end_ms }: Partial<TranscriptMetadata>,
  sentences: readonly TranscriptDocument[],
): { readonly from: number; readonly to: number } | undefined {
  if (start_ms === undefined || end_ms === undefined) return undefined;
  const isIn = ({ metadata }: TranscriptDocument): boolean =>
    (metadata.start_ms ?? Infinity) < end_ms && (metadata.end_ms ?? -Infinity) > start_ms;
  const from = sentences.findIndex(isIn);
  return from < 0 ? undefined : { from, to: sentences.findLastIndex(isIn) };
}
