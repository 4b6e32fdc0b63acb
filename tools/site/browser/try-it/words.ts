import type { SpokenWord } from '@aai-connectors/core';

/**
 * Index of the last word that has begun at a time, or -1. A binary search, so that hours of speech cost nothing.
 *
 * @param ms milliseconds from the start of the recording
 */
export function wordAt(words: readonly Pick<SpokenWord, 'start'>[], ms: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]!.start <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A run of words that matches a search. */
export interface Match {
  /** Index of the first word. */
  readonly first: number;
  /** Index of the last word. */
  readonly last: number;
}

/**
 * Finds a word, the start of a word, or a phrase. Ignores case, punctuation and accents.
 *
 * @returns all matches in their order; none for an empty search
 */
export function findWords(words: readonly Pick<SpokenWord, 'text'>[], search: string): readonly Match[] {
  const wanted = search.split(/\s+/).map(plain).filter(Boolean);
  if (wanted.length === 0) return [];
  const spoken = words.map(({ text }) => plain(text));
  const matches: Match[] = [];
  for (let first = 0; first + wanted.length <= spoken.length; first++) {
    const isMatch = wanted.every((part, at) =>
      at === wanted.length - 1 ? spoken[first + at]!.startsWith(part) : spoken[first + at] === part,
    );
    if (!isMatch) continue;
    const last = first + wanted.length - 1;
    matches.push({ first, last });
    first = last;
  }
  return matches;
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
