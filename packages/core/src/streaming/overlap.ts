import type { StreamingWord } from './messages.ts';

/** What was told before a connection that starts earlier than the end of it. */
export interface Overlap {
  /** The last words told, on the session's timeline. */
  readonly tail: readonly StreamingWord[];
  /** End of the last of them, ms. */
  readonly untilMs: number;
}

/** How far the same word may lie apart when it is heard a second time, ms. */
const SAME_WORD_MS = 600;

/**
 * The words of a turn that were not told before.
 *
 * Audio that is sent again is heard again, and never at quite the same times. So the last word that was told is looked
 * for by its text near its time; what comes after it is new. Where it was heard as something else this time, a word is
 * old if most of it lies before the end of what was told.
 */
export function withoutRepeats(words: readonly StreamingWord[], { tail, untilMs }: Overlap): readonly StreamingWord[] {
  const first = words[0];
  if (first === undefined || first.start > untilMs + SAME_WORD_MS) return words;
  const again = indexOfLast(words, tail);
  if (again >= 0) return words.slice(again + 1);
  const last = tail.at(-1)!;
  // The end of a word is the least certain of its times: a pause may have been counted in.
  const until = Math.min(untilMs, last.start + SAME_WORD_MS);
  const fresh = words.findIndex(({ start, end }) => (start + end) / 2 > until);
  return fresh < 0 ? [] : words.slice(fresh);
}

/** Where the last word told, or the one before it, is said again: the nearest in time with the same letters. */
function indexOfLast(words: readonly StreamingWord[], tail: readonly StreamingWord[]): number {
  const last = tail.at(-1)!;
  const wanted = plain(last.text);
  let best = -1;
  let distance = SAME_WORD_MS;
  words.forEach((word, index) => {
    const apart = Math.abs(word.start - last.start);
    if (apart < distance && plain(word.text) === wanted) {
      best = index;
      distance = apart;
    }
  });
  return best;
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
