import { occurrences, type Word, wordsIn } from '../audio-model.ts';

export interface WordMatches {
  readonly total_count: number;
  readonly matches: readonly {
    readonly text: string;
    readonly count: number;
    readonly timestamps: readonly (readonly [number, number])[];
    readonly indexes: readonly number[];
  }[];
}

/** Longest phrase the API looks for, words. Contract: `rest.md` 6.3. */
export const LONGEST_PHRASE = 5;

/** Every phrase that occurs, with the time and the index of each occurrence. Case and punctuation do not matter. */
export function searchWords(words: readonly Word[], phrases: readonly string[]): WordMatches {
  const matches = phrases.flatMap((text) => {
    const indexes = occurrences(words, text);
    const length = wordsIn(text).length;
    const timestamps = indexes.map((at) => [words[at]!.start, words[at + length - 1]!.end] as const);
    return indexes.length === 0 ? [] : [{ text, count: indexes.length, timestamps, indexes }];
  });
  return { total_count: matches.reduce((sum, { count }) => sum + count, 0), matches };
}
