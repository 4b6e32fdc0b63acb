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

/** Characters that a word adds to a line; the first in a line has no space before it. */
const added = (word: SpokenWord, index: number): number => (index > 0 && word.spaced ? 1 : 0) + lengthOf(word.text);

/** How many lines of `width` characters `words` need when each is filled up. `indent` is taken from the first. */
export function linesNeeded(words: readonly SpokenWord[], width: number, indent: number): number {
  let lines = 1;
  let length = indent;
  for (const [index, word] of words.entries()) {
    const longer = length + added(word, index);
    if (index === 0 || longer <= width) {
      length = longer;
    } else {
      lines += 1;
      length = lengthOf(word.text);
    }
  }
  return lines;
}

/**
 * `words` in as few lines of `width` characters as they need, of about the same length, broken where the sense breaks.
 * A word that is longer than a line has one for itself.
 */
export function breakLines(words: readonly SpokenWord[], width: number, indent: number): (readonly SpokenWord[])[] {
  const lines = linesNeeded(words, width, indent);
  if (lines <= 1) return [words];
  const wanted = Math.max(1, (indent + totalLength(words)) / lines);
  let best = { badness: Infinity, at: 1 };
  let length = indent;
  for (let at = 1; at < words.length; at++) {
    length += added(words[at - 1]!, at - 1);
    if (at > 1 && length > width) break;
    if (linesNeeded(words.slice(at), width, 0) > lines - 1) continue;
    const badness = badnessOfBreak(length, wanted, words[at - 1]!, words[at]!);
    if (badness < best.badness) best = { badness, at };
  }
  return [words.slice(0, best.at), ...breakLines(words.slice(best.at), width, 0)];
}

/** Characters of `words` in one line. */
const totalLength = (words: readonly SpokenWord[]): number =>
  words.reduce((length, word, index) => length + added(word, index), 0);
