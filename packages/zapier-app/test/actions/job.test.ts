import { createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jobOf } from '../../src/actions/job.ts';
import { underDeadline } from '../../src/deadline.ts';
import { type AnyJob, findEntry, WEBHOOK_HEADER } from '../../src/core.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Seen {
  readonly requests: { readonly method: string; readonly url: string; readonly body?: unknown }[];
  callbacks: number;
}

/** Runs a step with a service whose transcript is ready after the given number of checks. */
function step(id: string, method: 'perform' | 'performResume', checksUntilReady: number, bundle: object) {
  const seen: Seen = { requests: [], callbacks: 0 };
  let checks = 0;
  class ThrottledError extends Error {
    readonly delay: number;
    constructor(message: string, delay: number) {
      super(message);
      this.delay = delay;
    }
  }
  const z = {
    errors: { ThrottledError },
    generateCallbackUrl: () => `https://hooks.example.com/${++seen.callbacks}`,
    dehydrateFile: () => 'hydrate',
    request: (request: Seen['requests'][number]) => {
      seen.requests.push(request);
      const isReady = request.method === 'GET' && ++checks > checksUntilReady;
      const body = {
        id: 't-1',
        status: isReady ? 'completed' : 'processing',
        text: isReady ? 'Hello.' : null,
        audio_url: 'https://a.b/c',
      };
      return Promise.resolve({
        status: 200,
        headers: new Map(),
        body: Readable.from([Buffer.from(JSON.stringify(body))]),
      });
    },
  };
  const { operation } = jobOf(findEntry(id) as AnyJob) as unknown as {
    operation: Record<string, (z: unknown, bundle: object) => Promise<Record<string, unknown>>>;
  };
  const whole = { authData: { api_key: 'key' }, inputData: { audio_url: 'https://a.b/c.mp3' }, meta: {}, ...bundle };
  const work = operation[method]!(z, whole);
  work.catch(() => undefined);
  return { seen, work };
}

const testing = { meta: { isLoadingSample: true } };

describe("The editor's test of a step that waits", () => {
  it('checks for a few seconds and shows the transcript', async () => {
    const { seen, work } = step('transcribe', 'perform', 3, testing);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await work).toMatchObject({ status: 'completed', text: 'Hello.' });
    expect(seen.callbacks).toBe(0);
  });

  it('shows the status of the job after 18 seconds, and submits it once', async () => {
    const { seen, work } = step('transcribe', 'perform', Infinity, testing);
    let isDone = false;
    void work.then(() => (isDone = true));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(isDone).toBe(false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await work).toMatchObject({ id: 't-1', status: 'processing' });
    expect(seen.requests.filter(({ method }) => method === 'POST').length).toBe(1);
  });
});

describe('A step that waits for the transcript of another step', () => {
  it('asks the platform to repeat it if the transcript is not ready', async () => {
    const inputData = { transcript_id: '9ea68fd3-f953-42c1-9742-976c447fb463' };
    const { work } = step('wait_for_transcript', 'perform', Infinity, { inputData });
    await vi.advanceTimersByTimeAsync(30_000);
    await expect(work).rejects.toMatchObject({ delay: 60 });
  });
});

describe('A step that is resumed', () => {
  const callback = { callback_seed: 'seed', callback_started_at: new Date(0).toISOString() };

  it.each([
    ['the step remembers', { file_name: 'my call.wav' }, 'my call.wav'],
    ['nobody remembers', {}, undefined],
  ])('has the name of the file that %s', async (_, remembered, name) => {
    const bundle = { outputData: { id: 't-1', ...callback, ...remembered }, cleanedRequest: {} };
    const { work } = step('transcribe', 'performResume', 0, bundle);
    await vi.advanceTimersByTimeAsync(20_000);
    expect((await work)['file_name']).toBe(name);
  });

  it('has remembered the name of its link', async () => {
    const { work } = step('transcribe', 'perform', 0, {});
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await work).toMatchObject({ id: 't-1', file_name: 'c.mp3', callback_seed: expect.any(String) as string });
  });

  it.each([
    ['a minute', 0, 60],
    ['a fifth of the time that has passed', 3_600_000, 720],
    ['an hour at most', 20 * 3_600_000, 3_600],
  ])('too early by a forged call checks once, and again after %s', async (_, now, delay) => {
    vi.setSystemTime(now);
    const bundle = { outputData: { id: 't-1', ...callback }, cleanedRequest: {} };
    const { seen, work } = step('transcribe', 'performResume', Infinity, bundle);
    await vi.advanceTimersByTimeAsync(0);
    await expect(work).rejects.toMatchObject({ delay, message: expect.stringContaining('t-1') as string });
    expect(seen.requests.map(({ method }) => method)).toEqual(['GET']);
    expect(seen.callbacks).toBe(0);
  });

  it('too early by the service checks for a few seconds, and again after a minute', async () => {
    vi.setSystemTime(0);
    const [seed, authData] = ['seed', { api_key: 'key' }];
    const secret = createHmac('sha256', 'key').update(seed).digest('hex');
    const bundle = {
      authData,
      outputData: { id: 't-1', ...callback },
      cleanedRequest: { status: 'redacted_audio_ready', redacted_audio_url: 'https://a.b/c.mp3' },
      rawRequest: { headers: { [`Http-${WEBHOOK_HEADER}`]: secret } },
    };
    const { seen, work } = step('transcribe', 'performResume', Infinity, bundle);
    await vi.advanceTimersByTimeAsync(30_000);
    await expect(work).rejects.toMatchObject({ delay: 60 });
    expect(seen.requests.length).toBeGreaterThan(5);
  });

  it('after 30 days fails with the ID of the billed transcript', async () => {
    vi.setSystemTime(31 * 24 * 3_600_000);
    const bundle = { outputData: { id: 't-1', ...callback }, cleanedRequest: {} };
    const { work } = step('transcribe', 'performResume', Infinity, bundle);
    await vi.advanceTimersByTimeAsync(0);
    await expect(work).rejects.toThrow(/t-1 was ready[^]*Find Transcript/);
  });

  it('in time outputs the transcript after one check', async () => {
    const bundle = {
      outputData: { id: 't-1', callback_seed: 'seed' },
      cleanedRequest: { transcript_id: 't-1', status: 'completed' },
    };
    const { seen, work } = step('transcribe', 'performResume', 0, bundle);
    await vi.advanceTimersByTimeAsync(0);
    expect(await work).toMatchObject({ text: 'Hello.' });
    expect(seen.requests.length).toBe(1);
  });
});

describe('A submission that the service does not answer in time', () => {
  const never = (): Promise<never> => new Promise(() => undefined);

  /** A service that answers requests by method and path. Those without an answer are never answered. */
  function serviceOf(answers: Readonly<Record<string, unknown>>) {
    return ({ method, url, signal }: { method: string; url: string; signal: AbortSignal }): Promise<unknown> => {
      const { pathname } = new URL(url);
      const body = answers[`${method} ${pathname}`];
      if (body !== undefined) {
        return Promise.resolve({
          status: 200,
          headers: new Map([['date', new Date().toUTCString()]]),
          body: Readable.from([Buffer.from(JSON.stringify(body))]),
        });
      }
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    };
  }

  function run(method: 'perform' | 'performResume', answers: Readonly<Record<string, unknown>>, bundle: object) {
    const z = {
      errors: { ThrottledError: class ThrottledError extends Error {} },
      generateCallbackUrl: () => 'https://hooks.example.com/1',
      stashFile: never,
      request: serviceOf(answers),
    };
    const { operation } = underDeadline(jobOf(findEntry('transcribe') as AnyJob)) as unknown as {
      operation: Record<string, (z: unknown, bundle: object) => Promise<Record<string, unknown>>>;
    };
    const inputData = { audio_url: 'https://a.b/c.mp3' };
    const work = operation[method]!(z, { authData: { api_key: 'key' }, inputData, meta: {}, ...bundle });
    work.catch(() => undefined);
    return work;
  }

  const list = (jobs: readonly { readonly id: string }[]): Record<string, unknown> => ({
    'GET /v2/transcript': {
      page_details: { prev_url: null },
      transcripts: jobs.map((job) => ({
        audio_url: 'https://a.b/c.mp3',
        status: 'queued',
        created: new Date(Date.now() + 1_000).toISOString(),
        ...job,
      })),
    },
  });
  const transcript = (id: string, more = {}): Record<string, unknown> => ({
    [`GET /v2/transcript/${id}`]: { id, status: 'completed', text: 'Hello.', audio_url: 'https://a.b/c.mp3', ...more },
  });

  it('is found in the list by its callback address', async () => {
    const jobs = { ...list([{ id: 't-2' }, { id: 't-1' }]) };
    const work = run(
      'perform',
      {
        ...jobs,
        ...transcript('t-2', { webhook_url: 'https://hooks.example.com/other' }),
        ...transcript('t-1', { webhook_url: 'https://hooks.example.com/1' }),
      },
      {},
    );
    await vi.advanceTimersByTimeAsync(26_000);
    expect(await work).toMatchObject({ id: 't-1' });
  });

  it('fails if the list shows that there is no job', async () => {
    const work = run('perform', list([]), {});
    await vi.advanceTimersByTimeAsync(27_000);
    await expect(work).rejects.toThrow(/did not answer in time.*Find Transcripts/);
  });

  it('leaves the step waiting for the call if nothing is known, and the call brings the ID', async () => {
    const work = run('perform', {}, {});
    await vi.advanceTimersByTimeAsync(26_400);
    const paused = await work;
    expect(paused).not.toHaveProperty('id');
    expect(paused).toMatchObject({ callback_address: 'https://hooks.example.com/1', file_name: 'c.mp3' });
    const secret = createHmac('sha256', 'key').update(String(paused['callback_seed'])).digest('hex');
    const resumed = await run('performResume', transcript('t-1'), {
      outputData: paused,
      cleanedRequest: { transcript_id: 't-1', status: 'completed' },
      rawRequest: { headers: { [`Http-${WEBHOOK_HEADER}`]: secret } },
    });
    expect(resumed).toMatchObject({ id: 't-1', text: 'Hello.', file_name: 'c.mp3' });
  });

  it('is looked up when a call without the secret resumes the step, which does not choose the transcript', async () => {
    const outputData = {
      callback_seed: 'seed',
      callback_address: 'https://hooks.example.com/1',
      callback_started_at: new Date().toISOString(),
    };
    const forged = { outputData, cleanedRequest: { transcript_id: 't-2', status: 'completed' } };
    const answers = {
      ...list([{ id: 't-2' }, { id: 't-1' }]),
      ...transcript('t-2', { webhook_url: 'https://hooks.example.com/other' }),
      ...transcript('t-1', { webhook_url: 'https://hooks.example.com/1' }),
    };
    expect(await run('performResume', answers, forged)).toMatchObject({ id: 't-1' });
    await expect(run('performResume', list([]), forged)).rejects.toThrow(/no transcript for it.*Find Transcripts/);
  });
});
