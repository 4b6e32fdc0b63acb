import fc from 'fast-check';
import { expect, it } from 'vitest';
import { confidenceOf, halvesOf, identityOf, MOST_OFF_MS, type Part } from '../identity.ts';

it('survives the way through JSON, with a confidence below 1', () => {
  const parts: Part[] = ['piece', 1, 2, 3, 'first half', 'second half'];
  fc.assert(
    fc.property(
      fc.record({
        first: fc.nat(32_000),
        part: fc.constantFrom(...parts),
        offMs: fc.integer({ min: -MOST_OFF_MS, max: MOST_OFF_MS }),
      }),
      (identity) => {
        const confidence = confidenceOf(identity);
        expect(confidence).toBeLessThan(1);
        expect(identityOf(JSON.parse(JSON.stringify(confidence)) as number)).toEqual(identity);
      },
    ),
  );
});

it('stands for the halves of the spoken words in it', () => {
  expect(halvesOf({ first: 3, part: 2 })).toEqual([6, 7, 8, 9]);
  expect(halvesOf({ first: 3, part: 'second half' })).toEqual([7]);
  expect(halvesOf({ first: 3, part: 'piece' })).toEqual([]);
});
