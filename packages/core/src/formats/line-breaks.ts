import { countBelow } from './max-tree.ts';
import { endsClause, endsSentence } from './sentences.ts';
import { lengthOf } from './text.ts';
import type { SpokenWord } from './turns.ts';

/** Pauses from this length on are felt as a break, ms. */
const FELT_PAUSE_MS = 250;

/**
 * How bad it is to break after `word`, the less the better: being far from the wanted length costs, the end of a
 * sentence, of a clause, or a pause is worth something.
 */
export function badnessOfBreak(length: number, wanted: number, word: SpokenWord, next: SpokenWord): number {
  const distance = Math.abs(length - wanted) / wanted;
  if (endsSentence(word.text, next.text)) return distance - 0.6;
  if (endsClause(word.text)) return distance - 0.35;
  return next.start - word.end >= FELT_PAUSE_MS ? distance - 0.2 : distance;
}

/** Characters of all words up to each one, spaces included; 0 in front. */
export function runningLengths(words: readonly SpokenWord[]): number[] {
  const lengths = [0];
  for (const word of words) lengths.push(lengths.at(-1)! + (word.spaced ? 1 : 0) + lengthOf(word.text));
  return lengths;
}

/**
 * `words` in as few lines of `width` characters as they need, of about the same length, broken where the sense breaks.
 * A word that is longer than a line has one for itself. `indent` is taken from the first line. The work grows with the
 * number of words, also where lines are many or long.
 */
export function breakLines(words: readonly SpokenWord[], width: number, indent: number): (readonly SpokenWord[])[] {
  const count = words.length;
  const lengths = runningLengths(words);
  /** The first in a line has no space before it. */
  const beforeLine = (from: number): number => lengths[from]! + (words[from]!.spaced ? 1 : 0);
  const fullLineEnd = (from: number, room: number): number =>
    Math.max(from + 1, countBelow(lengths, beforeLine(from) + room + 1, from) - 1);
  /** How many lines the words from each one on need when each line is filled up. */
  const needed = new Array<number>(count + 1).fill(0);
  for (let at = count - 1; at >= 0; at -= 1) needed[at] = 1 + needed[fullLineEnd(at, width)]!;

  const broken: (readonly SpokenWord[])[] = [];
  let from = 0;
  let used = indent;
  let lines = 1 + needed[fullLineEnd(0, width - indent)]!;
  while (lines > 1) {
    const wanted = Math.max(1, (used + lengths[count]! - beforeLine(from)) / lines);
    let best = { badness: Infinity, at: from + 1 };
    for (let at = from + 1; at < count; at++) {
      const length = used + lengths[at]! - beforeLine(from);
      if (at > from + 1 && length > width) break;
      if (needed[at]! > lines - 1) continue;
      const badness = badnessOfBreak(length, wanted, words[at - 1]!, words[at]!);
      if (badness < best.badness) best = { badness, at };
    }
    broken.push(words.slice(from, best.at));
    from = best.at;
    used = 0;
    lines = needed[from]!;
  }
  return [...broken, words.slice(from)];
}
