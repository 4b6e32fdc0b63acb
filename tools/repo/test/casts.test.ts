import { expect, it } from 'vitest';
import { castsIn } from '../boundaries/casts.ts';

it('finds a cast by way of unknown, also across lines, with the reason of an exemption', () => {
  const text = [
    'const a = b as unknown as string;',
    '// eslint-disable-next-line no-restricted-syntax -- the host declares no type for it',
    'const c = d as unknown as number;',
    'const e = f as unknown',
    '  as number;',
    'const g = h as unknown;',
  ].join('\n');
  expect(castsIn([{ path: 'a.ts', text }])).toEqual([
    { file: 'a.ts', line: 1, reason: undefined },
    { file: 'a.ts', line: 3, reason: 'the host declares no type for it' },
    { file: 'a.ts', line: 4, reason: undefined },
  ]);
});
