import type { TranscriptDocument } from '../output.ts';

/** Consecutive sentences or turns that are compared with a query together. */
export interface Passage {
  /** Index of the first document. */
  readonly from: number;
  /** Index of the last document, inclusive. */
  readonly to: number;
  readonly text: string;
}

/**
 * Joins consecutive documents of the same transcript up to `words` words, because a single sentence of speech rarely
 * contains both what is asked for and what it is about. Passages share one document with the next one.
 */
export function passagesOf(documents: readonly TranscriptDocument[], words: number): Passage[] {
  const sizes = documents.map(({ pageContent }) => pageContent.split(/\s+/).length);
  const passages: Passage[] = [];
  for (let from = 0; from < documents.length;) {
    let to = from;
    for (let size = sizes[from]!; isNext(documents, to + 1) && size + sizes[to + 1]! <= words;) size += sizes[++to]!;
    const text = documents.slice(from, to + 1).map(({ pageContent }) => pageContent);
    passages.push({ from, to, text: text.join(' ') });
    from = to === from || !isNext(documents, to + 1) ? to + 1 : to;
  }
  return passages;
}

/** Whether a document continues its predecessor. */
export const isNext = (documents: readonly TranscriptDocument[], at: number): boolean =>
  at > 0 &&
  at < documents.length &&
  documents[at - 1]!.metadata.transcript_id === documents[at]!.metadata.transcript_id;
