import type { Line, Scores } from '@aai-connectors/core';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { cosineSimilarity } from '@langchain/core/utils/math';
import { keywordIndex } from '../retrieval/keywords.ts';
import { topOf } from '../retrieval/ranking.ts';

/** Constant of reciprocal rank fusion. The usual value. */
const FUSION = 60;

/** Scores by the words of the question, and by meaning if there are embeddings. */
export function scoresOf(lines: readonly Line[], embeddings: EmbeddingsInterface | undefined): Scores {
  const texts = lines.map(({ text }) => text);
  const keywords = keywordIndex(texts);
  let vectors: Promise<number[][]> | undefined;
  return async (question) => {
    const byWords = keywords.scores(question);
    if (embeddings === undefined || lines.length === 0) return byWords;
    vectors ??= embeddings.embedDocuments(texts.map((text, at) => `${at === 0 ? '' : `${texts[at - 1]!} `}${text}`));
    const [byMeaning] = cosineSimilarity([await embeddings.embedQuery(question)], await vectors);
    return fused([byWords, byMeaning!]);
  };
}

/** Reciprocal rank fusion. Only positive scores count. */
function fused(lists: readonly (readonly number[])[]): number[] {
  const sums = new Array<number>(lists[0]!.length).fill(0);
  for (const scores of lists) {
    topOf(scores, scores.length).forEach((at, rank) => (sums[at]! += 1 / (FUSION + rank + 1)));
  }
  return sums;
}
