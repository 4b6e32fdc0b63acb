import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { seenIn } from '../../src/triggers/seen.ts';

describe('The ids that a trigger has emitted', () => {
  it('are stored under the name that active workflows use', () => {
    const memory: IDataObject = { seenIds: ['a'] };
    const seen = seenIn(memory);
    expect([seen.isFirst, seen.has('a'), seen.has('b')]).toEqual([false, true, false]);
    seen.keep(['b', 'c']);
    expect(memory).toEqual({ seenIds: ['a', 'b', 'c'] });
    expect(seen.has('c')).toBe(true);
  });

  it('are stored after a first poll even if there are none', () => {
    const memory: IDataObject = {};
    const seen = seenIn(memory);
    expect(seen.isFirst).toBe(true);
    seen.keep([]);
    expect(seenIn(memory).isFirst).toBe(false);
  });

  it('are not written again if nothing is new, because each write stores the workflow', () => {
    const seenIds = ['a'];
    const memory: IDataObject = { seenIds };
    seenIn(memory).keep([]);
    expect(memory['seenIds']).toBe(seenIds);
  });

  it('are the newest 500', () => {
    const memory: IDataObject = {};
    seenIn(memory).keep(Array.from({ length: 501 }, (_, at) => `t${at}`));
    expect(memory['seenIds']).toHaveLength(500);
    expect(seenIn(memory).has('t0')).toBe(false);
    expect(seenIn(memory).has('t500')).toBe(true);
  });
});
