import { BadInputError, type Transcript } from '@aai-connectors/core';
import type { CallbackManagerForRetrieverRun } from '@langchain/core/callbacks/manager';
import type { Document } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import { cosineSimilarity } from '@langchain/core/utils/math';
import { AssemblyAILoader, type AssemblyAILoaderOptions } from './loader.ts';
import type { DocumentOptions, TranscriptDocument } from './output.ts';
import { keywordIndex, type KeywordIndex } from './retrieval/keywords.ts';
import { isNext, type Passage, passagesOf } from './retrieval/passages.ts';
import { bestHits, mixed, scaled, topOf } from './retrieval/ranking.ts';
import { type ResultOptions, reranked } from './retrieval/results.ts';
import { type SpanMetadata, spansOf } from './retrieval/spans.ts';
import { VectorStoreRetriever, type VectorStoreRetrieverInput } from './retrieval/vector-store.ts';

export type { SpanMetadata, VectorStoreRetrieverInput };

type Connection = Omit<
  AssemblyAILoaderOptions,
  keyof DocumentOptions | 'source' | 'sources' | 'params' | 'store' | 'onError' | 'order'
>;

/** Options of {@link TranscriptRetriever}. Set either `transcripts` or `documents`. */
export interface TranscriptRetrieverInput
  extends BaseRetrieverInput, Connection, Pick<DocumentOptions, 'speakerNames'>, ResultOptions {
  /** Finished transcripts or transcript IDs. Set either this or `documents`. */
  readonly transcripts?: readonly (Transcript | string)[] | undefined;
  /** Documents of a loader, in their original order. */
  readonly documents?: readonly TranscriptDocument[] | undefined;
  /** Required unless `search` is `keywords`. */
  readonly embeddings?: EmbeddingsInterface | undefined;
  /** How to compare: by meaning, by words (BM25), or both. @default 'hybrid' with embeddings, else 'keywords' */
  readonly search?: 'hybrid' | 'vectors' | 'keywords' | undefined;
  /** Units to find and to return. @default 'sentences' */
  readonly unit?: 'sentences' | 'utterances' | 'paragraphs' | 'words' | undefined;
  /**
   * Words that are compared with the query at a time: consecutive sentences up to this number. In speech, an answer rarely
   * repeats its question, so they are found together. 1 compares each sentence alone.
   *
   * @default 40
   */
  readonly passageWords?: number | undefined;
  /** Minimum cosine similarity of a passage, -1 to 1. Needs embeddings. @default none */
  readonly minScore?: number | undefined;
}

interface Index {
  readonly documents: readonly TranscriptDocument[];
  readonly passages: readonly Passage[];
  /** Of each passage, and of each document. */
  readonly vectors?: { readonly passages: number[][]; readonly documents: number[][] };
  readonly keywords?: Readonly<Record<'passages' | 'documents' | 'recordings', KeywordIndex>>;
  /** Index of the recording of each document. */
  readonly recordingOf: readonly number[];
}

/** Passages in which the moment is looked for. */
const CANDIDATES = 20;
/** What a recording that is about the query adds to its passages. */
const RECORDING_WEIGHT = 0.2;

/**
 * Finds the moments of transcripts that answer a query. Compares passages of about 40 words, finds the sentence in them
 * that answers, and returns it with its neighbors, start and end time. Adjacent results are merged into one document.
 * Transcripts are embedded once, at the first query.
 */
export class TranscriptRetriever extends BaseRetriever<SpanMetadata> {
  static override lc_name(): string {
    return 'TranscriptRetriever';
  }

  override lc_namespace = ['assemblyai', 'retrievers'];

  readonly #input: TranscriptRetrieverInput;
  readonly #search: 'hybrid' | 'vectors' | 'keywords';
  #index: Promise<Index> | undefined;

  /** @throws BadInputError if a number is invalid, there is nothing to search, or embeddings are missing. */
  constructor(input: TranscriptRetrieverInput) {
    const { callbacks, tags, metadata, verbose } = input;
    // The base class exposes what it receives, so it must not receive the API key.
    super({ callbacks, tags, metadata, verbose } as BaseRetrieverInput);
    const { transcripts, documents, embeddings, search = embeddings === undefined ? 'keywords' : 'hybrid' } = input;
    if ((transcripts === undefined) === (documents === undefined)) {
      throw new BadInputError('Set either transcripts or documents.', { field: 'transcripts' });
    }
    checkWhole('k', input.k, 1);
    checkWhole('neighbours', input.neighbours, 0);
    checkWhole('passageWords', input.passageWords, 1);
    checkEmbeddings(search, input);
    this.#search = search;
    this.#input = input;
  }

  /**
   * Searches a vector store that holds the documents of a loader, such as windows of `words` or `sentences`. Filters of the
   * store apply. See {@link VectorStoreRetrieverInput}.
   *
   * @throws BadInputError if a number is invalid or the API key is missing
   */
  static fromVectorStore(input: VectorStoreRetrieverInput): BaseRetriever<SpanMetadata> {
    checkWhole('k', input.k, 1);
    checkWhole('neighbours', input.neighbours, 0);
    checkWhole('fetchK', input.fetchK, 1);
    return new VectorStoreRetriever(input);
  }

  override async _getRelevantDocuments(
    query: string,
    _runManager?: CallbackManagerForRetrieverRun,
  ): Promise<Document<SpanMetadata>[]> {
    const index = await this.#indexed();
    const { documents, passages, recordingOf, vectors, keywords } = index;
    if (documents.length === 0) return [];
    const { embeddings, k = 4, neighbours = 1, minScore = -Infinity, rerank } = this.#input;
    const vector = vectors === undefined ? undefined : await embeddings!.embedQuery(query);
    const similar = (all: number[][] | undefined): number[] | undefined =>
      all === undefined ? undefined : cosineSimilarity([vector!], all)[0]!;

    const similarity = similar(vectors?.passages);
    const base = mixed(similarity, keywords?.passages.scores(query));
    const recordings = keywords === undefined ? undefined : scaled(keywords.recordings.scores(query));
    const ranks = base.map((rank, at) => {
      const isSimilar = similarity === undefined || similarity[at]! >= minScore;
      return isSimilar && rank > 0
        ? rank + RECORDING_WEIGHT * (recordings?.[recordingOf[passages[at]!.from]!] ?? 0)
        : 0;
    });
    const top = topOf(ranks, CANDIDATES);
    const order = await reranked(
      query,
      top.map((at) => passages[at]!.text),
      rerank,
    );
    const candidates = top.map((at, place) => ({
      ...passages[at]!,
      rank: order?.[place] ?? ranks[at]!,
      score: similarity?.[at] ?? base[at]!,
    }));
    const sentences = mixed(similar(vectors?.documents), keywords?.documents.scores(query));
    const hits = bestHits(
      candidates,
      (at, near) =>
        recordingOf[at] === recordingOf[near] ? { text: documents[at]!.pageContent, score: sentences[at]! } : undefined,
      k,
    );
    return spansOf(documents, hits, neighbours, (at) => isNext(documents, at));
  }

  /** Rebuilt after a failure, so that one lost connection does not break the retriever. */
  #indexed(): Promise<Index> {
    this.#index ??= this.#build().catch((error: unknown) => {
      this.#index = undefined;
      throw error;
    });
    return this.#index;
  }

  async #build(): Promise<Index> {
    const { embeddings, passageWords = 40 } = this.#input;
    const documents = this.#input.documents ?? (await this.#load());
    const passages = passagesOf(documents, passageWords);
    const recordingOf: number[] = [];
    documents.forEach((_, at) => recordingOf.push((recordingOf[at - 1] ?? -1) + (isNext(documents, at) ? 0 : 1)));
    const index = { documents, passages, recordingOf };
    if (documents.length === 0) return index;
    const texts = documents.map(({ pageContent }) => pageContent);
    const recordings = new Array<string>(recordingOf.at(-1)! + 1).fill('');
    texts.forEach((text, at) => (recordings[recordingOf[at]!] += ` ${text}`));
    return {
      ...index,
      ...(this.#search !== 'keywords' && {
        vectors: await vectorsOf(
          embeddings!,
          passages.map(({ text }) => text),
          texts,
        ),
      }),
      ...(this.#search !== 'vectors' && {
        keywords: {
          passages: keywordIndex(passages.map(({ text }) => text)),
          documents: keywordIndex(texts),
          recordings: keywordIndex(recordings),
        },
      }),
    };
  }

  #load(): Promise<TranscriptDocument[]> {
    // `metadata` belongs to the retriever's runs.
    const { unit = 'sentences', transcripts = [], metadata: _, ...connection } = this.#input;
    const sources = transcripts.map((one) => (typeof one === 'string' ? { transcriptId: one } : { transcript: one }));
    return new AssemblyAILoader({ ...connection, unit, sources, order: 'input' }).load();
  }
}

/** Embeds equal texts once: short sentences are often passages too, and "Yes." is said a hundred times. */
async function vectorsOf(
  embeddings: EmbeddingsInterface,
  passages: readonly string[],
  documents: readonly string[],
): Promise<{ readonly passages: number[][]; readonly documents: number[][] }> {
  const unique = [...new Set([...passages, ...documents])];
  const vectors = await embeddings.embedDocuments(unique);
  const known = new Map(unique.map((text, at) => [text, vectors[at]!]));
  const of = (texts: readonly string[]): number[][] => texts.map((text) => known.get(text)!);
  return { passages: of(passages), documents: of(documents) };
}

function checkEmbeddings(search: string, { embeddings, minScore }: TranscriptRetrieverInput): void {
  if (search !== 'keywords' && embeddings === undefined) {
    throw new BadInputError('Embeddings are missing.', {
      field: 'embeddings',
      hint: "Pass embeddings, or set search to 'keywords'.",
    });
  }
  if (search === 'keywords' && minScore !== undefined) {
    throw new BadInputError('minScore compares embeddings, and search is keywords.', { field: 'minScore' });
  }
}

function checkWhole(field: string, value: number | undefined, least: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= least)) return;
  throw new BadInputError(`${field} must be a whole number of at least ${least}, not ${value}.`, { field });
}
