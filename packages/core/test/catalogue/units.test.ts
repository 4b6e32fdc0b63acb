import { describe, expect, it } from 'vitest';
import { unitInWords } from '../../src/index.ts';

describe('The unit of a number', () => {
  it.each([
    ['ms', 'In milliseconds.'],
    ['s', 'In seconds.'],
    ['tokens', 'In tokens.'],
  ] as const)('%s is named where the host names it', (unit, sentence) => {
    expect(unitInWords({ kind: 'number', unit }, ['ms', 's', 'tokens'])).toBe(sentence);
    expect(unitInWords({ kind: 'number', unit }, [])).toBeUndefined();
  });

  it('is not named where there is none, or none that hosts name', () => {
    expect(unitInWords({ kind: 'number' }, ['ms'])).toBeUndefined();
    expect(unitInWords({ kind: 'number', unit: '%' }, ['ms', 's', 'tokens'])).toBeUndefined();
    expect(unitInWords({ kind: 'text', unit: 'ms' }, ['ms'])).toBeUndefined();
  });
});
