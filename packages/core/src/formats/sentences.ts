import type { Transcript } from '../model.ts';
import { joinWords } from './text.ts';
import { lastEnd, type SpokenWord, type Turn, turnsOf } from './turns.ts';

/** One sentence of one speaker. */
export interface SpokenSentence {
  readonly text: string;
  /** ms */
  readonly start: number;
  /** ms */
  readonly end: number;
  /** The API's label. */
  readonly speaker: string | undefined;
  readonly words: readonly SpokenWord[];
}

/** Words with a period that does not end a sentence. */
const ABBREVIATION = /^\P{L}*(?:mr|mrs|ms|dr|prof|st|sr|jr|vs|inc|ltd|\p{L}|(?:\p{L}\.)+\p{L})\.$/iu;
const CLOSERS = /(?<!["'”’»）」』)\]])["'”’»）」』)\]]+$/u;

/** Whether a sentence ends with `word`, judging by punctuation. */
export function endsSentence(word: string, next?: string): boolean {
  const bare = word.replace(CLOSERS, '');
  if (!/[.!?…。！？．؟।]$/u.test(bare)) return false;
  if (next === undefined || !bare.endsWith('.')) return true;
  return !ABBREVIATION.test(bare) && !/^\p{Ll}/u.test(next);
}

/** Whether a clause ends with `word`, judging by punctuation. */
export const endsClause = (word: string): boolean => /[,;:،、，；：–—-]$/u.test(word.replace(CLOSERS, ''));

/** Splits a transcript into sentences at punctuation and speaker changes. */
export const sentencesOf = (transcript: Transcript): SpokenSentence[] => turnsOf(transcript).flatMap(sentencesOfTurn);

export function sentencesOfTurn({ words, speaker }: Turn): SpokenSentence[] {
  const sentences: SpokenSentence[] = [];
  let from = 0;
  words.forEach((word, index) => {
    if (index < words.length - 1 && !endsSentence(word.text, words[index + 1]!.text)) return;
    const part = words.slice(from, index + 1);
    sentences.push({ text: joinWords(part), start: part[0]!.start, end: lastEnd(part), speaker, words: part });
    from = index + 1;
  });
  return sentences;
}
