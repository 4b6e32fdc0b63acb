import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findWords, wordAt } from '../browser/try-it/words.ts';

const starts = (...times: readonly number[]): { start: number }[] => times.map((start) => ({ start }));
const said = (text: string): { text: string }[] => text.split(' ').map((word) => ({ text: word }));

describe('The word at a time', () => {
  it('is the last one that has begun, whatever the words', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000)), fc.integer({ min: -10, max: 1_010 }), (times, ms) => {
        const words = starts(...times.toSorted((a, b) => a - b));
        expect(wordAt(words, ms)).toBe(words.filter(({ start }) => start <= ms).length - 1);
      }),
    );
  });

  it('is none before the first word, and in an empty transcript', () => {
    expect(wordAt(starts(100, 200), 99)).toBe(-1);
    expect(wordAt([], 5)).toBe(-1);
  });
});

describe('A search in the words', () => {
  it('finds words and phrases, whatever their case, accents and punctuation', () => {
    const words = said('A refund, please. The réfund takes five working days');
    expect(findWords(words, 'REFUND')).toEqual([
      { first: 1, last: 1 },
      { first: 4, last: 4 },
    ]);
    expect(findWords(words, 'five working')).toEqual([{ first: 6, last: 7 }]);
  });

  it('finds the start of the last word, as it is typed', () => {
    expect(findWords(said('five working days'), 'five wor')).toEqual([{ first: 0, last: 1 }]);
    expect(findWords(said('fivefold working days'), 'five wor')).toEqual([]);
  });

  it('does not report the same word in two matches', () => {
    expect(findWords(said('no no no'), 'no no')).toEqual([{ first: 0, last: 1 }]);
  });

  it('finds nothing for an empty search or one without letters', () => {
    expect(findWords(said('one two'), '  ')).toEqual([]);
    expect(findWords(said('one two'), '?')).toEqual([]);
  });
});
