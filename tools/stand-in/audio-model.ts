/** One word as it is spelled in the result, times in ms. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** 0..1 */
  readonly confidence: number;
  /** `A`, `B` ... in order of appearance; the channel with multichannel. */
  readonly speaker: string | null;
  /** `1` is the left channel. */
  readonly channel?: string | null;
}

export interface Utterance extends Word {
  readonly speaker: string;
  readonly words: readonly Word[];
}

export interface Entity {
  readonly entity_type: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Any piece of text that words add up to. */
export interface Span extends Word {
  readonly words: readonly Word[];
}

/** The words as one: joined text, first start, last end, mean confidence. */
export function spanOf(words: readonly Word[]): Span {
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined) throw new Error('A span needs at least one word.');
  return {
    text: textOf(words),
    start: first.start,
    end: last.end,
    confidence: meanConfidence(words) ?? 0,
    words,
    speaker: first.speaker,
    ...(first.channel !== undefined && { channel: first.channel }),
  };
}

export const textOf = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ');

export function meanConfidence(words: readonly Word[]): number | null {
  if (words.length === 0) return null;
  return round(words.reduce((sum, { confidence }) => sum + confidence, 0) / words.length);
}

/** Four decimals, as the API gives them. */
export const round = (value: number): number => Math.round(value * 1e4) / 1e4;

/** What two spellings of a word have in common: lower case, no punctuation around it. */
export const plain = (text: string): string => text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/** The words of a phrase, without punctuation and in lower case. */
export const wordsIn = (phrase: string): string[] =>
  phrase
    .split(/\s+/)
    .map(plain)
    .filter((word) => word !== '');

/** Where `phrase` occurs in `words`, as indexes of its first word. */
export function occurrences(words: readonly Word[], phrase: string): number[] {
  const wanted = wordsIn(phrase);
  if (wanted.length === 0) return [];
  const found: number[] = [];
  for (let at = 0; at + wanted.length <= words.length; at++) {
    if (wanted.every((word, offset) => plain(words[at + offset]!.text) === word)) found.push(at);
  }
  return found;
}

/** Consecutive words grouped; `breaks` says whether a new group starts between two words. */
export function groupWords(words: readonly Word[], breaks: (before: Word, after: Word) => boolean): Word[][] {
  const groups: Word[][] = [];
  for (const word of words) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group === undefined || before === undefined || breaks(before, word)) groups.push([word]);
    else group.push(word);
  }
  return groups;
}
