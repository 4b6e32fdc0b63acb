/** What became of the words of a recording. */
export interface WordScore {
  readonly expected: number;
  readonly received: number;
  readonly lost: number;
  /** Words that were not spoken: repeated, or wrong. */
  readonly extra: number;
}

/** Words without case and punctuation. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/[^\p{L}\p{N}']/gu, ''))
    .filter((word) => word !== '');

/** Compares the words by their longest common subsequence. */
export function scoreOf(expected: readonly string[], received: readonly string[]): WordScore {
  let above = new Uint32Array(received.length + 1);
  for (const word of expected) {
    const row = new Uint32Array(received.length + 1);
    for (let at = 0; at < received.length; at++) {
      row[at + 1] = word === received[at] ? above[at]! + 1 : Math.max(above[at + 1]!, row[at]!);
    }
    above = row;
  }
  const common = above[received.length]!;
  return {
    expected: expected.length,
    received: received.length,
    lost: expected.length - common,
    extra: received.length - common,
  };
}
