import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetOf, cutToFit, linesThatFit, tokensAtMost } from '../../../src/node/mcp/tokens.ts';

describe('the tokens of an answer', () => {
  it.each([
    ['', 0],
    ['Hello', 1],
    ['[12:34] ', 5],
    ['one two\n\nthree', 4],
    ['12345', 2],
    ['病例', 3],
  ])('are counted high: %j', (text, tokens) => {
    expect(tokensAtMost(text)).toBe(tokens);
  });

  it('stay below the maximum', () => {
    expect(budgetOf(4_000)).toBe(3_600);
  });

  it('decide how many lines fit, at least one', () => {
    const lines = ['one two three', 'four five', 'six'];
    expect(linesThatFit(lines, 100)).toBe(3);
    expect(linesThatFit(lines, 7)).toBe(2);
    expect(linesThatFit(lines, 1)).toBe(1);
    expect(linesThatFit([], 1)).toBe(0);
  });

  it('of a text that is cut fit, with a note, and the text is a beginning', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.integer({ min: 30, max: 200 }),
        (text, budget) => {
          const cut = cutToFit(text, budget);
          expect(tokensAtMost(cut)).toBeLessThanOrEqual(budget);
          const [kept] = cut.split('\n… (cut');
          expect(text.startsWith(kept!)).toBe(true);
          if (tokensAtMost(text) <= budget) expect(cut).toBe(text);
        },
      ),
    );
  });
});
