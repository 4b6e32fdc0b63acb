import { PAUSE_MS, SAME_SOUND_MS, SAME_WORDS_MS, SAME_WORD_MS } from '../limits.ts';
import type { StreamingWord } from './messages.ts';

/** The emitted words whose audio a new connection sends again. */
export interface Overlap {
  /** The last emitted words, on the session's timeline and before formatting. */
  readonly tail: readonly StreamingWord[];
  /** End of the last of them, ms. */
  readonly untilMs: number;
  /** Whether silence after the last of them ended its turn. */
  readonly paused: boolean;
  /** Where the repeated audio begins, ms on the session's timeline. */
  readonly fromMs: number;
}

/**
 * Returns the words of a turn that were not emitted before.
 *
 * The service recognizes repeated audio again, at slightly different times and sometimes as different words. If silence
 * followed the emitted words, new words start after that silence. Otherwise, this function searches for the last emitted
 * word by its text near its time; the words after it are new. If the service recognized it as another word, a word with
 * the same start is a repeat, and so is each word that lies mostly before its end.
 */
export function withoutRepeats(
  words: readonly StreamingWord[],
  { tail, untilMs, paused, fromMs }: Overlap,
): readonly StreamingWord[] {
  const first = words[0];
  if (!first || first.start > untilMs + SAME_WORDS_MS) return words;
  const last = tail.at(-1)!;
  // Audio that is not sent again is not recognized again, so an equal word is new.
  const isSentAgain = (last.start + last.end) / 2 > fromMs;
  const again = isSentAgain ? indexOfLast(words, tail) : -1;
  // The end of a word is less reliable than its start: it may include a pause.
  const until = Math.min(untilMs, last.start + SAME_WORDS_MS);
  if (paused) {
    const fresh = words.findIndex(({ start }) => start > until + PAUSE_MS);
    return fresh < 0 ? [] : words.slice(Math.max(fresh, again + 1));
  }
  if (again >= 0) return words.slice(again + 1);
  let from = words.findIndex(({ start, end }) => (start + end) / 2 >= until);
  if (from < 0) return [];
  const apart = Math.min(SAME_SOUND_MS, (last.end - last.start) / 2);
  while (isSentAgain && from < words.length && words[from]!.start - last.start <= apart) from++;
  return words.slice(from);
}

/** Index of the repeated last word: the match with the longest run of equal words, then the nearest in time. */
function indexOfLast(words: readonly StreamingWord[], tail: readonly StreamingWord[]): number {
  const last = tail.at(-1)!;
  let best = -1;
  let longest = 0;
  let nearest = Infinity;
  words.forEach(({ start }, index) => {
    let run = 0;
    while (run <= index && run < tail.length && normalized(tail.at(-1 - run)!) === normalized(words[index - run]!))
      run++;
    const apart = Math.abs(start - last.start);
    if (run === 0 || apart >= (run > 1 ? SAME_WORDS_MS : SAME_WORD_MS)) return;
    if (run < longest || (run === longest && apart >= nearest)) return;
    best = index;
    longest = run;
    nearest = apart;
  });
  return best;
}

const normalized = ({ text }: StreamingWord): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
