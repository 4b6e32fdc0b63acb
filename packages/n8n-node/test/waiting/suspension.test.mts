import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type StandIn, startStandIn, type VirtualClock } from '@aai-connectors/stand-in';
import {
  type Answer,
  type Engine,
  type NodeRun,
  type Outcome,
  replaceSleep,
  startEngine,
} from '@aai-connectors/host-n8n/emulator';
import { deliveryTo, submissionsTo } from '../delivery.mts';

const GOOD = 'https://assembly.ai/wildfires.mp3';
/** Takes a quarter longer, and so is still pending when the others have ended. */
const LONGER = { json: { url: GOOD, isLonger: true } };
const FAILS = /^Download error/;

let standIn: StandIn;
/** Its jobs take 100 seconds. */
let slow: StandIn;
let engine: Engine;
let slowEngine: Engine;
/** Link of a recording that does not exist. */
let bad: string;
/** Milliseconds of each sleep. */
let slept: number[];
let restoreSleep: () => void;
const pass = async (ms: number): Promise<void> => {
  for (const { clock } of [standIn, slow]) await (clock as VirtualClock).advance(ms);
};
const engineFor = ({ keys, url }: StandIn): Promise<Engine> =>
  startEngine({
    packageFolder: new URL('../..', import.meta.url).pathname,
    credentialType: 'assemblyAiApi',
    credential: { apiKey: keys[0]!, region: 'us', baseUrl: url },
  });

beforeAll(async () => {
  standIn = await startStandIn({ clock: 'manual', timing: { queuedMs: 500, processingMs: 4_000 } });
  slow = await startStandIn({ clock: 'manual', timing: { queuedMs: 500, processingMs: 100_000 } });
  engine = await engineFor(standIn);
  slowEngine = await engineFor(slow);
  bad = `${standIn.url}/audio/missing.wav`;
}, 60_000);
afterAll(async () => {
  await standIn.close();
  await slow.close();
});

beforeEach(() => {
  slept = [];
  vi.useFakeTimers({ toFake: ['Date'] });
  restoreSleep = replaceSleep(async (ms) => {
    slept.push(ms);
    vi.setSystemTime(Date.now() + ms);
    await pass(ms);
  });
});
afterEach(() => {
  restoreSleep();
  vi.useRealTimers();
  standIn.control.clear();
});

const transcribe = (parameters: IDataObject = {}, more: Partial<NodeRun> = {}): NodeRun => ({
  type: 'assemblyAi',
  parameters: {
    resource: 'transcript',
    operation: 'transcribe',
    audio_url_source: 'url',
    audio_url: '={{ $json.url }}',
    ...parameters,
    options: { multichannel: '={{ $json.isLonger === true }}', ...(parameters['options'] as IDataObject) },
  },
  input: [{ json: { url: GOOD } }],
  ...more,
});
const NO_STEP = { options: { stayInStep: 0 } };
const list = (...urls: readonly string[]): INodeExecutionData[] => urls.map((url) => ({ json: { url } }));
const jsons = (items: readonly INodeExecutionData[] | undefined): IDataObject[] =>
  (items ?? []).map(({ json }) => json);
const submissions = (service = standIn): readonly IDataObject[] => submissionsTo(service);

/** Calls the execution as AssemblyAI does for the transcript of the last submission. */
const call = (run: NodeRun, first: Outcome, more: IDataObject = {}): Promise<Answer<Outcome>> =>
  engine.call(run, first.data, deliveryTo(first, standIn, more));

/** Runs the node until it waits, and lets AssemblyAI finish and call. */
async function suspendedAndCalled(run: NodeRun): Promise<{ readonly first: Outcome; readonly last: Outcome }> {
  const first = await engine.run(run);
  expect(first.status).toBe('waiting');
  await pass(60_000);
  const { status, outcome } = await call(run, first);
  expect(status).toBe(200);
  return { first, last: outcome! };
}

describe('inside the step', () => {
  it('has a transcript of 4.5 seconds after 4.75 seconds', async () => {
    const { status, outputs } = await engine.run(transcribe());
    expect(status).toBe('success');
    expect(jsons(outputs[0])).toEqual([expect.objectContaining({ status: 'completed' })]);
    expect(slept).toEqual([1_000, 1_500, 2_250]);
  });

  it('stays for 30 seconds, then suspends the execution until the time limit', async () => {
    const startedAt = Date.now();
    const { status, waitTill, outputs, after } = await slowEngine.run(transcribe());
    expect(status).toBe('waiting');
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBe(30_000);
    expect(waitTill!.getTime() - startedAt).toBe(30 * 60_000);
    expect(jsons(outputs[0])).toEqual([{ id: expect.any(String) as string, status: 'processing' }]);
    expect(after).toEqual([]);
  });

  it('waits there until the time limit if AssemblyAI cannot call, then continues without the transcript', async () => {
    const { status, outputs } = await slowEngine.run(transcribe({ waiting: 'check', options: { waitAtMost: 1 } }));
    expect(submissions(slow).at(-1)).not.toHaveProperty('webhook_url');
    expect(status).toBe('success');
    expect(jsons(outputs[0])).toEqual([{ id: expect.any(String) as string, status: 'processing', timed_out: true }]);
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBe(60_000);
  });

  it('checks at the chosen interval', async () => {
    await engine.run(transcribe({ waiting: 'check', options: { checkEvery: 3 } }));
    expect(slept).toEqual([3_000, 3_000]);
  });

  it('stops at the first failure, also while others are pending', async () => {
    const { error, status } = await engine.run(transcribe({}, { input: [LONGER, ...list(bad)] }));
    expect(status).toBe('error');
    expect(error).toMatchObject({ message: expect.stringMatching(FAILS) as string, context: { itemIndex: 1 } });
    expect(slept).toEqual([1_000, 1_500, 2_250]);
    expect(error?.description).toContain('Transcripts submitted for other items: ');
  });
});

describe('a suspended execution', () => {
  it('returns items while it waits, and the transcript with its files from the webhook', async () => {
    const run = transcribe({ ...NO_STEP, files: ['srt'] });
    const { first, last } = await suspendedAndCalled(run);
    expect(slept).toEqual([]);
    expect(jsons(first.outputs[0])).toEqual([{ id: expect.any(String) as string, status: 'queued' }]);
    expect(last.status).toBe('success');
    const [item] = last.after[0]!;
    expect(item!.json).toMatchObject({ status: 'completed', file_name: 'wildfires.mp3' });
    expect(item!.json).not.toHaveProperty('words');
    expect((await engine.contentOf(item!, 'srt')).toString()).toMatch(/^1\n00:00:\d\d,\d{3} --> /);
  });

  it('returns the raw response for each item that asks for it, paired with its input item', async () => {
    const run = transcribe(
      { options: { stayInStep: 0, simplify: '={{ $json.simple }}' } },
      { input: [{ json: { url: GOOD, simple: true } }, { json: { url: GOOD, simple: false } }] },
    );
    const { last } = await suspendedAndCalled(run);
    expect(jsons(last.outputs[0]).map((json) => 'words' in json)).toEqual([false, true]);
    expect(jsons(last.after[0]).map(({ paired }) => (paired as IDataObject)['simple'])).toEqual([true, false]);
  });

  it('passes on items with ID, status and timed_out at the time limit', async () => {
    const run = transcribe(NO_STEP, { input: list(GOOD, GOOD) });
    const { data } = await engine.run(run);
    const { status, after } = await engine.resume(run, data);
    expect(status).toBe('success');
    expect(after).toHaveLength(1);
    expect(jsons(after[0])).toEqual(
      [0, 1].map(() => ({
        id: expect.any(String) as string,
        status: 'queued',
        timed_out: true,
        paired: { url: GOOD },
      })),
    );
  });

  it.each([true, false])('with Execute Once, continues once with one item: called %s', async (isCalled) => {
    const run = transcribe(NO_STEP, { input: list(GOOD, GOOD, GOOD), executeOnce: true });
    const before = submissions().length;
    const first = await engine.run(run);
    await pass(60_000);
    const last = isCalled ? (await call(run, first)).outcome! : await engine.resume(run, first.data);
    expect(submissions().length - before).toBe(1);
    expect(last.after.map((items) => items.length)).toEqual([1]);
    expect('timed_out' in last.after[0]![0]!.json).toBe(!isCalled);
  });

  it('with Always Output Data, continues once with the transcript', async () => {
    const { last } = await suspendedAndCalled(transcribe(NO_STEP, { alwaysOutputData: true }));
    expect(last.after.map((items) => jsons(items).map(({ status }) => status))).toEqual([['completed']]);
  });

  it('is suspended in workflows with the legacy execution order too', async () => {
    const { last } = await suspendedAndCalled(transcribe(NO_STEP, { settings: { executionOrder: 'v0' } }));
    expect(last.after).toHaveLength(1);
  });

  it('keeps results of the step, and adds the others in the order of the items', async () => {
    const run = transcribe({ options: { stayInStep: 5 } }, { input: [LONGER, ...list(GOOD)] });
    const first = await engine.run(run);
    expect(jsons(first.outputs[0]).map(({ status }) => status)).toEqual(['processing', 'completed']);
    await pass(60_000);
    const { outcome } = await call(run, first, { transcript_id: first.outputs[0]![0]!.json['id'] });
    expect(jsons(outcome!.after[0]).map(({ status }) => status)).toEqual(['completed', 'completed']);
    expect(outcome!.after[0]!.map(({ json }) => json['id'])).toEqual(first.outputs[0]!.map(({ json }) => json['id']));
  });

  it('ignores the call for redacted audio, and calls with a wrong secret', async () => {
    const run = transcribe(NO_STEP);
    const first = await engine.run(run);
    await pass(60_000);
    const redacted = { status: 'redacted_audio_ready', redacted_audio_url: 'https://a.b/c.mp3' };
    expect(await call(run, first, redacted)).toMatchObject({ status: 200, body: { resumed: false } });
    const url = String(submissions().at(-1)!['webhook_url']);
    const body = { transcript_id: first.outputs[0]![0]!.json['id'], status: 'completed' };
    const wrong = await engine.call(run, first.data, { url, headers: {}, body });
    expect(wrong).toMatchObject({ status: 200, body: { resumed: false } });
    expect(wrong.outcome).toBeUndefined();
  });

  it('asks for another call while AssemblyAI cannot be read, and then continues', async () => {
    const run = transcribe(NO_STEP);
    const first = await engine.run(run);
    await pass(60_000);
    standIn.control.add({ match: { method: 'GET', path: '/v2/transcript/*' }, fault: '503', times: 1 });
    const refused = await call(run, first);
    expect(refused.status).toBe(503);
    expect(refused.outcome).toBeUndefined();
    expect((await call(run, first)).outcome!.after).toHaveLength(1);
  });

  it('has an address that no Wait node shares', async () => {
    const run = transcribe(NO_STEP);
    const first = await engine.run(run);
    const url = new URL(String(submissions().at(-1)!['webhook_url']));
    expect(url.pathname).toBe('/webhook-waiting/1/assemblyai');
    url.pathname = '/webhook-waiting/1';
    expect((await engine.call(run, first.data, { url: url.href, headers: {}, body: {} })).status).toBe(404);
  });

  it('stores neither the API key nor anything of the engine', async () => {
    const { data } = await engine.run(transcribe(NO_STEP));
    expect(JSON.stringify(data)).not.toContain(standIn.keys[0]!);
    expect(data.executionData!.nodeExecutionStack.map(({ node }) => node.name)).toEqual(['AssemblyAI']);
  });

  it('does not wait for a call to a job that AssemblyAI does not call about', async () => {
    const styles = [
      { json: { url: GOOD, style: 'suspend' } },
      { json: { url: GOOD, style: 'check' } },
      { json: { url: GOOD, style: 'none' } },
    ];
    const { status, outputs } = await engine.run(transcribe({ waiting: '={{ $json.style }}' }, { input: styles }));
    expect(status).toBe('success');
    expect(jsons(outputs[0]).map((json) => json['status'])).toEqual(['completed', 'completed', 'queued']);
  });
});

describe('a recording that fails', () => {
  it.each([
    ['inside the step', {}],
    ['after the execution was suspended', NO_STEP],
  ])('is submitted once, whatever Retry On Fail says: %s', async (_, parameters) => {
    for (const onError of ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const) {
      const before = submissions().length;
      const run = transcribe(parameters, { input: list(bad), retryOnFail: true, onError });
      let outcome = await engine.run(run);
      if (outcome.status === 'waiting') {
        await pass(60_000);
        outcome = (await call(run, outcome, { status: 'error' })).outcome!;
      }
      expect(outcome.status).not.toBe('waiting');
      expect(submissions().length - before).toBe(1);
    }
  });

  it('is submitted again if a person retries the failed execution', async () => {
    const run = transcribe({}, { input: list(GOOD, bad) });
    const first = await engine.run(run);
    expect(first.status).toBe('error');
    const before = submissions().length;
    const again = await engine.retry(run, first.data);
    expect(again.status).toBe('error');
    expect(
      submissions()
        .slice(before)
        .map((body) => body['audio_url']),
    ).toEqual([bad]);
  });

  it('after the suspension, continues as an item that a Wait for Transcript turns into the error', async () => {
    const { last } = await suspendedAndCalled(transcribe(NO_STEP, { input: list(GOOD, bad) }));
    expect(last.status).toBe('success');
    const [good, failed] = jsons(last.after[0]);
    expect(good).toMatchObject({ status: 'completed' });
    expect(failed).toMatchObject({ status: 'error', error: expect.stringMatching(FAILS) as string });
    const { error } = await engine.run(waitFor(String(failed!['id'])));
    expect(error?.message).toMatch(FAILS);
  });

  it('after the suspension, goes to the error output with its input item', async () => {
    const run = transcribe(NO_STEP, { input: list(GOOD, bad), onError: 'continueErrorOutput' });
    const { last } = await suspendedAndCalled(run);
    expect(last.outputs.map((items) => items.length)).toEqual([1, 1]);
    expect(jsons(last.outputs[1])).toEqual([{ url: bad, error: expect.stringMatching(FAILS) as string }]);
  });
});

const waitFor = (id: string, options: IDataObject = {}): NodeRun => ({
  type: 'assemblyAi',
  parameters: { resource: 'transcript', operation: 'wait_for_transcript', transcript_id: '={{ $json.id }}', options },
  input: [{ json: { id } }],
});

describe('Wait for Transcript', () => {
  it('turns an item that timed out into the result, without a first pause if it is ready', async () => {
    const run = transcribe(NO_STEP);
    const { after } = await engine.resume(run, (await engine.run(run)).data);
    const [{ id } = { id: '' }] = jsons(after[0]);
    const waited = await engine.run(waitFor(String(id)));
    expect(jsons(waited.outputs[0])).toEqual([expect.objectContaining({ id, status: 'completed' })]);
    slept = [];
    await engine.run(waitFor(String(id)));
    expect(slept).toEqual([]);
  });

  it('fails at its time limit with the ID of the transcript that keeps processing', async () => {
    const [{ id } = { id: '' }] = jsons((await slowEngine.run(transcribe({ waiting: 'none' }))).outputs[0]);
    const { error, status } = await slowEngine.run(waitFor(String(id), { waitAtMost: 1 }));
    expect(status).toBe('error');
    expect(error?.message).toBe('The transcript was not ready within 1 minutes.');
    expect(error?.description).toContain(String(id));
  });
});
