import { groupWords, occurrences, plain, round, spanOf, textOf, type Word } from '../audio-model.ts';
import { carriesMeaning } from './stop-words.ts';

const MOST_PHRASES = 10;
const LONGEST_PHRASE = 4;

/** Key phrases: runs of words that carry meaning, ranked by length and number of occurrences. */
export function highlightsOf(words: readonly Word[]): object {
  const runs = groupWords(words, (before, after) => !meaningful(before) || !meaningful(after) || pausesAfter(before))
    .filter((run) => run.length <= LONGEST_PHRASE && run.every(meaningful))
    .map((run) => run.map(({ text }) => plain(text)).join(' '));
  const found = [...new Set(runs)].map((text) => {
    const length = text.split(' ').length;
    const timestamps = occurrences(words, text).map((at) => {
      const { start, end } = spanOf(words.slice(at, at + length));
      return { start, end };
    });
    return { count: timestamps.length, rank: round(Math.min(1, (length * timestamps.length) / 20)), text, timestamps };
  });
  const results = found.sort((a, b) => b.rank - a.rank).slice(0, MOST_PHRASES);
  return { status: 'success', results };
}

const meaningful = (word: Word): boolean => carriesMeaning(plain(word.text));
const pausesAfter = (word: Word): boolean => /[.,;:?!]$/.test(word.text);

/** What a short title can be made of: the first words of the text. */
export const gistOf = (words: readonly Word[]): string => textOf(words.slice(0, 6)).replace(/[.,;:?!]+$/, '');
