import { virtualClock } from '@aai-connectors/stand-in/clock';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWatch, type Until } from '../../src/index.ts';
import type { ListedJobs, WatchOptions } from '../../src/client/watch.ts';
import { KEY, transcript } from '../support/scripted.ts';
import { type ApiRequest, createClient, type HostIo } from '../../src/index.ts';

/** A service where each job ends at its own time, on a virtual clock. */
function service(
  ends: Readonly<Record<string, number>>,
  {
    listed = (): boolean => true,
    listStatus = 200,
    listHeaders = {},
    others = 0,
    getStatus = (): number => 200,
    watching = {} as WatchOptions,
  } = {},
) {
  const sent: ApiRequest[] = [];
  const clock = virtualClock({ start: 0, settle: 'events' });
  const stateOf = (id: string): string => (clock.now() >= ends[id]! ? 'completed' : 'processing');
  const item = (id: string, status: string) => ({
    id,
    status,
    resource_url: '',
    audio_url: '',
    created: '2026-01-01T00:00:00',
    completed: null,
  });
  const io: HostIo = {
    now: clock.now,
    random: () => 0.5,
    async send(request) {
      sent.push(request);
      const { pathname, searchParams } = new URL(request.url);
      const id = pathname.split('/')[3];
      if (id !== undefined) {
        const status = getStatus();
        return { status, headers: {}, body: JSON.stringify(transcript({ id, status: stateOf(id) })) };
      }
      const all = [
        ...Array.from({ length: others }, (_, at) => item(`other-${at}`, 'completed')),
        ...Object.keys(ends)
          .filter(listed)
          .map((one, at) => item(one, stateOf(one) === 'processing' && at % 2 === 1 ? 'queued' : stateOf(one))),
      ];
      const from = all.findIndex((one) => one.id === searchParams.get('before_id')) + 1;
      const transcripts = all.slice(from, from + Number(searchParams.get('limit')));
      const more = from + transcripts.length < all.length;
      const body = {
        page_details: {
          limit: 200,
          result_count: transcripts.length,
          current_url: '',
          next_url: null,
          prev_url: more
            ? `https://api.assemblyai.com/v2/transcript?limit=200&before_id=${transcripts.at(-1)!.id}`
            : null,
        },
        transcripts,
      };
      return { status: listStatus, headers: listHeaders, body: JSON.stringify(body) };
    },
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const cancel = clock.schedule(ms, resolve);
        const onAbort = (): void => {
          cancel();
          reject(signal!.reason as Error);
        };
        if (signal?.aborted === true) onAbort();
        else signal?.addEventListener('abort', onAbort, { once: true });
      }),
  };
  const client = createClient({ io, apiKey: KEY, retry: { attempts: 1 } });
  return {
    client,
    run: <T>(work: Promise<T>): Promise<T> => clock.during(work, { stepMs: 250 }),
    until: createWatch(client, watching),
    now: clock.now,
    asked: (kind: 'list' | 'get') => sent.filter(({ operation }) => operation === `transcripts.${kind}`).length,
    sleeping: () => clock.waiting,
  };
}

const jobs = (count: number, ms: (at: number) => number): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`job-${at}`, ms(at)]));

const waitForAll = (place: ReturnType<typeof service>, ends: object, until: Until | undefined) =>
  Promise.all(Object.keys(ends).map((id) => place.client.transcripts.wait(id, { until })));

describe('a watch over many jobs', () => {
  it('sends one request for all of them, and then one for each that has ended', async () => {
    const ends = jobs(200, (at) => 20_000 + at * 10);
    const place = service(ends);
    const found = await place.run(waitForAll(place, ends, place.until));
    expect(found.map(({ status }) => status)).toEqual(Array.from({ length: 200 }, () => 'completed'));
    expect(place.now()).toBeLessThan(28_000);
    // One check at the start, one at the end, and a list for all every 0.4 seconds.
    expect(place.asked('get')).toBe(400);
    expect(place.asked('list')).toBeLessThanOrEqual(2.5 * (place.now() / 1000) + 1);
    expect(place.sleeping()).toBe(0);

    const alone = service(ends);
    await alone.run(waitForAll(alone, ends, undefined));
    expect(alone.asked('get')).toBeGreaterThan(5 * place.asked('get'));
  });

  it('checks a few jobs one by one', async () => {
    const place = service({ a: 5000, b: 9000 });
    await place.run(waitForAll(place, { a: 0, b: 0 }, place.until));
    expect(place.asked('list')).toBe(0);
    expect(place.now()).toBeLessThan(11_000);
  });

  it('reads further pages if other jobs fill the list', async () => {
    const ends = jobs(10, () => 20_000);
    const place = service(ends, { others: 250 });
    await place.run(waitForAll(place, ends, place.until));
    expect(place.asked('get')).toBe(20);
  });

  it('checks jobs that the list does not show one by one', async () => {
    const ends = jobs(10, () => 20_000);
    const place = service(ends, { others: 5000 });
    await place.run(waitForAll(place, ends, place.until));
    expect(place.now()).toBeLessThan(26_000);
    expect(place.asked('get')).toBeGreaterThan(20);
  });

  it.each([500, 404, 401])('works without a list that returns %d', async (listStatus) => {
    const ends = jobs(10, () => 20_000);
    const place = service(ends, { listStatus });
    const found = await place.run(waitForAll(place, ends, place.until));
    expect(found).toHaveLength(10);
    expect(place.now()).toBeLessThan(26_000);
    if (listStatus !== 500) expect(place.asked('list')).toBe(1);
  });

  it('keeps each deadline, and releases each signal', async () => {
    const place = service(jobs(5, () => 600_000));
    const stop = new AbortController();
    const waits = Object.keys(jobs(5, () => 0)).map((id, at) =>
      place.client.transcripts.wait(id, {
        until: place.until,
        deadlineMs: 10_000 * (at + 1),
        ...(at === 4 && { signal: stop.signal }),
      }),
    );
    waits[0]!.catch(() => stop.abort());
    const outcomes = await place.run(Promise.allSettled(waits));
    const reasons = outcomes.map((outcome) => (outcome as { reason: unknown }).reason);
    expect(reasons).toMatchObject([
      { code: 'timeout', transcriptId: 'job-0' },
      { code: 'timeout' },
      { code: 'timeout' },
      { code: 'timeout' },
      { code: 'aborted', transcriptId: 'job-4' },
    ]);
    expect(place.now()).toBe(40_000);
    expect(place.sleeping()).toBe(0);
  });

  it.each([1, 2, 3, 40, 200, 450])('notices the end of %d jobs within 0.3 seconds, on average', async (count) => {
    // An irregular series of ends, so that they do not fall together with the checks.
    const ends = jobs(count, (at) => 5000 + ((at * 7919) % 30_000));
    const place = service(ends);
    let lateMs = 0;
    await place.run(
      Promise.all(
        Object.entries(ends).map(async ([id, ms]) => {
          await place.client.transcripts.wait(id, { until: place.until });
          lateMs += place.now() - ms;
        }),
      ),
    );
    expect(lateMs / count).toBeLessThan(300);
    const seconds = place.now() / 1000;
    // Without the first and the last check of each job.
    expect(place.asked('list') + Math.max(0, place.asked('get') - 2 * count)).toBeLessThanOrEqual(10 * seconds + 3);
  });

  it('checks less often after minutes without news', async () => {
    const ends = jobs(10, () => 600_000);
    const place = service(ends);
    await place.run(waitForAll(place, ends, place.until));
    expect(place.asked('list')).toBeLessThan(950);
    expect(place.now()).toBeLessThanOrEqual(601_000);
  });

  it('reads the list less often after failures, and when the service says', async () => {
    const ends = jobs(10, () => 60_000);
    let rateLimits = 0;
    const watching = { onRateLimit: () => void rateLimits++ };
    const place = service(ends, { listStatus: 429, listHeaders: { 'retry-after': '20' }, watching });
    await place.run(waitForAll(place, ends, place.until));
    expect(place.asked('list')).toBeLessThanOrEqual(4);
    expect(rateLimits).toBe(place.asked('list'));
    expect(place.now()).toBeLessThan(63_000);
  });

  it('waits after a failed check, even for a job that has ended', async () => {
    const ends = jobs(5, () => 0);
    let failures = 20;
    const place = service(ends, { getStatus: () => (failures-- > 0 ? 503 : 200) });
    await place.run(waitForAll(place, ends, place.until));
    // At least 0.9 seconds between two checks of the same job.
    expect(place.now()).toBeGreaterThanOrEqual((20 / 5) * 900);
  });

  it('reports what waits in the queue of the account', async () => {
    const reports: ListedJobs[] = [];
    const ends = jobs(6, (at) => 3000 + at);
    const place = service(ends, { watching: { onList: (listed) => void reports.push(listed) } });
    await place.run(waitForAll(place, ends, place.until));
    expect(reports[0]).toMatchObject({ queued: 3, processing: 3 });
    expect(reports.some(({ queuedMs }) => queuedMs > 2000)).toBe(true);
    expect(reports.at(-1)).toEqual({ queued: 0, processing: 0, queuedMs: 0 });
  });

  it('misses no job, whatever the list shows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ ms: fc.integer({ min: 0, max: 300_000 }), isListed: fc.boolean() }), {
          minLength: 1,
          maxLength: 30,
        }),
        fc.constantFrom(200, 503, 404),
        async (made, listStatus) => {
          const ends = jobs(made.length, (at) => made[at]!.ms);
          const place = service(ends, {
            listed: ((id: string) => made[Number(id.slice(4))]!.isListed) as never,
            listStatus,
          });
          const over: number[] = [];
          await place.run(
            Promise.all(
              made.map(async ({ ms }, at) => {
                await place.client.transcripts.wait(`job-${at}`, { until: place.until });
                over.push(place.now() - ms);
              }),
            ),
          );
          expect(over).toHaveLength(made.length);
          // Never later than its own interval: a fifth of the time waited, or the longest interval.
          expect(Math.max(...over)).toBeLessThan(17_000);
        },
      ),
      { numRuns: 60 },
    );
  });
});
