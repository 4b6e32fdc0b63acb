import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFeed, type Feed, type FeedOptions, type FeedState, findEvent } from '../../src/index.ts';
import { scripted, type Step } from '../support/scripted.ts';

const feed = findEvent('new_transcript') as Feed;

interface Row {
  readonly id: string;
  readonly created: string;
  status: string;
  audio_url: string;
}

/** An account whose transcripts are listed as the API lists them. */
function account(limit = 1_000) {
  const rows: Row[] = [];
  const requests: string[] = [];
  /** IDs that cannot be loaded at the moment. */
  const broken = new Set<string>();
  let count = 0;
  let now = Date.UTC(2026, 0, 1);
  const { client } = scripted(
    ({ url }): Step => {
      const { pathname, searchParams } = new URL(url);
      requests.push(pathname + new URL(url).search);
      const id = pathname.split('/')[3];
      if (id !== undefined) {
        const row = rows.find((one) => one.id === id);
        if (broken.has(id)) return { status: 500, json: { error: 'Internal server error' } };
        return row === undefined
          ? { status: 404, json: { error: 'Not found' } }
          : { json: { ...row, text: `by ${id}` } };
      }
      const before = searchParams.get('before_id');
      const at = before === null ? 0 : rows.findIndex((one) => one.id === before) + 1;
      if (before !== null && at === 0) return { status: 400, json: { error: 'Transcript lookup error' } };
      return { json: { transcripts: rows.slice(at, at + Number(searchParams.get('limit'))) } };
    },
    { retry: { attempts: 1 } },
  );
  let state: FeedState | undefined;
  const emitted: string[] = [];
  return {
    rows,
    requests,
    broken,
    emitted,
    state: () => state,
    /** @returns IDs of the new transcripts, oldest first */
    submit(number = 1, status = 'completed'): string[] {
      const added = Array.from({ length: number }, (): Row => {
        now += 10;
        const created = new Date(now).toISOString().replace('Z', '000');
        return { id: `t${++count}`, created, status, audio_url: 'https://example.com/a.mp3' };
      });
      rows.unshift(...[...added].reverse());
      return added.map(({ id }) => id);
    },
    /** Puts a finished transcript below the newest one, as if it had been stored late. */
    submitLate(): string {
      const [newest] = rows;
      const id = `t${++count}`;
      const created = newest?.created ?? new Date(now).toISOString();
      rows.splice(1, 0, { id, created, status: 'completed', audio_url: 'https://example.com/a.mp3' });
      return id;
    },
    finish(ids: readonly string[], status = 'completed') {
      for (const row of rows) if (ids.includes(row.id)) row.status = status;
    },
    pass: (ms: number) => void (now += ms),
    /** One check, after a restart of the host. @returns what it emitted */
    async check(input: Readonly<Record<string, string>> = {}, options: Partial<FeedOptions<string>> = {}) {
      const known = state === undefined ? undefined : (JSON.parse(JSON.stringify(state)) as FeedState);
      const take = (record: unknown): string => (record as Row).id;
      const result = await checkFeed(feed, { client, input }, known, { take, limit, ...options });
      state = result.state;
      emitted.push(...result.items);
      return result;
    },
  };
}

describe('A feed', () => {
  it('emits all 150 of 150 transcripts that finish between two checks, oldest first', async () => {
    const { submit, check, requests } = account();
    submit(250);
    expect((await check()).items).toEqual([]);
    const ids = submit(150);
    requests.length = 0;
    expect((await check()).items).toEqual(ids);
    expect(requests.filter((url) => url.includes('limit='))).toHaveLength(2);
    expect((await check()).items).toEqual([]);
  });

  it('asks for one page if nothing is new', async () => {
    const { submit, check, requests } = account();
    submit(500);
    await check();
    requests.length = 0;
    await check();
    expect(requests).toEqual(['/v2/transcript?limit=100']);
  });

  it('emits 12,345 transcripts by later checks, while new ones arrive, each once', async () => {
    const { submit, check, emitted, state } = account();
    submit(10);
    await check();
    const ids = submit(12_345);
    for (let at = 0; at < 20; at++) {
      const { items } = await check();
      expect(items.length).toBeLessThanOrEqual(1_000);
      expect(state()!.seen.length).toBeLessThanOrEqual(2_000);
      ids.push(...submit(7));
    }
    await check();
    expect(new Set(emitted).size).toBe(emitted.length);
    expect([...emitted].sort()).toEqual([...ids].sort());
  });

  it('emits a transcript that finishes after hundreds of newer ones', async () => {
    const { submit, check, finish } = account();
    const slow = submit(1, 'processing');
    await check();
    submit(1_500);
    await check();
    await check();
    finish(slow);
    expect((await check()).items).toEqual(slow);
    expect((await check()).items).toEqual([]);
  });

  it('lists many pending transcripts instead of reading each', async () => {
    const { submit, check, finish, requests } = account();
    await check();
    const ids = submit(900, 'queued');
    await check();
    requests.length = 0;
    finish(ids.slice(0, 2));
    expect((await check()).items).toEqual(ids.slice(0, 2));
    expect(requests).toHaveLength(10 + 2);
  });

  it('emits a transcript that is listed late, below a newer one', async () => {
    const { submit, submitLate, check } = account();
    submit(3);
    await check();
    const id = submitLate();
    expect((await check()).items).toEqual([id]);
    expect((await check()).items).toEqual([]);
  });

  it('emits the others if some cannot be loaded, and those by a later check', async () => {
    const { submit, check, broken } = account();
    await check();
    const ids = submit(20);
    for (const id of ids.slice(0, 3)) broken.add(id);
    const { items, failures } = await check();
    expect([items, failures.length]).toEqual([ids.slice(3), 3]);
    broken.clear();
    expect((await check()).items).toEqual(ids.slice(0, 3));
    expect((await check()).items).toEqual([]);
  });

  it('stops loading during an outage, and loses nothing', async () => {
    const { submit, check, broken, requests } = account();
    await check();
    const ids = submit(150);
    for (const id of ids) broken.add(id);
    requests.length = 0;
    expect((await check()).items).toEqual([]);
    expect(requests.length).toBeLessThan(30);
    broken.clear();
    expect((await check()).items).toEqual(ids);
  });

  it('loads a few records at a time, and none when there is no time', async () => {
    const { submit, check } = account();
    await check();
    const ids = submit(40);
    let left = 10;
    expect((await check({}, { hasTime: () => left-- > 0 })).items).toEqual(ids.slice(0, 10));
    expect((await check()).items).toEqual(ids.slice(10));
  });

  it('emits only the selected outcome', async () => {
    const { submit, check, finish } = account();
    await check();
    const ids = submit(4, 'processing');
    await check({ outcome: 'error' });
    finish(ids.slice(0, 2), 'completed');
    finish(ids.slice(2), 'error');
    expect((await check({ outcome: 'error' })).items).toEqual(ids.slice(2));
    expect((await check({ outcome: 'error' })).items).toEqual([]);
  });

  it('continues if its position has left the list', async () => {
    const { rows, submit, check, emitted } = account();
    submit(5);
    await check();
    const ids = submit(2_500);
    await check();
    rows.splice(999, 1);
    for (let at = 0; at < 4; at++) await check();
    expect([...emitted].sort()).toEqual([...ids].sort());
  });

  it('emits nothing that existed before, whatever the times say', async () => {
    const { rows, submit, check } = account();
    submit(2_000);
    for (const [at, row] of rows.entries()) rows[at] = { ...row, created: '2026-01-01T00:00:00' };
    await check();
    const ids = submit(150);
    expect((await check()).items).toEqual(ids);
  });

  it('emits each transcript once, in whatever order they are submitted, finish, fail and vanish', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('submit' as const), number: fc.integer({ min: 1, max: 260 }), done: fc.boolean() }),
      fc.record({ do: fc.constant('finish' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.record({ do: fc.constant('break' as const), every: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ do: fc.constant('late' as const) }),
      fc.record({ do: fc.constant('check' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.integer({ min: 5, max: 150 }), async (steps, limit) => {
        const world = account(limit);
        const pending: string[] = world.submit(3, 'processing');
        world.submit(30);
        await world.check();
        const due = new Set<string>();
        for (const one of steps) {
          if (one.do === 'submit') {
            const ids = world.submit(one.number, one.done ? 'completed' : 'queued');
            if (one.done) for (const id of ids) due.add(id);
            else pending.push(...ids);
          } else if (one.do === 'finish') {
            const ids = pending.splice(0, Math.ceil(pending.length * one.share));
            world.finish(ids);
            for (const id of ids) due.add(id);
          } else if (one.do === 'late') due.add(world.submitLate());
          else if (one.do === 'break') {
            for (const [at, id] of [...due].entries()) if (at % one.every === 0) world.broken.add(id);
          } else {
            await world.check();
            world.broken.clear();
          }
        }
        world.broken.clear();
        for (let at = 0; at < 400 && world.emitted.length < due.size; at++) await world.check();
        await world.check();
        expect(new Set(world.emitted).size).toBe(world.emitted.length);
        expect([...world.emitted].sort()).toEqual([...due].sort());
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
