import { expect, it } from 'vitest';
import { LIMIT, sizesOf, tooLong } from '../boundaries/sizes.ts';

const file = (path: string, lines: number) => ({ path, text: 'line\n'.repeat(lines) });

it('lists files by length, and those over their limit', () => {
  const sizes = sizesOf([
    file('packages/core/src/a.ts', LIMIT),
    file('packages/core/src/b.ts', LIMIT + 1),
    file('packages/core/src/streaming/session/session.ts', 200),
    file('packages/core/src/c.ts', 1),
  ]);
  expect(sizes.map(({ lines }) => lines)).toEqual([321, 320, 200, 1]);
  expect(tooLong(sizes).map(({ path }) => path)).toEqual([
    'packages/core/src/b.ts',
    'packages/core/src/streaming/session/session.ts',
  ]);
});
