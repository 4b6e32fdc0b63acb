import { type SpokenSentence, sentencesOfTurn } from './sentences.ts';
import type { Turn } from './turns.ts';

/** Characters after which a paragraph ends with its sentence. */
const PARAGRAPH = 600;

/** One speaker's turn in paragraphs of whole sentences. */
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
