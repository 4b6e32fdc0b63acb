import { describe, expect, it } from 'vitest';
import type { Client, TranscriptListItem } from '../../src/core.ts';
import type { Criteria } from '../../src/find/criteria.ts';
import { KEEP_MS, newestFirst } from '../../src/find/newest.ts';

const DAY_MS = 24 * 3_600_000;
const NOW = Date.parse('2026-06-15T12:00:00Z');

/** A transcript for each hour, newest first. */
const hourly = (count: number): TranscriptListItem[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `t${at}`,
    resource_url: '',
    status: 'completed',
    created: new Date(NOW - at * 3_600_000).toISOString().replace('Z', '000'),
    completed: null,
    audio_url: `https://example.com/${at}.mp3`,
    error: null,
  }));

/** The list of an account. It counts the transcripts that were read, and its reads take time. */
function account(all: readonly TranscriptListItem[], msPerItem = 0) {
  const seen = { items: 0, queries: [] as unknown[], now: NOW };
  const transcripts = {
    list(query: { created_on?: string }) {
      seen.queries.push(query);
      return Promise.resolve({
        transcripts: all.filter(({ created }) => created.startsWith(query.created_on!)).slice(0, 1),
      });
    },
    async *listAll(query: { before_id?: string }) {
      seen.queries.push(query);
      const start = query.before_id === undefined ? 0 : all.findIndex(({ id }) => id === query.before_id) + 1;
      for (const item of all.slice(start)) {
        seen.items++;
        seen.now += msPerItem;
        yield await Promise.resolve(item);
      }
    },
  };
  const find = async (criteria: Criteria, limitMs = 15_000): Promise<string[]> => {
    const found: string[] = [];
    const client = { transcripts } as unknown as Client;
    const deadline = { now: () => seen.now, remainingMs: () => KEEP_MS + limitMs - (seen.now - NOW) };
    for await (const { id } of newestFirst(client, criteria, deadline)) found.push(id);
    return found;
  };
  return { seen, find };
}

describe('A search in the list', () => {
  it('ends at the start of the period', async () => {
    const { seen, find } = account(hourly(1000));
    expect(await find({ after: NOW - 2 * 3_600_000 })).toEqual(['t0', 't1', 't2']);
    expect(seen.items).toBe(4);
  });

  it('starts near the end of the period', async () => {
    const { seen, find } = account(hourly(1000));
    const before = NOW - 20 * DAY_MS;
    expect(await find({ after: before - 3_600_000, before })).toEqual(['t481']);
    expect(seen.items).toBeLessThan(30);
  });

  it('skips days without a transcript', async () => {
    const all = hourly(1000).filter((_, at) => at < 24 || at > 24 * 5);
    const { seen, find } = account(all);
    expect((await find({ audio: '200.mp3', before: NOW - 2 * DAY_MS }))[0]).toBe('t200');
    expect(seen.queries.length).toBeLessThan(8);
  });

  it('in a period without a transcript finds nothing and does not read the list', async () => {
    const { seen, find } = account([]);
    expect(await find({ after: NOW - 3 * DAY_MS, before: NOW - 2 * DAY_MS })).toEqual([]);
    expect(seen.items).toBe(0);
    expect(seen.queries.length).toBe(2);
  });

  it('with an end in the future starts with the newest', async () => {
    const { seen, find } = account(hourly(3));
    expect(await find({ before: NOW + DAY_MS })).toEqual(['t0', 't1', 't2']);
    expect(seen.queries).toEqual([{ limit: 200 }]);
  });

  it.each([
    ['a list that is too long', hourly(6000), 0, 5000],
    ['a list that is too slow', hourly(6000), 100, 151],
  ])('fails on %s instead of finding nothing', async (_, all, msPerItem, read) => {
    const { seen, find } = account(all, msPerItem);
    await expect(find({ audio: 'none.mp3' })).rejects.toThrow(`None of the ${read} transcripts`);
    expect(seen.items).toBe(read);
  });
});
