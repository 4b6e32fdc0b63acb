import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { keepProgress, progressIn } from '../../src/triggers/progress.ts';

const PROGRESS = { seen: ['a'], open: ['b'], newest: { id: 'b' }, gap: { before: 'a' } };

describe('The progress of a polling trigger', () => {
  it('is stored under the names that active workflows use, and read again after a restart', () => {
    const memory: IDataObject = {};
    expect(progressIn(memory)).toBeUndefined();
    keepProgress(memory, PROGRESS);
    const restarted = JSON.parse(JSON.stringify(memory)) as IDataObject;
    expect(restarted).toEqual({ seenIds: ['a'], openIds: ['b'], newest: { id: 'b' }, gap: { before: 'a' } });
    expect(progressIn(restarted)).toEqual(PROGRESS);
  });

  it('continues from the IDs alone, and after an empty first poll', () => {
    expect(progressIn({ seenIds: ['a'] })).toEqual({ seen: ['a'], open: [], newest: undefined, gap: undefined });
    expect(progressIn({ seenIds: [] })).toBeDefined();
  });

  it('is not written again if nothing is new, because each write stores the workflow', () => {
    const memory: IDataObject = {};
    keepProgress(memory, PROGRESS);
    const { seenIds, newest } = memory;
    keepProgress(memory, structuredClone(PROGRESS));
    expect(memory['seenIds']).toBe(seenIds);
    expect(memory['newest']).toBe(newest);
    keepProgress(memory, { ...PROGRESS, gap: undefined });
    expect(memory).not.toHaveProperty('gap');
  });
});
