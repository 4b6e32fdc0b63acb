import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Json, session, WILDFIRES } from './support.ts';

const seeds = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ audio_url: `https://example.com/${at}.mp3`, text: `Number ${at}.` }));

const itemsOf = (page: Json): readonly { id: string; audio_url: string }[] =>
  page['transcripts'] as { id: string; audio_url: string }[];

const linksOf = (page: Json): { prev_url: string | null; next_url: string | null; current_url: string } =>
  page['page_details'] as { prev_url: string | null; next_url: string | null; current_url: string };

describe('the list', () => {
  it('leads through all pages, newest first, and back again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 5 }), async (count, limit) => {
        const { call, standIn } = await session({ seed: seeds(count) });
        const newestFirst = seeds(count)
          .map(({ audio_url }) => audio_url)
          .reverse();
        const read = async (url: string): Promise<Json> => (await call('GET', url.slice(standIn.url.length))).json;

        const forth: string[][] = [];
        let page = await read(`${standIn.url}/v2/transcript?limit=${limit}`);
        for (;;) {
          forth.push(itemsOf(page).map(({ audio_url }) => audio_url));
          const { prev_url } = linksOf(page);
          if (prev_url === null) break;
          expect(prev_url.startsWith(`${standIn.url}/v2/transcript?`)).toBe(true);
          page = await read(prev_url);
        }
        expect(forth.flat()).toEqual(newestFirst);

        const back: string[][] = [];
        for (;;) {
          back.unshift(itemsOf(page).map(({ audio_url }) => audio_url));
          const { next_url } = linksOf(page);
          if (next_url === null) break;
          page = await read(next_url);
        }
        expect(back.flat()).toEqual(newestFirst);
        await standIn.close();
      }),
      { numRuns: 15 },
    );
  });

  it('counts what is on the page, and gives ten without a limit', async () => {
    const { call } = await session({ seed: seeds(12) });
    const { json } = await call('GET', '/v2/transcript');
    expect(json['page_details']).toMatchObject({ limit: 10, result_count: 10, next_url: null });
    expect(itemsOf(json)).toHaveLength(10);
  });

  it('gives the page next to after_id, not the newest of all', async () => {
    const { call } = await session({ seed: seeds(6) });
    const all = itemsOf((await call('GET', '/v2/transcript')).json);
    const page = itemsOf((await call('GET', `/v2/transcript?limit=2&after_id=${all[4]!.id}`)).json);
    expect(page.map(({ id }) => id)).toEqual([all[2]!.id, all[3]!.id]);
  });

  it('keeps its filters in its links', async () => {
    const failed = { audio_url: 'https://example.com/bad.mp3', error: 'Audio duration is too short.' };
    const { call } = await session({ seed: [failed, ...seeds(3), failed, failed] });
    const { json } = await call('GET', '/v2/transcript?limit=2&status=error');
    expect(itemsOf(json).map(({ audio_url }) => audio_url)).toEqual([failed.audio_url, failed.audio_url]);
    const { prev_url } = linksOf(json);
    const query = new URL(prev_url!).searchParams;
    expect([query.get('status'), query.get('limit'), query.get('before_id')]).toEqual([
      'error',
      '2',
      itemsOf(json)[1]!.id,
    ]);
  });

  it('filters by day and by throttling, which overrides the status', async () => {
    const { call } = await session({
      seed: [
        { audio_url: 'https://example.com/old.mp3', created: '2026-01-02T10:00:00Z' },
        { audio_url: 'https://example.com/slow.mp3', throttled: true },
      ],
    });
    const urls = async (query: string) =>
      itemsOf((await call('GET', `/v2/transcript?${query}`)).json).map(({ audio_url }) => audio_url);
    expect(await urls('created_on=2026-01-02')).toEqual(['https://example.com/old.mp3']);
    expect(await urls('throttled_only=true&status=error')).toEqual(['https://example.com/slow.mp3']);
    expect(await urls('throttled_only=false&status=completed')).toHaveLength(2);
  });

  it('forgets what is older than 90 days', async () => {
    const { call, clock } = await session({ seed: seeds(2) });
    await clock.advance(91 * 24 * 3_600_000);
    expect((await call('GET', '/v2/transcript')).json).toMatchObject({ transcripts: [] });
  });

  it('shows nobody the transcripts of another key', async () => {
    const { call } = await session({ keys: ['one', 'two'], seed: seeds(1) });
    expect(itemsOf((await call('GET', '/v2/transcript', { key: 'one' })).json)).toHaveLength(1);
    expect(itemsOf((await call('GET', '/v2/transcript', { key: 'two' })).json)).toHaveLength(0);
  });

  it('gives times without a zone, and none for what is not completed', async () => {
    const { call } = await session();
    await call('POST', '/v2/transcript', { json: { audio_url: WILDFIRES } });
    const { json } = await call('GET', '/v2/transcript');
    expect(json['transcripts']).toMatchObject([
      { created: '2026-01-15T12:00:00.000000', completed: null, status: 'queued', error: null },
    ]);
  });

  it.each([
    ['limit=0', 'limit must be between 1 and 200'],
    ['limit=201', 'limit must be between 1 and 200'],
    ['limit=ten', 'limit must be an Integer'],
    ['status=done', 'status must be one of: queued, processing, completed, error'],
    ['status=', 'status must be one of'],
    ['created_on=yesterday', 'created_on must be a date'],
    ['throttled_only=1', 'throttled_only must be a Boolean'],
    ['before_id=made-up', 'transcript id not found'],
  ])('refuses %s', async (query, error) => {
    const { call } = await session();
    const { status, json } = await call('GET', `/v2/transcript?${query}`);
    expect([status, json['error']]).toEqual([400, expect.stringContaining(error)]);
  });
});
