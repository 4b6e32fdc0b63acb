import { BadInputError, momentLink, type Transcript } from '@aai-connectors/core';
import type { CallbackManagerForRetrieverRun } from '@langchain/core/callbacks/manager';
import { Document } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import { cosineSimilarity } from '@langchain/core/utils/math';
import type { DocumentOptions, TranscriptDocument } from './output.ts';
import { stableId } from './ids.ts';
import { AssemblyAILoader, type AssemblyAILoaderOptions } from './loader.ts';
import type { TranscriptMetadata } from './metadata.ts';

/** Metadata of a retrieved span, in addition to that of every document. */
export interface SpanMetadata extends TranscriptMetadata {
  /** Cosine similarity of the best passage, -1 to 1. */
  readonly score: number;
  /** Start of the best passage, ms: the moment to play. */
  readonly match_start_ms?: number;
  /** End of the best passage, ms. */
  readonly match_end_ms?: number;
}

type Connection = Omit<
  AssemblyAILoaderOptions,
  keyof DocumentOptions | 'source' | 'sources' | 'params' | 'store' | 'onError' | 'order'
>;

export interface TranscriptRetrieverInput
  extends BaseRetrieverInput, Connection, Pick<DocumentOptions, 'speakerNames'> {
  /** Finished transcripts or transcript IDs. Set either this or `documents`. */
  readonly transcripts?: readonly (Transcript | string)[] | undefined;
  /** Documents of a loader, in their original order. */
  readonly documents?: readonly TranscriptDocument[] | undefined;
  readonly embeddings: EmbeddingsInterface;
  /** Passages to compare with the query. @default 'sentences' */
  readonly unit?: 'sentences' | 'utterances' | 'paragraphs' | 'words' | undefined;
  /**
   * Number of preceding passages to embed together with each passage. In speech, an answer rarely repeats its question,
   * so the question helps to find it.
   *
   * @default 1
   */
  readonly context?: number | undefined;
  /** Number of best passages to find, at least 1. Several can be merged into one span. @default 4 */
  readonly k?: number | undefined;
  /** Number of passages to add before and after each result. @default 1 */
  readonly neighbours?: number | undefined;
  /** Minimum similarity of a result, -1 to 1. @default none */
  readonly minScore?: number | undefined;
}

interface Index {
  readonly documents: readonly TranscriptDocument[];
  readonly vectors: number[][];
}

interface Span {
  readonly from: number;
  /** Index of the last passage, inclusive. */
  readonly to: number;
  readonly score: number;
  readonly best: number;
}

/**
 * Finds the spans of transcripts that answer a query. Each result is a document with its start and end time; adjacent
 * passages are merged into one span. Passages are embedded once, at the first query.
 */
export class TranscriptRetriever extends BaseRetriever<SpanMetadata> {
  static override lc_name(): string {
    return 'TranscriptRetriever';
  }

  override lc_namespace = ['assemblyai', 'retrievers'];

  readonly #input: TranscriptRetrieverInput;
  #index: Promise<Index> | undefined;

  /** @throws BadInputError if a number is invalid or there is nothing to search. */
  constructor(input: TranscriptRetrieverInput) {
    const { callbacks, tags, metadata, verbose } = input;
    // The base class exposes what it receives, so it must not receive the API key.
    super({ callbacks, tags, metadata, verbose } as BaseRetrieverInput);
    const { transcripts, documents, k = 4 } = input;
    if ((transcripts === undefined) === (documents === undefined)) {
      throw new BadInputError('Set either transcripts or documents.', { field: 'transcripts' });
    }
    checkWhole('k', k, 1);
    checkWhole('neighbours', input.neighbours, 0);
    checkWhole('context', input.context, 0);
    this.#input = input;
  }

  override async _getRelevantDocuments(
    query: string,
    _runManager?: CallbackManagerForRetrieverRun,
  ): Promise<Document<SpanMetadata>[]> {
    const { documents, vectors } = await this.#indexed();
    if (documents.length === 0) return [];
    const { embeddings, k = 4, minScore = -Infinity } = this.#input;
    const [scores] = cosineSimilarity([await embeddings.embedQuery(query)], vectors);
    const hits = scores!
      .map((score, at) => ({ score, at }))
      .filter(({ score }) => score >= minScore)
      .sort((a, b) => b.score - a.score)
      .slice(0, k);
    return this.#spans(documents, hits)
      .sort((a, b) => b.score - a.score)
      .map((span) => documentOf(documents.slice(span.from, span.to + 1), documents[span.best]!, span.score));
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
    const { embeddings, context = 1 } = this.#input;
    const documents = this.#input.documents ?? (await this.#load());
    const texts = documents.map((document, at) =>
      documents
        .slice(Math.max(0, at - context), at + 1)
        .filter((before) => isSame(before, document))
        .map(({ pageContent }) => pageContent)
        .join(' '),
    );
    return { documents, vectors: texts.length === 0 ? [] : await embeddings.embedDocuments(texts) };
  }

  #load(): Promise<TranscriptDocument[]> {
    // `metadata` belongs to the retriever's runs.
    const { unit = 'sentences', transcripts = [], metadata: _, ...connection } = this.#input;
    const sources = transcripts.map((one) => (typeof one === 'string' ? { transcriptId: one } : { transcript: one }));
    return new AssemblyAILoader({ ...connection, unit, sources, order: 'input' }).load();
  }

  /** Each hit with its neighbors in the same transcript. Overlapping and adjacent spans are merged. */
  #spans(documents: readonly TranscriptDocument[], hits: readonly { score: number; at: number }[]): Span[] {
    const { neighbours = 1 } = this.#input;
    const spans: Span[] = [];
    for (const { score, at } of [...hits].sort((a, b) => a.at - b.at)) {
      let from = at;
      let to = at;
      while (from > 0 && at - from < neighbours && isSame(documents[from - 1]!, documents[at]!)) from--;
      while (to < documents.length - 1 && to - at < neighbours && isSame(documents[to + 1]!, documents[at]!)) to++;
      const last = spans.at(-1);
      if (last !== undefined && from <= last.to + 1 && isSame(documents[last.to]!, documents[at]!)) {
        const isBetter = score > last.score;
        spans[spans.length - 1] = {
          from: last.from,
          to,
          score: isBetter ? score : last.score,
          best: isBetter ? at : last.best,
        };
      } else {
        spans.push({ from, to, score, best: at });
      }
    }
    return spans;
  }
}

function checkWhole(field: string, value: number | undefined, least: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= least)) return;
  throw new BadInputError(`${field} must be a whole number of at least ${least}, not ${value}.`, { field });
}

const isSame = (a: TranscriptDocument, b: TranscriptDocument): boolean =>
  a.metadata.transcript_id === b.metadata.transcript_id;

function documentOf(
  parts: readonly TranscriptDocument[],
  { metadata: best }: TranscriptDocument,
  score: number,
): Document<SpanMetadata> {
  const first = parts[0]!.metadata;
  const last = parts.map(({ metadata }) => metadata).reduce((a, b) => ((b.end_ms ?? 0) >= (a.end_ms ?? 0) ? b : a));
  const speakers = [...new Set(parts.flatMap(({ metadata }) => metadata.speaker ?? []))];
  const link = momentLink(first.link, first.start_ms ?? 0, last.end_ms ?? 0);
  return new Document<SpanMetadata>({
    id: stableId('span', ...parts.map(({ id, pageContent }) => id ?? pageContent)),
    pageContent: textOf(parts, speakers.length > 1),
    metadata: {
      ...first,
      unit: 'span',
      score,
      ...(speakers.length > 0 && { speaker: speakers.join(', ') }),
      ...(last.end_ms !== undefined && { end_ms: last.end_ms }),
      ...(last.end_time !== undefined && { end_time: last.end_time }),
      ...(link !== undefined && { link }),
      ...(best.start_ms !== undefined && { match_start_ms: best.start_ms }),
      ...(best.end_ms !== undefined && { match_end_ms: best.end_ms }),
    },
  });
}

/** One line per speaker turn, starting with the speaker's name if there are several speakers. */
function textOf(parts: readonly TranscriptDocument[], named: boolean): string {
  const lines: { readonly speaker: string | undefined; text: string }[] = [];
  for (const { pageContent, metadata } of parts) {
    const last = lines.at(-1);
    if (last !== undefined && last.speaker === metadata.speaker) last.text += ` ${pageContent}`;
    else lines.push({ speaker: metadata.speaker, text: pageContent });
  }
  return lines.map(({ speaker, text }) => (named && speaker !== undefined ? `${speaker}: ${text}` : text)).join('\n');
}
