import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Batch,
  type BatchResult,
  type BatchSource,
  createUsage,
  memoryJournal,
  transcribeAll,
  type TranscribeAllOptions,
  type UnfinishedJob,
  type Usage,
} from '../../src/index.ts';
import { thrownBy } from '../support/scripted.ts';
import { type Fate, links, posts, world, type World } from './world.ts';

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

const run = <S extends BatchSource>(
  { client, during }: World,
  sources: Iterable<S> | AsyncIterable<S>,
  options: TranscribeAllOptions = {},
): Promise<BatchResult<S>[]> => during(collect(client.transcribeAll(sources, {}, options)));

/** A billed job, as errors and batches report it. */
const unfinished = ({ id, audio_url }: World['jobs'][number]): UnfinishedJob => ({
  source: audio_url,
  transcriptId: id,
});

const byId = (jobs: unknown): UnfinishedJob[] =>
  (jobs as UnfinishedJob[]).toSorted((a, b) => (a.transcriptId < b.transcriptId ? -1 : 1));

const idOf = ({ jobs }: World, at: number): string => jobs.find(({ audio_url: url }) => url === links(at + 1)[at])!.id;

describe('the results of a batch', () => {
  it('arrive once each, in the requested order, with few recordings in progress', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 200, max: 20_000 }), { maxLength: 25 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom('input' as const, 'completion' as const),
        fc.boolean(),
        async (times, concurrency, jobs, order, isLazy) => {
          const sources = links(times.length);
          const here = world((url) => ({ ms: times[sources.indexOf(url)]! }));
          const results = await run(here, isLazy ? lazily(sources) : sources, { concurrency, jobs, order });
          const indexes = results.map(({ index }) => index);
          const all = sources.map((_, index) => index);
          expect(order === 'input' ? indexes : indexes.toSorted((a, b) => a - b)).toEqual(all);
          for (const { source, index, name, transcript, transcriptId } of results) {
            expect([source, name, transcript?.text]).toEqual(Array<string>(3).fill(sources[index]!));
            expect(transcriptId).toBe(transcript?.id);
          }
          expect(posts(here.sent)).toBe(times.length);
          expect(here.mostSending()).toBeLessThanOrEqual(Math.min(concurrency, jobs));
          expect(here.mostRunning()).toBeLessThanOrEqual(jobs);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('arrive as they are ready with order: completion', async () => {
    const here = world((url) => ({ ms: url.includes('/0.') ? 60_000 : 5000 }));
    const results = await run(here, links(3), { order: 'completion' });
    expect(results.map(({ index }) => index).at(-1)).toBe(0);
  });

  it('name their sources without secrets', async () => {
    const sources: BatchSource[] = [
      'https://example.com/a.mp3?token=s3cret',
      { audio: new Uint8Array(4), name: 'Monday' },
      { data: new Uint8Array(4), name: 'tuesday.wav' },
      new Uint8Array(4),
    ];
    const names = (await run(world(), sources)).map(({ name }) => name);
    expect(names).toEqual(['https://example.com/a.mp3', 'Monday', 'tuesday.wav', 'sources[3]']);
  });

  it('may have their own parameters', async () => {
    const here = world();
    const [link] = links(1) as [string];
    const all = here.client.transcribeAll([{ audio: link, params: { punctuate: false } }], {
      punctuate: true,
      disfluencies: true,
    });
    await here.during(collect(all));
    const body = here.sent.find(({ method }) => method === 'POST')!.body as string;
    expect(JSON.parse(body)).toEqual({ audio_url: link, punctuate: false, disfluencies: true });
  });

  it('do not run ahead of a slow reader, and neither do the sources', async () => {
    const here = world(() => ({ ms: 1000 }));
    let taken = 0;
    async function* endless(): AsyncGenerator<string> {
      for (;;) yield `https://example.com/${taken++}.mp3`;
    }
    const batch = here.client.transcribeAll(endless(), {}, { concurrency: 2, jobs: 5 });
    for (let read = 0; read < 3; read++) await here.during(batch.next());
    await here.clock.advance(600_000);
    expect(posts(here.sent)).toBeLessThanOrEqual(3 + 2 + 5);
    expect(taken).toBeLessThanOrEqual(3 + 2 + 5);
    expect(batch.unfinished.length).toBeLessThanOrEqual(2 + 5 + 1);
    await here.during(batch.return());
    const sent = here.sent.length;
    await here.clock.advance(600_000);
    expect(here.sent.length).toBe(sent);
  });

  it('arrive for two thousand sources, with one request for hundreds of jobs', async () => {
    const here = world(() => ({ ms: 60_000 }));
    const results = await run(here, links(2000), { concurrency: 50, jobs: 200 });
    expect(results.map(({ index }) => index)).toEqual([...Array(2000).keys()]);
    const checks = here.sent.filter(({ method }) => method === 'GET').length;
    expect(checks).toBeLessThan(2 * 2000);
  });

  it('are available for a smaller client, on a given clock', async () => {
    const here = world();
    const { transcribeAll: _, ...client } = here.client;
    const batch = transcribeAll(client, links(2), {}, { clock: here.time });
    expect(await here.during(collect(batch))).toHaveLength(2);
  });

  it.each([{ concurrency: 0 }, { jobs: 1.5 }])('are rejected with %j', (options) => {
    expect(() => world().client.transcribeAll([], {}, options)).toThrow(
      expect.objectContaining({ code: 'bad_input', field: Object.keys(options)[0] }) as Error,
    );
  });
});

describe('an account', () => {
  it.each([
    { slots: 5, ms: 20_000, sources: 60 },
    { slots: 20, ms: 1000, sources: 400 },
    { slots: 20, ms: 5000, sources: 200 },
    { slots: 200, ms: 5000, sources: 1200 },
  ])('with $slots slots is kept busy with jobs of $ms ms, without settings', async ({ slots, ms, sources }) => {
    const here = world(() => ({ ms }), { slots });
    const from = here.time.now();
    await run(here, links(sources));
    const leastMs = Math.ceil(sources / slots) * ms;
    expect(here.time.now() - from).toBeLessThan(leastMs * 1.1 + 3500);
  });

  it('with few slots does not get many jobs that wait', async () => {
    const here = world(() => ({ ms: 20_000 }), { slots: 5 });
    const batch = here.client.transcribeAll(links(500), {}, { order: 'completion' });
    // The first jobs show how many the account works on.
    for (let read = 0; read < 40; read++) await here.during(batch.next());
    expect(here.queued()).toBeGreaterThan(0);
    expect(here.queued()).toBeLessThanOrEqual(10);
    await here.during(batch.return());
  });

  it('with other jobs in its queue gets at least as many as are sent at a time', async () => {
    const here = world(() => ({ ms: 5000 }), { slots: 20 });
    const others = links(400).map((link) => here.client.transcripts.submit({ audio_url: `${link}?other` }));
    await here.during(Promise.all(others));
    const from = here.time.now();
    await run(here, links(40), { concurrency: 10 });
    // 440 jobs on 20 slots.
    expect(here.time.now() - from).toBeLessThan(130_000);
  });
});

describe('batches of one client', () => {
  it('share the requests for the list', async () => {
    const here = world(() => ({ ms: 30_000 }));
    const { client, clock } = here;
    const from = clock.now();
    const batches = links(50).map((link) => collect(client.transcribeAll([link])));
    await here.during(Promise.all(batches));
    const checks = here.sent.filter(({ method }) => method === 'GET').length;
    expect(checks).toBeLessThan(2 * 50 + (2.5 * (clock.now() - from)) / 1000);
  });
});

describe('a source that fails', () => {
  const failing = (...bad: number[]): World =>
    world((url) => (bad.some((n) => url.endsWith(`/${n}.mp3`)) ? { error: 'No audio in it.' } : {}));

  it('ends the batch, by default, with its name and the other billed jobs', async () => {
    const here = world((url) => (url.includes('/1.') ? { ms: 1000, error: 'No audio.' } : { ms: 60_000 }));
    const error = await thrownBy(run(here, links(4)));
    expect(error).toMatchObject({ code: 'transcript_failed', source: links(2)[1], transcriptId: idOf(here, 1) });
    expect(byId(error['unfinished'])).toEqual(here.jobs.filter((job) => job.error === undefined).map(unfinished));
  });

  it('does not affect other sources with onError: yield', async () => {
    const here = failing(1, 3);
    const results = await run(here, [...links(5), null as never], { onError: 'yield' });
    expect(results.map(({ transcript }) => transcript?.text)).toEqual(
      links(5)
        .map((link, at) => (at % 2 === 0 ? link : undefined))
        .concat(undefined),
    );
    expect(results[1]).toMatchObject({
      name: links(2)[1],
      transcriptId: idOf(here, 1),
      error: { code: 'transcript_failed', message: 'No audio in it.' },
    });
    expect(results[5]).toMatchObject({ name: 'sources[5]', error: { code: 'bad_input' } });
    expect(results[5]!.transcriptId).toBeUndefined();
  });

  it('reports its end as progress', async () => {
    const here = failing(1);
    const seen: string[] = [];
    await run(here, links(2), {
      jobs: 1,
      onError: 'yield',
      onProgress: ({ type, transcriptId, done, total }) => void seen.push(`${type} ${transcriptId} ${done}/${total}`),
    });
    expect(seen).toEqual(['submitted job-1 0/2', 'completed job-1 1/2', 'submitted job-2 1/2', 'failed job-2 2/2']);
  });

  it('keeps the ID of a job that took too long', async () => {
    const here = world(() => ({ ms: 1e7 }));
    const [result] = await run(here, links(1), { onError: 'yield', deadlineMs: 10_000 });
    expect(result).toMatchObject({ error: { code: 'timeout' }, transcriptId: 'job-1' });
  });

  it('may be the list of sources itself, which ends the batch', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield links(1)[0]!;
      throw new Error('the list is gone');
    }
    await expect(run(world(), broken(), { onError: 'yield' })).rejects.toThrow('the list is gone');
  });
});

describe('a signal', () => {
  async function aborted(here: World, batch: Batch, stop: AbortController, jobs: number, afterMs: number) {
    const reading = thrownBy(collect(batch));
    await here.reached(jobs);
    await here.clock.advance(afterMs);
    stop.abort();
    return here.during(reading);
  }

  it('ends the batch with all billed jobs, for each onError', async () => {
    for (const onError of ['throw', 'yield'] as const) {
      const here = world((url) => ({ ms: url.includes('/0.') ? 1000 : 1e6 }));
      const stop = new AbortController();
      const batch = here.client.transcribeAll(links(4), {}, { signal: stop.signal, onError });
      const error = await aborted(here, batch, stop, 4, 30_000);
      expect(error).toMatchObject({ code: 'aborted' });
      const jobs = here.jobs.filter(({ audio_url: url }) => !url.includes('/0.')).map(unfinished);
      expect(jobs).toHaveLength(3);
      expect(byId(error['unfinished'])).toEqual(jobs);
      expect(byId(batch.unfinished)).toEqual(jobs);
    }
  });

  it('finds the jobs whose submissions it interrupts', async () => {
    const here = world(() => ({ answerMs: 50_000, ms: 1e6 }));
    const stop = new AbortController();
    const batch = here.client.transcribeAll(links(3), {}, { signal: stop.signal });
    const error = await aborted(here, batch, stop, 3, 1000);
    expect(posts(here.sent)).toBe(3);
    expect(byId(error['unfinished'])).toEqual(here.jobs.map(unfinished));
  });

  it('reports the jobs that interrupted submissions may have started', async () => {
    const here = world(() => ({ answerMs: 50_000, ms: 1e6 }));
    const stop = new AbortController();
    const [link] = links(1) as [string];
    // Another caller transcribes the same audio.
    const other = here.client.transcripts.submit({ audio_url: link }).catch(() => undefined);
    const batch = here.client.transcribeAll([link], {}, { signal: stop.signal });
    const error = await aborted(here, batch, stop, 2, 1000);
    expect(error).toMatchObject({ code: 'aborted', unfinished: [] });
    expect(error['candidateIds']).toEqual(['job-2', 'job-1']);
    await here.during(other);
  });

  it('ends a batch that waits for its next source', async () => {
    const here = world();
    const stop = new AbortController();
    async function* stuck(): AsyncGenerator<string> {
      await new Promise(() => undefined);
      yield '';
    }
    const batch = here.client.transcribeAll(stuck(), {}, { signal: stop.signal });
    expect(await aborted(here, batch, stop, 0, 1000)).toMatchObject({ code: 'aborted', unfinished: [] });
  });

  it('that has already fired sends nothing', async () => {
    const here = world();
    await expect(run(here, links(3), { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
    expect(here.sent).toEqual([]);
  });
});

describe('a journal', () => {
  it('makes a second run submit only what the first one did not', async () => {
    const here = world(() => ({ ms: 1e6 }));
    const journal = memoryJournal();
    const batch = here.client.transcribeAll(links(3), {}, { journal, jobs: 2 });
    const reading = batch.next().catch(() => undefined);
    await here.reached(2);
    await here.clock.advance(5000);
    await here.during(batch.return());
    await reading;
    const results = await run(here, links(3), { journal });
    expect(results.map(({ transcriptId }) => transcriptId)).toEqual([0, 1, 2].map((at) => idOf(here, at)));
    expect(posts(here.sent)).toBe(3);
  });

  it('recognizes a signed link, but not with other parameters, and bytes only by their key', async () => {
    const here = world();
    const journal = memoryJournal();
    const signed = (signature: string): string => `https://b.s3.amazonaws.com/a.mp3?X-Amz-Signature=${signature}`;
    const bytes = new Uint8Array(4);
    const sources: BatchSource[] = [
      signed('one'),
      signed('two'),
      { audio: signed('three'), params: { punctuate: false } },
      { audio: bytes, key: 'k' },
      { audio: bytes, key: 'k' },
      bytes,
      bytes,
    ];
    const results = await run(here, sources, { journal, concurrency: 1, jobs: 1 });
    const ids = results.map(({ transcriptId }) => transcriptId);
    expect(ids).toEqual(['job-1', 'job-1', 'job-2', 'job-3', 'job-3', 'job-4', 'job-5']);
  });

  it('is not needed to bill a repeated source once', async () => {
    const here = world();
    const results = await run(here, [...links(2), ...links(2)]);
    expect(results.map(({ transcriptId }) => transcriptId)).toEqual([0, 1, 0, 1].map((at) => idOf(here, at)));
    expect(posts(here.sent)).toBe(2);
  });
});

describe('a usage', () => {
  const minutes = (audio: unknown): number => Number(/m=(\d+)/.exec(String(audio))![1]) * 60;
  const lasting = (...all: number[]): string[] => all.map((m, n) => `https://example.com/${n}.mp3?m=${m}`);
  const served = (url: string): Fate => ({ seconds: minutes(url) });

  it('is never exceeded by concurrent jobs, and sums what the service counted', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 15 }),
        fc.integer({ min: 0, max: 240 }),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom('input' as const, 'completion' as const),
        async (lengths, allowed, concurrency, order) => {
          const here = world(served);
          const usage = createUsage({ limit: { hours: allowed / 60 }, durationOf: minutes });
          const sources = lasting(...lengths);
          const results = await run(here, sources, { usage, onError: 'yield', concurrency, order });
          const done = results.filter(({ error }) => error === undefined);
          const seconds = done.reduce((sum, { source }) => sum + minutes(source), 0);
          expect(usage.summary).toMatchObject({ jobs: done.length, seconds, open: { jobs: 0, seconds: 0 } });
          expect(seconds).toBeLessThanOrEqual(allowed * 60);
          expect(posts(here.sent)).toBe(done.length);
          for (const { error, source } of results) {
            if (error === undefined) continue;
            expect(error).toMatchObject({
              code: 'bad_input',
              budget: { limit: 'hours', estimate: minutes(source) / 3600 },
            });
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  const budget = (hours: number): Usage => createUsage({ limit: { hours }, durationOf: minutes });

  it('does not count what the journal knew', async () => {
    const here = world(served);
    const journal = memoryJournal();
    const usage = budget(1);
    await run(here, lasting(60), { journal, usage });
    const again = budget(0.5);
    expect(await run(here, lasting(60), { journal, usage: again })).toHaveLength(1);
    expect(again.summary).toMatchObject({ jobs: 0, seconds: 0 });
  });

  it('keeps counting jobs that an abort left running', async () => {
    const here = world((url) => ({ ...served(url), ms: 1e6 }));
    const stop = new AbortController();
    const usage = budget(10);
    const reading = thrownBy(collect(here.client.transcribeAll(lasting(30, 60), {}, { usage, signal: stop.signal })));
    await here.reached(2);
    await here.clock.advance(10_000);
    stop.abort();
    await here.during(reading);
    expect(usage.summary.open).toMatchObject({ jobs: 2, seconds: 5400 });
    expect(usage.summary.open.transcriptIds.toSorted()).toEqual(['job-1', 'job-2']);
    await here.clock.advance(1e6);
    for (const id of usage.summary.open.transcriptIds) usage.report(await here.during(here.client.resume(id)));
    expect(usage.summary).toMatchObject({ jobs: 2, seconds: 5400, open: { jobs: 0, seconds: 0, transcriptIds: [] } });
  });
});

async function* lazily<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) {
    await Promise.resolve();
    yield item;
  }
}
