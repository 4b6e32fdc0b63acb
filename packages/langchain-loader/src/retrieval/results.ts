import { BadInputError } from '@aai-connectors/core';

/** How results are chosen and returned. */
export interface ResultOptions {
  /** Number of best sentences to find, at least 1. Several can be merged into one span. @default 4 */
  readonly k?: number | undefined;
  /** Number of sentences to add before and after each result. @default 1 */
  readonly neighbours?: number | undefined;
  /**
   * Orders the best passages with another model: returns one score for each text, higher is better. The result replaces the
   * order of the search.
   */
  readonly rerank?: ((query: string, texts: readonly string[]) => Promise<readonly number[]>) | undefined;
}

/**
 * The places that the caller's model gives to the texts, the highest for the best one; `undefined` without a model.
 *
 * @throws BadInputError if it does not return one number for each text
 */
export async function reranked(
  query: string,
  texts: readonly string[],
  rerank: ResultOptions['rerank'],
): Promise<readonly number[] | undefined> {
  if (rerank === undefined || texts.length === 0) return undefined;
  const scores = await rerank(query, texts);
  if (scores.length !== texts.length || !scores.every((score) => Number.isFinite(score))) {
    throw new BadInputError('rerank must return one number for each text.', { field: 'rerank' });
  }
  const order = scores.map((score, at) => ({ score, at })).sort((a, b) => a.score - b.score);
  const places = new Array<number>(scores.length);
  order.forEach(({ at }, place) => (places[at] = place + 1));
  return places;
}
