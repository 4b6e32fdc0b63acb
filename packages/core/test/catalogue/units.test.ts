import { describe, expect, it } from 'vitest';
import { unitInWords } from '../../src/index.ts';

describe('unitInWords', () => {
  it.each([
    ['ms', 'In milliseconds.'],
    ['s', 'In seconds.'],
    ['tokens', 'In tokens.'],
  ] as const)('returns a sentence for %s if the host names it', (unit, sentence) => {
    expect(unitInWords({ kind: 'number', unit }, ['ms', 's', 'tokens'])).toBe(sentence);
    expect(unitInWords({ kind: 'number', unit }, [])).toBeUndefined();
  });

  it('returns undefined without a unit, and for units that hosts do not name', () => {
    expect(unitInWords({ kind: 'number' }, ['ms'])).toBeUndefined();
    expect(unitInWords({ kind: 'number', unit: '%' }, ['ms', 's', 'tokens'])).toBeUndefined();
    expect(unitInWords({ kind: 'text', unit: 'ms' }, ['ms'])).toBeUndefined();
  });
});
