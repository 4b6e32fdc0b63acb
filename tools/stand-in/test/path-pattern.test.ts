import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesPath } from '../path-pattern.ts';

const few = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.', '+', '('), maxLength: 12 });
const pattern = fc.array(few, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('*'));

/** What it must agree with: the same as a regular expression, which is short, and slow for long patterns. */
function expected(text: string, path: string): boolean {
  const parts = text.split('*').map((part) => part.replace(/[.+(]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(path);
}

describe('a path pattern', () => {
  it.each([
    ['/v2/transcript', '/v2/transcript', true],
    ['/v2/transcript', '/v2/transcript/', false],
    ['/v2/transcript/*', '/v2/transcript/an-id', true],
    ['/v2/transcript/*', '/v2/transcript/', true],
    ['/v2/*/srt', '/v2/transcript/an-id/srt', true],
    ['/v2/*/srt', '/v2/srt', false],
    ['*', '', true],
    ['ab*ba', 'aba', false],
    ['*aab*', 'aaab', true],
  ])('%s and %s: %j', (text, path, matches) => {
    expect(matchesPath(text, path)).toBe(matches);
  });

  it('matches what a regular expression of it matches', () => {
    fc.assert(
      fc.property(pattern, few, (text, path) => matchesPath(text, path) === expected(text, path)),
      {
        numRuns: 3000,
      },
    );
    // Random paths seldom match, so these are made from the pattern.
    const made = fc.tuple(pattern, fc.array(few, { minLength: 4, maxLength: 4 })).map(([text, fillings]) => {
      let at = 0;
      return [text, text.replace(/\*/g, () => fillings[at++]!)] as const;
    });
    fc.assert(
      fc.property(made, ([text, path]) => matchesPath(text, path)),
      { numRuns: 1000 },
    );
  });

  it.each<[string, (size: number) => readonly [string, string]]>([
    ['many stars', (size) => ['*a'.repeat(size) + '*b', 'a'.repeat(size * 2)]],
    ['a long part that nearly fits everywhere', (size) => [`*${'a'.repeat(size)}b*`, 'a'.repeat(size * 2)]],
    ['stars alone', (size) => ['*'.repeat(size) + 'b', 'a'.repeat(size)]],
  ])('takes linear time for %s', (_, make) => {
    const [text, path] = make(200_000);
    const before = performance.now();
    expect(matchesPath(text, path)).toBe(false);
    // A second is a hundred times what it takes; quadratic time would be minutes.
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
