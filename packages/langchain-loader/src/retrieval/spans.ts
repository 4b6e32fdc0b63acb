import { momentLink } from '@aai-connectors/core';
import { Document } from '@langchain/core/documents';
import { stableId } from '../ids.ts';
import type { TranscriptMetadata } from '../metadata.ts';
import type { TranscriptDocument } from '../output.ts';

/** Metadata of a retrieved span, in addition to that of every document. */
export interface SpanMetadata extends TranscriptMetadata {
  /** Similarity of the best passage: cosine, -1 to 1. From a vector store, the score that it returns; by words only, 0 to 1. */
  readonly score: number;
  /** Start of the sentence that answers best, ms: the moment to play. */
  readonly match_start_ms?: number;
  /** End of that sentence, ms. */
  readonly match_end_ms?: number;
}

/** A document that was found. */
export interface Hit {
  readonly at: number;
  readonly score: number;
}

interface Span {
  readonly from: number;
  /** Index of the last document, inclusive. */
  readonly to: number;
  readonly hit: Hit;
  /** Position among the hits, best first. */
  readonly rank: number;
}

/**
 * Each hit with its neighbors, best first. Overlapping and adjacent spans are merged.
 *
 * @param isNext whether a document continues its predecessor
 */
export function spansOf(
  documents: readonly TranscriptDocument[],
  hits: readonly Hit[],
  neighbours: number,
  isNext: (at: number) => boolean,
): Document<SpanMetadata>[] {
  const spans: Span[] = [];
  const ranked = hits.map((hit, rank) => ({ hit, rank }));
  for (const { hit, rank } of ranked.sort((a, b) => a.hit.at - b.hit.at)) {
    const { at } = hit;
    let from = at;
    let to = at;
    while (at - from < neighbours && isNext(from)) from--;
    while (to - at < neighbours && isNext(to + 1)) to++;
    const last = spans.at(-1);
    if (last !== undefined && (from <= last.to || (from === last.to + 1 && isNext(from)))) {
      const best = rank < last.rank ? { hit, rank } : { hit: last.hit, rank: last.rank };
      spans[spans.length - 1] = { ...best, from: last.from, to };
    } else {
      spans.push({ from, to, hit, rank });
    }
  }
  return spans
    .sort((a, b) => a.rank - b.rank)
    .map(({ from, to, hit }) => documentOf(documents.slice(from, to + 1), documents[hit.at]!, hit.score));
}

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
