import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingSetting } from '../../src/client/same-settings.ts';
import type { ApiRequest, SubmitOptions, TranscriptBody } from '../../src/index.ts';
import { failure, scripted, type Step, thrownBy, transcript } from '../support/scripted.ts';

const URL_OF_AUDIO = 'https://example.com/a.mp3';
const CREATED = '2026-01-01T00:00:00.500000';
const LOST = failure('ECONNRESET', 'read');

const item = (id: string, over: object = {}) => ({
  id,
  status: 'queued',
  audio_url: URL_OF_AUDIO,
  created: CREATED,
  ...over,
});
const job = (id: string, over: object = {}) => transcript({ id, status: 'queued', text: null, ...over });
const idOf = ({ url }: ApiRequest): string => new URL(url).pathname.split('/').at(-1)!;
const isList = ({ method, url }: ApiRequest): boolean => method === 'GET' && /\/v2\/transcript(\?|$)/.test(url);

interface Account {
  /** The outcome of each POST. @default a broken connection */
  readonly post?: Step;
  /** The list at its first read, its second, and so on; the last one repeats. */
  readonly lists?: readonly (readonly object[] | Step)[];
  readonly jobs?: readonly Record<string, unknown>[];
  readonly headers?: Record<string, string>;
}

/** An account whose responses to submissions are lost. */
function account({ post = LOST, lists = [[]], jobs = [], headers }: Account) {
  let reads = 0;
  return scripted((request) => {
    if (request.method === 'POST') return post;
    if (!isList(request)) {
      const found = jobs.find(({ id }) => id === idOf(request));
      return found === undefined ? { status: 503 } : { json: found, ...(headers && { headers }) };
    }
    const shown = lists[Math.min(reads++, lists.length - 1)]!;
    return Array.isArray(shown)
      ? { json: { page_details: {}, transcripts: shown as unknown[] }, ...(headers && { headers }) }
      : (shown as Step);
  });
}

const submit = (given: Account, params: object = {}, options?: SubmitOptions) => {
  const world = account(given);
  return { ...world, result: world.client.transcripts.submit({ audio_url: URL_OF_AUDIO, ...params }, options) };
};

describe('a submission whose response was lost', () => {
  it('returns its job from the list if no other has the same settings', async () => {
    const { result, sent } = submit({ lists: [[item('t-1')]], jobs: [job('t-1')] });
    await expect(result).resolves.toMatchObject({ id: 't-1' });
    expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it.each([
    [
      'a transcript with fewer kinds of information redacted',
      { redact_pii: true, redact_pii_policies: ['person_name', 'phone_number'] },
      { redact_pii: true, redact_pii_policies: ['date'] },
      'redact_pii_policies',
    ],
    ['a transcript in another language', {}, { language_code: 'de' }, 'language_code'],
    [
      'a transcript with another number of speakers',
      { speaker_options: { max_speakers_expected: 2 } },
      { speaker_options: { max_speakers_expected: 3 } },
      'speaker_options',
    ],
    ['a transcript without a setting that was sent', { speaker_labels: true }, {}, 'speaker_labels'],
    ['a transcript with a setting that is not known', {}, { keeps_recording: true }, 'keeps_recording'],
    ['a transcript without punctuation', {}, { punctuate: false }, 'punctuate'],
    [
      'a transcript with another webhook',
      { webhook_url: 'https://a.example' },
      { webhook_url: 'https://b.example' },
      'webhook_url',
    ],
  ])('does not return %s', async (_, params, over, setting) => {
    const error = await thrownBy(submit({ lists: [[item('t-9')]], jobs: [job('t-9', over)] }, params).result);
    expect(error).toMatchObject({
      code: 'network',
      retryable: false,
      landed: true,
      candidateIds: ['t-9'],
      hint: 'The job may have started. Check the list of transcripts before you submit it again.',
    });
    expect(error.message).toBe(
      'The connection to api.assemblyai.com broke (ECONNRESET). ' +
        `This call may have started transcript t-9, but its ${setting} differs.`,
    );
  });

  it('finds a finished job, whose results and detected language do not count as settings', async () => {
    const over = {
      ...transcript(),
      id: 't-1',
      language_code: 'de',
      language_confidence: 0.9,
      words: [],
      throttled: true,
    };
    const { result } = submit(
      { lists: [[item('t-1')]], jobs: [{ ...over, language_detection: true }] },
      { language_detection: true },
    );
    await expect(result).resolves.toMatchObject({ language_code: 'de' });
  });

  it('returns neither of two equal jobs', async () => {
    const given = { lists: [[item('a'), item('b')]], jobs: [job('a'), job('b')] };
    await expect(thrownBy(submit(given).result)).resolves.toMatchObject({ candidateIds: ['a', 'b'] });
  });

  it('does not return an earlier job, by the clock of the service', async () => {
    const minutes = 10 * 60_000;
    const date = new Date(Date.UTC(2026, 0, 1) + minutes).toUTCString();
    const given = (created: string): Account => ({
      lists: [[item('t-1', { created })]],
      jobs: [job('t-1')],
      headers: { date },
    });
    const before = await thrownBy(submit(given('2026-01-01T00:09:50.000000')).result);
    expect(before).toMatchObject({ candidateIds: [] });
    await expect(submit(given('2026-01-01T00:10:00.200000')).result).resolves.toMatchObject({ id: 't-1' });
  });

  it('returns no job by its settings alone if the service sends no time', async () => {
    const given = { lists: [[item('t-1')]], jobs: [job('t-1')], headers: {} };
    const error = await thrownBy(submit(given).result);
    expect(error).toMatchObject({ candidateIds: ['t-1'] });
    expect(error.message).toContain('it may belong to another call');
  });

  it.each([['audio_url'], ['webhook_url']] as const)('gets the job with its own %s', async (unique) => {
    const webhook_url = 'https://example.com/hook/1';
    const given = {
      lists: [[item('t-9'), item('t-1')]],
      jobs: [job('t-9', unique === 'webhook_url' ? {} : { audio_url: 'http://other' }), job('t-1', { webhook_url })],
      headers: {},
    };
    const { result } = submit(given, { webhook_url, speaker_labels: true }, { unique });
    await expect(result).resolves.toMatchObject({ id: 't-1' });
  });

  it('of an upload returns the job with the URL of the upload', async () => {
    const audio_url = 'https://cdn.assemblyai.com/upload/u-1';
    const world = account({ lists: [[item('t-1', { audio_url })]], jobs: [job('t-1', { audio_url })], headers: {} });
    const { client } = scripted([], {
      io: {
        ...world.io,
        send: async (request, signal) =>
          request.url.endsWith('/upload')
            ? { status: 200, headers: {}, body: JSON.stringify({ upload_url: audio_url }) }
            : world.io.send(request, signal),
      },
    });
    const submitted: string[] = [];
    await thrownBy(
      client.transcribe(
        new Uint8Array([1]),
        { speaker_labels: true },
        { deadlineMs: 1, onSubmitted: ({ id }) => void submitted.push(id) },
      ),
    );
    expect(submitted).toEqual(['t-1']);
  });

  it('never returns the job of another call of the same client', async () => {
    let posts = 0;
    const { client } = account({
      post: () => (posts++ === 0 ? { json: job('t-1') } : LOST),
      lists: [[item('t-1')]],
      jobs: [job('t-1')],
    });
    const params = { audio_url: URL_OF_AUDIO };
    await client.transcripts.submit(params);
    await expect(thrownBy(client.transcripts.submit(params))).resolves.toMatchObject({ candidateIds: [] });
  });

  it('waits for the response to another call with the same audio before it returns a job', async () => {
    let answer: (step: Step) => void = () => undefined;
    const late = new Promise<Step>((resolve) => (answer = resolve));
    let posts = 0;
    let reads = 0;
    const { client } = scripted((request) => {
      if (request.method === 'POST') return posts++ === 0 ? () => late : LOST;
      if (!isList(request)) return { json: job(idOf(request)) };
      if (++reads === 3) answer({ json: job('t-1') });
      return { json: { page_details: {}, transcripts: [...(reads > 3 ? [item('t-2')] : []), item('t-1')] } };
    });
    const params = { audio_url: URL_OF_AUDIO };
    const [first, second] = await Promise.all([client.transcripts.submit(params), client.transcripts.submit(params)]);
    expect([first.id, second.id]).toEqual(['t-1', 't-2']);
  });

  it('is searched for until the list is available', async () => {
    const broken: Step[] = [...Array<Step>(4).fill({ status: 503 }), failure('ECONNRESET', 'read')];
    const { result, clock } = submit({ lists: [...broken, [item('t-1')]], jobs: [job('t-1')] });
    await expect(result).resolves.toMatchObject({ id: 't-1' });
    expect(clock.now - Date.UTC(2026, 0, 1)).toBeLessThan(60_000);
  });

  it('is searched for again if no response arrived and the list does not show the job yet', async () => {
    const { result } = submit({ lists: [[], [], [item('t-1')]], jobs: [job('t-1')] });
    await expect(result).resolves.toMatchObject({ id: 't-1' });
  });

  it('is searched for at most one minute', async () => {
    const { result, clock } = submit({ lists: [{ status: 503 }] });
    await expect(thrownBy(result)).resolves.toMatchObject({ retryable: false, candidateIds: [] });
    expect(clock.now - Date.UTC(2026, 0, 1)).toBeLessThanOrEqual(60_000);
  });

  it('reports a job that the list showed but that could not be read', async () => {
    const error = await thrownBy(submit({ lists: [[item('t-7')], { status: 503 }] }).result);
    expect(error).toMatchObject({ candidateIds: ['t-7'] });
    expect(error.message).toContain('t-7, but it could not be read');
  });

  it('is searched for beyond the first page of a busy account', async () => {
    const others = Array.from({ length: 200 }, (_, at) => item(`o-${at}`, { audio_url: 'https://example.com/b.mp3' }));
    const { client } = scripted((request) => {
      if (request.method === 'POST') return LOST;
      if (!isList(request)) return { json: job('t-1') };
      const isOlder = request.url.includes('before_id');
      const prev_url = isOlder ? null : 'https://api.assemblyai.com/v2/transcript?before_id=o-199';
      return { json: { page_details: { prev_url }, transcripts: isOlder ? [item('t-1')] : others } };
    });
    await expect(client.transcripts.submit({ audio_url: URL_OF_AUDIO })).resolves.toMatchObject({ id: 't-1' });
  });
});

describe('a submission that is aborted', () => {
  const stopped = (given: Account) => {
    const stop = new AbortController();
    const post: Step = () => {
      stop.abort('no longer needed');
      return new Promise<never>(() => undefined);
    };
    return submit({ ...given, post }, {}, { signal: stop.signal });
  };

  it('reports the job that it started', async () => {
    const error = await thrownBy(stopped({ lists: [[item('t-1')]], jobs: [job('t-1')] }).result);
    expect(error).toMatchObject({ code: 'aborted', message: 'Cancelled (no longer needed).', transcriptId: 't-1' });
    expect(error['hint']).toContain('instead of submitting it again');
  });

  it.each([
    ['shows nothing', [[]]],
    ['cannot be read', [{ status: 503 }]],
  ])('ends within two seconds if the list %s, and says what to do next', async (_, lists) => {
    const { result, clock, sent } = stopped({ lists });
    await expect(thrownBy(result)).resolves.toMatchObject({
      code: 'aborted',
      hint: expect.stringContaining('list of transcripts') as string,
    });
    expect(clock.now - Date.UTC(2026, 0, 1)).toBeLessThanOrEqual(2_000);
    expect(sent.slice(1).every(({ timeoutMs }) => timeoutMs <= 2_000)).toBe(true);
  });

  it('is not searched for if it was aborted before it was sent', async () => {
    const { result, sent } = submit({}, {}, { signal: AbortSignal.abort() });
    const error = await thrownBy(result);
    expect(error).toMatchObject({ code: 'aborted', landed: false });
    expect(error['hint']).toBeUndefined();
    expect(sent).toEqual([]);
  });

  it('can be aborted during the search, and reports the jobs that it may have started', async () => {
    const stop = new AbortController();
    const world = account({ lists: [[item('t-7')], { status: 503 }] });
    const { client } = scripted([], {
      io: {
        ...world.io,
        sleep: () => {
          stop.abort();
          return new Promise(() => undefined);
        },
      },
    });
    const result = client.transcripts.submit({ audio_url: URL_OF_AUDIO }, { signal: stop.signal });
    await expect(thrownBy(result)).resolves.toMatchObject({ code: 'aborted', candidateIds: ['t-7'] });
  });
});

describe('settings', () => {
  const settings = fc.record(
    {
      punctuate: fc.boolean(),
      speaker_labels: fc.boolean(),
      redact_pii: fc.boolean(),
      redact_pii_policies: fc.uniqueArray(fc.constantFrom('date', 'person_name', 'phone_number'), { minLength: 1 }),
      language_code: fc.constantFrom('en_us', 'de', 'es'),
      speaker_options: fc.record(
        {
          min_speakers_expected: fc.integer({ min: 1, max: 2 }),
          max_speakers_expected: fc.integer({ min: 2, max: 3 }),
        },
        { requiredKeys: [] },
      ),
      custom_spelling: fc.array(
        fc.record({ from: fc.array(fc.constantFrom('a', 'b')), to: fc.constantFrom('c', 'd') }),
      ),
      speech_understanding: fc.record({
        request: fc.record(
          {
            action_items: fc.constant({}),
            translation: fc.record({ target_languages: fc.constantFrom(['de'], ['es']) }),
          },
          { requiredKeys: [] },
        ),
      }),
      prompt: fc.constantFrom('', 'Names first.'),
      extra: fc.constantFrom(0, 1, '1', null, false),
    },
    { requiredKeys: [] },
  );

  /** Defaults of this test, copied from the contract on purpose. */
  const effective = (params: Readonly<Record<string, unknown>>): Record<string, unknown> => {
    const defaults: Record<string, unknown> = { punctuate: true, format_text: true, language_code: 'en_us' };
    for (const key of ['speaker_labels', 'redact_pii', 'extra']) defaults[key] = false;
    return { ...defaults, ...Object.fromEntries(Object.entries(params).filter(([, value]) => value !== null)) };
  };
  const isOurs = (a: object, b: object): boolean => {
    try {
      // As they are sent: JSON has no prototypes.
      const sent = (params: object): unknown => JSON.parse(JSON.stringify(effective({ ...params })));
      expect(sent(a)).toStrictEqual(sent(b));
      return true;
    } catch {
      return false;
    }
  };

  /** As the service shows them: unchanged, with the properties in another order, or with defaults and nulls. */
  const echoed = (params: object, style: number): Record<string, unknown> => {
    const entries = Object.entries(params);
    if (style === 1) entries.reverse();
    const filled =
      style === 2 ? { punctuate: true, format_text: null, speaker_labels: false, summarization: false } : {};
    return { ...job('t-1'), ...filled, ...Object.fromEntries(entries) };
  };

  it('are equal exactly if the job belongs to the call, for 5,000 pairs', () => {
    const style = fc.integer({ min: 0, max: 2 });
    const pair = fc.oneof(
      fc.tuple(settings, settings),
      settings.map((one) => [one, { ...one }] as const),
      fc.tuple(settings, settings).map(([one, other]) => [one, { ...one, ...other }] as const),
    );
    let ours = 0;
    fc.assert(
      fc.property(pair, style, ([sent, stored], how) => {
        const params: TranscriptBody = { audio_url: URL_OF_AUDIO, ...sent };
        const isSame = differingSetting(echoed(stored, how) as never, params) === undefined;
        if (isSame) ours++;
        expect(isSame).toBe(isOurs(sent, stored));
      }),
      { numRuns: 5_000 },
    );
    expect(ours).toBeGreaterThan(500);
  });

  it('alone decide which job a lost submission returns', async () => {
    await fc.assert(
      fc.asyncProperty(settings, settings, async (sent, stored) => {
        const { result } = submit({ lists: [[item('t-1')]], jobs: [job('t-1', stored)] }, sent);
        const ending = await result.then(
          ({ id }) => id,
          (error: { candidateIds?: readonly string[] }) => error.candidateIds,
        );
        expect(ending).toEqual(isOurs(sent, stored) ? 't-1' : ['t-1']);
      }),
      { numRuns: 300 },
    );
  });
});
