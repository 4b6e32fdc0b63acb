import { createUsage } from '@aai-connectors/core';
import type { ToolMessage } from '@langchain/core/messages';
import type { DynamicStructuredTool } from '@langchain/core/tools';
import { describe, expect, it } from 'vitest';
import { createOperationTool, createTranscribeTool } from '../src/index.ts';
import { fakeApi, fixture } from './api.ts';

const URL_A = 'https://example.com/a.mp3';
const URL_B = 'https://example.com/b.mp3';

const call = async (tool: DynamicStructuredTool, args: object, signal?: AbortSignal): Promise<ToolMessage> =>
  (await tool.invoke(
    { type: 'tool_call', id: 'call-1', name: tool.name, args: args as never },
    {
      ...(signal && { signal }),
    },
  )) as ToolMessage;

const jobs = (api: ReturnType<typeof fakeApi>): number => api.count('POST', /^\/v2\/transcript$/);

/** Every URL is an hour long. */
const budget = (hours: number) => createUsage({ limit: { hours }, durationOf: () => 3600 });
const hour = () => ({ text: 'Hello.', audio_duration: 3600 });

describe('a URL that a model transcribes twice', () => {
  it('is one job, one after the other and at the same time', async () => {
    const api = fakeApi();
    const tool = createTranscribeTool(api.config);
    const first = await call(tool, { url: URL_A });
    const again = await Promise.all([call(tool, { url: URL_A }), call(tool, { url: ` ${URL_A} ` })]);
    expect(again.map(({ content }) => content)).toEqual([first.content, first.content]);
    await Promise.all([call(tool, { url: URL_B }), call(tool, { url: URL_B })]);
    expect(jobs(api)).toBe(2);
  });

  it('is one job for all processes with the same store', async () => {
    const api = fakeApi();
    const store = new Map<string, string>();
    await call(createTranscribeTool({ ...api.config, store }), { url: URL_A });
    await call(createTranscribeTool({ ...api.config, store }), { url: URL_A });
    expect(jobs(api)).toBe(1);
    await call(createTranscribeTool({ ...api.config, store, params: { speaker_labels: true } }), { url: URL_A });
    expect(jobs(api)).toBe(2);
  });

  it('is a new job if the first one failed', async () => {
    const api = fakeApi((n) => (n === 1 ? fixture('transcript-response-error-download-failed') : hour()));
    const tool = createTranscribeTool(api.config);
    expect((await call(tool, { url: URL_A })).status).toBe('error');
    expect((await call(tool, { url: URL_A })).status).not.toBe('error');
    expect(jobs(api)).toBe(2);
  });
});

const transcribers = [
  ['createTranscribeTool', createTranscribeTool, (url: string) => ({ url })],
  [
    "createOperationTool('transcribe')",
    (options: object) => createOperationTool('transcribe', options),
    (url: string) => ({ audio_url: url }),
  ],
] as const;

describe.each(transcribers)('the budget of %s', (_, create, argsFor) => {
  it('refuses a job before anything is sent', async () => {
    const api = fakeApi(hour);
    const usage = budget(1.5);
    const tool = create({ ...api.config, usage });
    expect((await call(tool, argsFor(URL_A))).status).not.toBe('error');
    const before = api.asked.length;
    const message = await call(tool, argsFor(URL_B));
    expect(message).toMatchObject({ status: 'error', artifact: { code: 'bad_input' } });
    expect(message.content).toMatch(/estimated at 1 h, would exceed the limit of 1\.5 h: 1 h used.*not submitted/);
    expect(api.asked).toHaveLength(before);
    expect(usage.summary).toMatchObject({ jobs: 1, seconds: 3600, open: { jobs: 0 } });
  });

  it('refuses one of two jobs at the same time', async () => {
    const api = fakeApi(hour);
    const tool = create({ ...api.config, usage: budget(1) });
    const messages = await Promise.all([call(tool, argsFor(URL_A)), call(tool, argsFor(URL_B))]);
    expect(messages.filter(({ status }) => status === 'error')).toHaveLength(1);
    expect(jobs(api)).toBe(1);
  });

  it('can be an amount of money', async () => {
    const api = fakeApi(hour);
    const prices = { currency: 'USD', asOf: '2026-11', source: 'contract', perHour: {}, defaultPerHour: 0.3 };
    const usage = createUsage({ limit: { cost: 0.5 }, prices, durationOf: () => 3600 });
    const tool = create({ ...api.config, usage });
    await call(tool, argsFor(URL_A));
    expect((await call(tool, argsFor(URL_B))).content).toMatch(/estimated at 0\.3 USD, would exceed/);
    expect(usage.bill()).toContain('0.3000 USD');
  });

  it('refuses a URL of unknown duration, unless the program allows it', async () => {
    const api = fakeApi(hour);
    const refused = await call(create({ ...api.config, usage: createUsage({ limit: { hours: 9 } }) }), argsFor(URL_A));
    expect(refused.content).toMatch(/duration of this audio is unknown/);
    expect(api.asked).toEqual([]);
    const usage = createUsage({ limit: { hours: 9 }, whenUnknown: 'allow' });
    expect((await call(create({ ...api.config, usage }), argsFor(URL_A))).status).not.toBe('error');
    expect(usage.summary.seconds).toBe(3600);
  });

  it('keeps counting a job that failed to end in time, and not one that failed', async () => {
    const api = fakeApi((n) =>
      n === 1 ? { status: 'processing' } : fixture('transcript-response-error-download-failed'),
    );
    const usage = budget(3);
    const waiting = { wait: { deadlineMs: 5000 }, deadlineMs: 5000 };
    const tool = create({ ...api.config, usage, ...waiting });
    await call(tool, argsFor(URL_A));
    await call(tool, argsFor(URL_B));
    expect(usage.summary).toMatchObject({ jobs: 0, failed: 1, open: { jobs: 1, transcriptIds: ['job-1'] } });
  });
});

describe('the budget of the tool that transcribes', () => {
  it.each([{ url: URL_A }, { transcriptId: 'job-1' }])(
    'counts a job once that a later call waits for: %j',
    async (args) => {
      const api = fakeApi(() => ({ status: 'processing' }));
      const usage = budget(2);
      const tool = createTranscribeTool({ ...api.config, usage, wait: { deadlineMs: 5000 } });
      await call(tool, { url: URL_A });
      expect(usage.summary.open.jobs).toBe(1);
      api.put('job-1', { ...hour(), status: 'completed' });
      expect((await call(tool, args)).status).not.toBe('error');
      expect(usage.summary).toMatchObject({ jobs: 1, seconds: 3600, open: { jobs: 0 } });
      expect(jobs(api)).toBe(1);
    },
  );

  it('does not count an existing transcript', async () => {
    const api = fakeApi();
    api.put('t-1', { ...hour(), status: 'completed' });
    const usage = budget(0.1);
    await call(createTranscribeTool({ ...api.config, usage }), { transcriptId: 't-1' });
    expect(usage.summary).toMatchObject({ jobs: 0, seconds: 0 });
  });
});

describe.each(transcribers)('the abort of %s', (_, create, argsFor) => {
  const stoppedBy = (stop: AbortController) =>
    fakeApi(() => ({ status: 'processing' }), {
      'GET /v2/transcript/job-1': () => (stop.abort(), { id: 'job-1', status: 'processing' }),
    });

  it.each(['of the run', 'of the program'])('stops waiting and keeps the ID of the job: signal %s', async (which) => {
    const stop = new AbortController();
    const api = stoppedBy(stop);
    const usage = budget(2);
    const tool = create({ ...api.config, usage, ...(which === 'of the program' && { signal: stop.signal }) });
    const signal = which === 'of the run' ? stop.signal : new AbortController().signal;
    await expect(call(tool, argsFor(URL_A), signal)).rejects.toMatchObject({ code: 'aborted', transcriptId: 'job-1' });
    expect(usage.summary.open.transcriptIds).toEqual(['job-1']);
    expect(api.count('GET', /job-1/)).toBe(1);
  });

  it('sends nothing if it came first', async () => {
    const api = fakeApi();
    await expect(call(create(api.config), argsFor(URL_A), AbortSignal.abort())).rejects.toBeDefined();
    await expect(call(create({ ...api.config, signal: AbortSignal.abort() }), argsFor(URL_A))).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(api.asked).toEqual([]);
  });
});

describe('additional parameters of a tool', () => {
  it.each([
    { webhook_url: 'https://example.com/hook' },
    { webhook_auth_header_name: 'x' },
    { audio_url: 'http://169.254.169.254/latest' },
    { nested: [{ webhook_url: 'x' }] },
    { callback: 'https://example.com/hook' },
    { some_setting: 'http://10.0.0.1' },
  ])('cannot name another file or a receiver: %j', async (additional_params) => {
    const api = fakeApi();
    const tool = createOperationTool('transcribe', api.config);
    const message = await call(tool, { audio_url: URL_A, additional_params });
    expect(message).toMatchObject({ status: 'error' });
    expect(message.content).toMatch(/must not contain/);
    expect(api.asked).toEqual([]);
  });

  it('can be anything else', async () => {
    const api = fakeApi();
    const tool = createOperationTool('transcribe', api.config);
    const message = await call(tool, { audio_url: URL_A, additional_params: { some_setting: 'a: b' } });
    expect(message.status).not.toBe('error');
    expect(api.asked[0]!.body).toEqual({ audio_url: URL_A, some_setting: 'a: b' });
  });
});
