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
  /** End of the moment, ms: of that sentence, or of one that follows it if the sentence is short. */
  readonly match_end_ms?: number;
}

/** A document that was found. */
export interface Hit {
  readonly at: number;
  readonly score: number;
}

/**
 * The least that a moment lasts, ms. A short sentence, such as "The screen stays black.", often only says what it is about,
 * and the next one answers.
 */
const LEAST_MOMENT_MS = 3_000;

/** Both in ms; `undefined` for a document without times. */
interface Moment {
  readonly start: number | undefined;
  readonly end: number | undefined;
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
    .map(({ from, to, hit }) => documentOf(documents.slice(from, to + 1), hit.at - from, hit.score));
}

function documentOf(parts: readonly TranscriptDocument[], best: number, score: number): Document<SpanMetadata> {
  const first = parts[0]!.metadata;
  const last = parts.map(({ metadata }) => metadata).reduce((a, b) => ((b.end_ms ?? 0) >= (a.end_ms ?? 0) ? b : a));
  const moment = momentOf(parts.slice(best).map(({ metadata }) => metadata));
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
      ...(moment.start !== undefined && { match_start_ms: moment.start }),
      ...(moment.end !== undefined && { match_end_ms: moment.end }),
    },
  });
}

/** The first part, and as many of those after it as a short one needs. */
function momentOf([first, ...after]: readonly TranscriptMetadata[]): Moment {
  const { start_ms: start, end_ms: end } = first!;
  if (start === undefined || end === undefined) return { start, end };
  let last = end;
  for (const { end_ms = last } of after) if (last - start < LEAST_MOMENT_MS) last = Math.max(last, end_ms);
  return { start, end: last };
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
