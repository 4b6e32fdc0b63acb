import { answerScores, type Sentence } from './moment.ts';
import type { Passage } from './passages.ts';
import type { Hit } from './spans.ts';

/** A passage that may contain the answer. */
export interface Candidate extends Pick<Passage, 'from' | 'to'> {
  /** Its place among the candidates, higher is better. */
  readonly rank: number;
  /** As shown to the user. */
  readonly score: number;
}

/** What the best sentence of a passage adds to the passage. */
const SENTENCE_WEIGHT = 0.5;
/** Documents before a passage that may ask the question. */
const BEFORE = 2;

/**
 * Returns the `k` documents that answer best: the best sentences of the best passages. The passage says what it is about,
 * the sentence names the moment.
 *
 * @param sentenceAt the document with its own resemblance to the query; `undefined` outside the transcript of `near`
 */
export function bestHits(
  candidates: readonly Candidate[],
  sentenceAt: (at: number, near: number) => Sentence | undefined,
  k: number,
): Hit[] {
  const best = new Map<number, { readonly total: number; readonly score: number }>();
  for (const { from, to, rank, score } of candidates) {
    const first = from - BEFORE;
    const sentences = Array.from({ length: to - first + 1 }, (_, offset) => sentenceAt(first + offset, from));
    answerScores(sentences).forEach((answer, offset) => {
      const at = first + offset;
      const total = rank + SENTENCE_WEIGHT * answer;
      if (at >= from && total > (best.get(at)?.total ?? -Infinity)) best.set(at, { total, score });
    });
  }
  return [...best]
    .sort(([, a], [, b]) => b.total - a.total)
    .slice(0, k)
    .map(([at, { score }]) => ({ at, score }));
}

/** Scales scores so that the best one is 1. Negative ones become 0. */
export function scaled(scores: readonly number[]): number[] {
  const most = scores.reduce((a, b) => Math.max(a, b), 0);
  return scores.map((score) => (most > 0 ? Math.max(0, score) / most : 0));
}

/** The mean of scaled signals, of which at least one exists. */
export const mixed = (...signals: readonly (readonly number[] | undefined)[]): number[] => {
  const given = signals.filter((signal) => signal !== undefined).map(scaled);
  return given[0]!.map((_, at) => given.reduce((sum, signal) => sum + signal[at]!, 0) / given.length);
};

/** Indices of the highest scores above 0, best first. */
export const topOf = (scores: readonly number[], count: number): number[] =>
  scores
    .map((score, at) => ({ score, at }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
    .map(({ at }) => at);
