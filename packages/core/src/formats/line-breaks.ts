import { countBelow } from './max-tree.ts';
import { endsClause, endsSentence } from './sentences.ts';
import { lengthOf } from './text.ts';
import type { SpokenWord } from './turns.ts';

/** Minimum pause that makes a good place to break, ms. */
const PAUSE_MS = 250;

/**
 * Returns the cost of a break after `word`. The cost grows with the difference from the wanted length, and is lower at the
 * end of a sentence or clause, or at a pause.
 */
export function costOfBreak(length: number, wanted: number, word: SpokenWord, next: SpokenWord): number {
  const distance = Math.abs(length - wanted) / wanted;
  if (endsSentence(word.text, next.text)) return distance - 0.6;
  if (endsClause(word.text)) return distance - 0.35;
  return next.start - word.end >= PAUSE_MS ? distance - 0.2 : distance;
}

/** Returns the total length of the words before each position, including spaces. */
export function runningLengths(words: readonly SpokenWord[]): number[] {
  const lengths = [0];
  for (const word of words) lengths.push(lengths.at(-1)! + (word.spaced ? 1 : 0) + lengthOf(word.text));
  return lengths;
}

/**
 * Splits words into the minimum number of lines of `width` characters. Lines have similar lengths and preferably end with a
 * sentence or clause. A word that is longer than a line gets its own line. The first line is shorter by `indent`. Takes
 * linear time.
 */
export function breakLines(words: readonly SpokenWord[], width: number, indent: number): (readonly SpokenWord[])[] {
  const count = words.length;
  const lengths = runningLengths(words);
  /** The first word in a line has no space before it. */
  const beforeLine = (from: number): number => lengths[from]! + (words[from]!.spaced ? 1 : 0);
  const fullLineEnd = (from: number, room: number): number =>
    Math.max(from + 1, countBelow(lengths, beforeLine(from) + room + 1, from) - 1);
  /** Minimum number of lines for the words from each position on. */
  const needed = new Array<number>(count + 1).fill(0);
  for (let at = count - 1; at >= 0; at -= 1) needed[at] = 1 + needed[fullLineEnd(at, width)]!;

  const broken: (readonly SpokenWord[])[] = [];
  let from = 0;
  let used = indent;
  let lines = 1 + needed[fullLineEnd(0, width - indent)]!;
  while (lines > 1) {
    const wanted = Math.max(1, (used + lengths[count]! - beforeLine(from)) / lines);
    let best = { cost: Infinity, at: from + 1 };
    for (let at = from + 1; at < count; at++) {
      const length = used + lengths[at]! - beforeLine(from);
      if (at > from + 1 && length > width) break;
      if (needed[at]! > lines - 1) continue;
      const cost = costOfBreak(length, wanted, words[at - 1]!, words[at]!);
      if (cost < best.cost) best = { cost, at };
    }
    broken.push(words.slice(from, best.at));
    from = best.at;
    used = 0;
    lines = needed[from]!;
  }
  return [...broken, words.slice(from)];
}
