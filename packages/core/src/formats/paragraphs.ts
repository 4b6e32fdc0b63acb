import { type SpokenSentence, sentencesOfTurn } from './sentences.ts';
import type { Turn } from './turns.ts';

/** Number of characters after which a paragraph ends with the current sentence. */
const PARAGRAPH = 600;

/** Splits a turn into paragraphs of whole sentences. */
export function paragraphsOfTurn(turn: Turn): SpokenSentence[][] {
  const groups: SpokenSentence[][] = [];
  let length = Infinity;
  for (const sentence of sentencesOfTurn(turn)) {
    if (length >= PARAGRAPH) {
      groups.push([sentence]);
      length = sentence.text.length;
    } else {
      groups.at(-1)!.push(sentence);
      length += sentence.text.length;
    }
  }
  return groups;
}
