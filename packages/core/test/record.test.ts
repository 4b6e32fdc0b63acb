import { describe, expect, it } from 'vitest';
import { isRecord, recordOf } from '../src/index.ts';

describe('A record', () => {
  it.each([
    [{}, true],
    [{ text: 'a' }, true],
    [[], false],
    [null, false],
    [undefined, false],
    ['text', false],
    [0, false],
  ])('%j: %s', (value, expected) => {
    expect(isRecord(value)).toBe(expected);
  });

  it('is returned unchanged, and wraps any other value', () => {
    const record = { id: 't-1' };
    expect(recordOf(record, 'result')).toBe(record);
    expect(recordOf([1, 2], 'result')).toEqual({ result: [1, 2] });
    expect(recordOf('text', 'data')).toEqual({ data: 'text' });
    expect(recordOf(undefined, 'data')).toEqual({ data: undefined });
  });
});
