import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resultFields, resultOf, sampleThing } from '../src/output.ts';
import { ENTRIES } from '../src/core.ts';

/** The value at a host's key, such as `a__b` or `list[]name`. */
function valueAt(value: unknown, key: string): unknown {
  return key.split(/__|(?<=\[\])/).reduce<unknown>((at, part) => {
    const found = (at as Record<string, unknown> | undefined)?.[part.replace('[]', '')];
    return part.endsWith('[]') ? (found as readonly unknown[] | undefined)?.[0] : found;
  }, value);
}

describe('Results', () => {
  it.each(ENTRIES.map((entry) => [entry.id, entry] as const))('of %s are named where they stand', (_, entry) => {
    const thing = sampleThing(entry);
    const types = { string: 'string', number: 'number', boolean: 'boolean', datetime: 'string', file: 'string' };
    for (const { key, type } of resultFields(entry)) {
      const value = valueAt(thing, key);
      if (value !== undefined && value !== null) expect([key, typeof value]).toEqual([key, types[type!]]);
    }
  });

  it('say that their times are UTC', () => {
    const list = ENTRIES.find(({ list }) => list !== undefined)!;
    expect(sampleThing(list)['created']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('are objects, whatever the service sends', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ENTRIES), fc.anything(), (entry, anything) => {
        expect(typeof resultOf(entry, anything)).toBe('object');
      }),
    );
  });
});
