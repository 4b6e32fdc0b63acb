import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BudgetError,
  createUsage,
  isBudgetError,
  PRICES_OF_2025,
  type Prices,
  type Reservation,
  type Transcript,
  type UsageOptions,
} from '../../src/index.ts';
import { scripted, thrownBy, transcript as body } from '../support/scripted.ts';

const PRICES: Prices = {
  currency: 'EUR',
  asOf: '2026-11-01',
  source: 'our contract',
  perHour: { cheap: 0.1, dear: 0.37 },
  defaultPerHour: 0.2,
  addedPerHour: { speaker_labels: 0.02 },
};

const done = (id: string, seconds: number | null, model?: string): Transcript =>
  ({ id, status: 'completed', audio_duration: seconds, speech_model_used: model }) as Transcript;

/** Audio whose duration is its number of bytes, in minutes. */
const lasting = (minutes: number): Uint8Array => new Uint8Array(minutes);
const durationOf = (audio: unknown): number => (audio as Uint8Array).byteLength * 60;

const usageOf = (options: UsageOptions = {}) => createUsage({ durationOf, ...options });

describe('a usage', () => {
  it('sums exactly in any order, and never lets estimates exceed the limit', async () => {
    const job = fc.record({
      minutes: fc.integer({ min: 1, max: 90 }),
      seconds: fc.integer({ min: 0, max: 5400 }),
      model: fc.constantFrom('cheap', 'dear'),
      end: fc.constantFrom('commit', 'leave', 'release', 'fail'),
      order: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(job, { maxLength: 20 }), fc.nat(600), async (jobs, limit) => {
        const usage = usageOf({ prices: PRICES, limit: { hours: limit / 60 } });
        const accepted: { readonly at: number; readonly reservation: Reservation }[] = [];
        // Concurrently.
        await Promise.all(
          jobs.map(async ({ minutes, model }, at) => {
            const reservation = await usage.reserve(lasting(minutes), { speech_model: model }).catch(() => undefined);
            if (reservation !== undefined) accepted.push({ at, reservation });
          }),
        );
        const minutes = accepted.reduce((sum, { at }) => sum + jobs[at]!.minutes, 0);
        expect(minutes).toBeLessThanOrEqual(limit);
        expect(usage.summary.open).toMatchObject({ jobs: accepted.length, seconds: minutes * 60 });
        const refused = jobs.filter((_, at) => !accepted.some((one) => one.at === at));
        for (const one of refused) expect(one.minutes).toBeGreaterThan(limit - minutes);

        for (const { at, reservation } of accepted.toSorted((a, b) => jobs[a.at]!.order - jobs[b.at]!.order)) {
          const { end, seconds, model } = jobs[at]!;
          if (end === 'commit') reservation.commit(done(`job-${at}`, seconds, model));
          else if (end === 'leave') reservation.leaveOpen(`job-${at}`);
          else reservation.release({ failed: end === 'fail' });
          // A second end has no effect.
          if (end !== 'leave') reservation.release({ failed: true });
        }
        const ended = (end: string) => accepted.map(({ at }) => jobs[at]!).filter((one) => one.end === end);
        const committed = ended('commit');
        const cost = committed.reduce(
          (sum, { seconds, model }) => sum + Math.round((seconds * PRICES.perHour[model]! * 1e6) / 3600),
          0,
        );
        expect(usage.summary).toMatchObject({
          jobs: committed.length,
          seconds: committed.reduce((sum, { seconds }) => sum + seconds, 0),
          cost: cost / 1e6,
          failed: ended('fail').length,
          unpriced: 0,
          open: {
            jobs: ended('leave').length,
            seconds: ended('leave').reduce((sum, one) => sum + one.minutes * 60, 0),
          },
        });
        const { models } = usage.summary;
        expect(models.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(usage.summary.seconds);
      }),
    );
  });

  it('counts each transcript once, by the duration of the service instead of the estimate', async () => {
    const usage = usageOf({ limit: { hours: 1 } });
    const reservation = await usage.reserve(lasting(30));
    reservation.commit(done('a', 45 * 60));
    usage.report(done('a', 45 * 60));
    usage.report(done('b', 60));
    expect(usage.summary).toMatchObject({ jobs: 2, seconds: 46 * 60, open: { jobs: 0 } });
    const error = await thrownBy(usage.reserve(lasting(15)));
    expect(error['budget']).toEqual({ limit: 'hours', allowed: 1, used: 46 / 60, reserved: 0, estimate: 0.25 });
  });

  it('keeps the estimate if the service returns no duration', async () => {
    const usage = usageOf({ limit: { hours: 1 } });
    (await usage.reserve(lasting(30))).commit(done('a', null));
    expect(usage.summary.seconds).toBe(1800);
  });

  it('releases a job that was left open and then failed', async () => {
    const usage = usageOf({ limit: { hours: 1 } });
    (await usage.reserve(lasting(60))).leaveOpen('a');
    await expect(usage.reserve(lasting(1))).rejects.toThrow(BudgetError);
    usage.report({ ...done('a', null), status: 'error' });
    usage.report({ ...done('other', null), status: 'error' });
    expect(usage.summary).toMatchObject({ failed: 1, open: { jobs: 0, seconds: 0 } });
    await expect(usage.reserve(lasting(60))).resolves.toBeDefined();
  });

  it('reads no duration without a limit', async () => {
    const usage = usageOf({ durationOf: () => Promise.reject(new Error('read')) });
    (await usage.reserve(lasting(1))).commit(done('a', 60));
    expect(usage.summary).toMatchObject({ jobs: 1, seconds: 60 });
  });
});

describe('a limit', () => {
  it('refuses a job with an error that has the limit, the usage and the estimate', async () => {
    const usage = usageOf({ limit: { hours: 2 } });
    (await usage.reserve(lasting(60))).commit(done('a', 3600));
    await usage.reserve(lasting(30));
    const error = await thrownBy(usage.reserve(lasting(45)));
    expect(isBudgetError(error)).toBe(true);
    expect(error).toMatchObject({ code: 'bad_input', retryable: false, field: 'usage', hint: /Raise the limit/ });
    expect(error.message).toBe(
      'This job, estimated at 0.75 h, would exceed the limit of 2 h: 1 h used, 0.5 h reserved. It was not submitted.',
    );
    // The rest fits exactly.
    await expect(usage.reserve(lasting(30))).resolves.toBeDefined();
  });

  it('of money counts the most expensive model that the request allows, and features', async () => {
    const usage = usageOf({ prices: PRICES, limit: { cost: 0.39 } });
    const params = { speech_models: ['cheap', 'dear'], speaker_labels: true };
    expect(await usage.estimate(lasting(60), params)).toEqual({ seconds: 3600, cost: 0.39 });
    expect(await usage.estimate(lasting(60))).toEqual({ seconds: 3600, cost: 0.2 });
    expect(await usage.estimate(lasting(60), { speaker_labels: false })).toMatchObject({ cost: 0.2 });
    const reservation = await usage.reserve(lasting(60), params);
    expect((await thrownBy(usage.reserve(lasting(1))))['budget']).toMatchObject({ limit: 'cost', reserved: 0.39 });
    reservation.commit(done('a', 3600, 'cheap'));
    expect(usage.summary).toMatchObject({ cost: 0.12, currency: 'EUR' });
  });

  it.each([
    ['an unknown duration', undefined, {}, /duration of this audio is unknown/, /durationOf/],
    ['a broken file', Number.NaN, {}, /duration of this audio is unknown/, /durationOf/],
    ['an unknown price', 60, { speech_model: 'newest' }, /price of this audio is unknown/, /prices/],
  ])('refuses %s, unless that is allowed', async (_, seconds, params, message, hint) => {
    const options = { prices: PRICES, limit: { cost: 1 }, durationOf: () => seconds };
    const error = await thrownBy(usageOf(options).reserve('https://example.com/a.mp3', params));
    expect(error).toMatchObject({ message, hint, budget: { limit: 'cost', allowed: 1, used: 0, reserved: 0 } });
    expect(error['budget']).not.toHaveProperty('estimate');
    const lax = usageOf({ ...options, whenUnknown: 'allow' });
    (await lax.reserve('https://example.com/a.mp3', params)).commit(done('a', 36_000, 'dear'));
    // The job exceeded the limit, which could not be known before. The limit applies from here on.
    expect(lax.summary.cost).toBe(3.7);
    await expect(lax.reserve('https://example.com/a.mp3', params)).rejects.toThrow(BudgetError);
  });

  it('of 0 refuses everything, even with whenUnknown: allow', async () => {
    const usage = usageOf({ limit: { hours: 0 }, durationOf: () => undefined, whenUnknown: 'allow' });
    await expect(usage.reserve('https://example.com/a.mp3')).rejects.toThrow(BudgetError);
  });

  it('reports why a duration cannot be read, if the user can fix it', async () => {
    const why = new BudgetError('Install it.', { limit: 'hours', allowed: 1, used: 0, reserved: 0 });
    const usage = usageOf({ limit: { hours: 1 }, durationOf: () => Promise.reject(why) });
    await expect(usage.reserve(lasting(1))).rejects.toBe(why);
  });

  it.each([
    [{ limit: { hours: -1 } }, 'limit.hours'],
    [{ limit: { cost: Number.NaN }, prices: PRICES }, 'limit.cost'],
    [{ limit: { cost: 1 } }, 'prices'],
    [{ prices: { ...PRICES, perHour: { cheap: '1' } } }, 'prices'],
    [{ prices: { ...PRICES, addedPerHour: { redact_pii: -1 } } }, 'prices'],
  ])('that is invalid is rejected: %j', (options, field) => {
    expect(() => createUsage(options as never)).toThrow(expect.objectContaining({ code: 'bad_input', field }) as Error);
  });
});

describe('the bill', () => {
  it('has models, unfinished jobs, the limit, and the date of the prices', async () => {
    const usage = usageOf({ prices: PRICES, limit: { hours: 10, cost: 5 } });
    (await usage.reserve(lasting(60), { speech_model: 'cheap' })).commit(done('a', 3600, 'cheap'));
    (await usage.reserve(lasting(60), { speech_model: 'dear' })).commit(done('b', 7200, 'dear'));
    (await usage.reserve(lasting(30))).leaveOpen('c');
    (await usage.reserve(lasting(30))).release({ failed: true });
    usage.report(done('d', 36));
    usage.report({ ...done('e', 36), speech_models: ['newest'] });
    expect(usage.bill()).toBe(
      [
        'Total: 4 recordings, 3.02 h, 0.8420 EUR',
        'cheap: 1 recording, 1 h, 0.1000 EUR',
        'dear: 1 recording, 2 h, 0.7400 EUR',
        'newest: 1 recording, 0.01 h',
        'unknown: 1 recording, 0.01 h, 0.0020 EUR',
        '1 recording without a known price',
        '1 recording failed, counted as not billed',
        'Not finished, estimated: 1 recording, 0.5 h, 0.1000 EUR',
        'Billed without a result: c',
        'Limit: 10 h, 5.00 EUR',
        'Prices of 2026-11-01: our contract',
      ].join('\n'),
    );
  });

  it('has only hours without prices', () => {
    const usage = usageOf();
    usage.report(done('a', 1800, 'universal'));
    expect(usage.bill()).toBe('Total: 1 recording, 0.5 h\nuniversal: 1 recording, 0.5 h');
  });

  it('uses the documented prices, and shows their date', async () => {
    const usage = usageOf({ prices: PRICES_OF_2025 });
    expect(await usage.estimate(lasting(60), { speech_model: 'universal' })).toMatchObject({ cost: 0.27 });
    // The current default has no documented price.
    expect(await usage.estimate(lasting(60))).toEqual({ seconds: 3600 });
    expect(usage.bill()).toMatch(/Prices of 2025-07: /);
  });
});

describe('transcribe with a usage', () => {
  const LINK = 'https://example.com/a.mp3';
  const budget = () => usageOf({ limit: { hours: 1 }, durationOf: () => 1800 });

  it('counts the finished job', async () => {
    const usage = budget();
    const { client } = scripted([{ json: body({ status: 'queued' }) }, { json: body({ audio_duration: 1700 }) }]);
    let open: number | undefined;
    await client.transcribe(LINK, {}, { usage, onSubmitted: () => void (open = usage.summary.open.seconds) });
    expect(open).toBe(1800);
    expect(usage.summary).toMatchObject({ jobs: 1, seconds: 1700, open: { jobs: 0 } });
  });

  it('sends nothing beyond the limit', async () => {
    const usage = usageOf({ limit: { hours: 0.1 } });
    const { client, sent } = scripted([]);
    await expect(client.transcribe(lasting(7), {}, { usage })).rejects.toThrow(BudgetError);
    expect(sent).toEqual([]);
  });

  it.each([
    ['was refused', { status: 400, json: { error: 'No.' } }, { failed: 0, open: { jobs: 0 } }],
    [
      'may have been started',
      { status: 500, json: { error: 'Oops.' } },
      { failed: 0, open: { jobs: 1, transcriptIds: [] } },
    ],
    ['failed', { json: body({ status: 'error', error: 'No audio.' }) }, { failed: 1, open: { jobs: 0 } }],
    [
      'cannot be read',
      { status: 401, json: { error: 'No.' } },
      { failed: 0, open: { jobs: 1, transcriptIds: ['t-1'] } },
    ],
  ])('keeps a reservation only if the job may be billed: it %s', async (name, step, expected) => {
    const usage = budget();
    const isSubmission = name !== 'failed' && name !== 'cannot be read';
    const { client } = scripted(({ method, url }) => {
      if (method === 'POST') return isSubmission ? step : { json: body({ status: 'queued' }) };
      return url.includes('limit=') ? { json: { page_details: {}, transcripts: [] } } : step;
    });
    await thrownBy(client.transcribe(LINK, {}, { usage }));
    expect(usage.summary).toMatchObject({ jobs: 0, ...expected });
  });

  it('counts a job even if the wait for its redacted audio ends early', async () => {
    const usage = budget();
    const params = { redact_pii: true, redact_pii_audio: true, redact_pii_policies: ['person_name'] };
    const { client } = scripted(({ method, url }) => {
      if (method === 'POST') return { json: body({ status: 'queued', ...params }) };
      return url.endsWith('redacted-audio')
        ? { status: 401, json: {} }
        : { json: body({ audio_duration: 60, ...params }) };
    });
    await thrownBy(client.transcribe(LINK, params, { usage, redactedAudio: true }));
    expect(usage.summary).toMatchObject({ jobs: 1, seconds: 60, open: { jobs: 0 } });
  });
});
