import { join } from 'node:path';
import { startStandIn, type StandIn, type Timing } from '@aai-connectors/stand-in';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type FlowResult,
  type FlowStep,
  loadPiece,
  type Part,
  runFlow,
  type RunObserver,
  startSurroundings,
  type Surroundings,
  type SurroundingsOptions,
} from '@aai-connectors/host-activepieces/emulator';
import { AUDIO, inFastTime, useStage } from './stage.ts';

type Result = Readonly<Record<string, unknown>>;

const stage = useStage();
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** Jobs that are finished as soon as they are submitted. */
const INSTANT: Partial<Timing> = { queuedMs: 0, processingMs: 0 };
const USUAL: Partial<Timing> = { queuedMs: 2_000, processingMs: 8_000 };

interface World {
  readonly standIn: StandIn;
  readonly host: Surroundings;
  submissions(): number;
}

async function world(timing: Partial<Timing> = USUAL, options: SurroundingsOptions = {}): Promise<World> {
  const standIn = await startStandIn({ timing });
  const connection = { api_key: standIn.keys[0]!, region: 'us', base_url: standIn.url };
  const host = await startSurroundings(connection, options);
  open.push(host, standIn);
  const isSubmission = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
    method === 'POST' && path === '/v2/transcript';
  return { standIn, host, submissions: () => standIn.requests().filter(isSubmission).length };
}

const actionOf = (name: string): Part => stage.piece.actions()[name]!;
const transcribe = (props: object = {}, more: object = {}): FlowStep => ({
  kind: 'action',
  name: 'transcribe',
  action: actionOf('transcribe'),
  props: { audio_url: AUDIO, ...props },
  ...more,
});
const DELAY: FlowStep = { kind: 'delay', name: 'delay', ms: 40_000 };
const APPROVAL: FlowStep = { kind: 'approval', name: 'approval' };

const outputOf = ({ steps }: FlowResult, name = 'transcribe'): Result => (steps[name] as { output: Result }).output;
const errorOf = ({ steps }: FlowResult, name = 'transcribe'): string =>
  (steps[name] as { errorMessage: string }).errorMessage;

/** Runs a flow, and notes what ended each of its pauses. */
const flow = async (
  { host }: World,
  steps: readonly FlowStep[],
  observer: RunObserver = {},
): Promise<FlowResult & { readonly wakes: readonly ('call' | 'time')[]; readonly ms: number }> =>
  inFastTime(async () => {
    const wakes: ('call' | 'time')[] = [];
    const startedAt = Date.now();
    const result = await runFlow(host, steps, {
      ...observer,
      async onWake(wake) {
        wakes.push(wake.payload === null ? 'time' : 'call');
        await observer.onWake?.(wake);
      },
    });
    return { ...result, wakes, ms: Date.now() - startedAt };
  });

/** Runs a flow whose last step is an approval, which a person answers an hour after the flow has started. */
async function untilApproved(one: World, steps: readonly FlowStep[], observer?: RunObserver): Promise<FlowResult> {
  return inFastTime(async () => {
    const result = runFlow(one.host, [...steps, APPROVAL], observer);
    await new Promise((resolve) => setTimeout(resolve, 3_600_000));
    const paused = one.host.waitpoints.paused();
    expect(paused).toMatchObject({ stepName: 'approval', type: 'WEBHOOK' });
    one.host.waitpoints.call(paused!.id, { body: {}, headers: {}, queryParams: { action: 'approve' } });
    return result;
  });
}

const APPROVED = { answered: { body: {}, headers: {}, queryParams: { action: 'approve' } } };

describe('A waiting flow', () => {
  it('resumes as soon as the service sends its webhook', async () => {
    const one = await world();
    const result = await flow(one, [transcribe()]);
    expect(outputOf(result)).toMatchObject({ status: 'completed' });
    expect(result.wakes).toEqual(['call']);
  });

  it('resumes by itself if the webhook is lost', async () => {
    const one = await world();
    one.standIn.control.add({ match: { method: 'POST' }, fault: 'webhook-lost' });
    const result = await flow(one, [transcribe()]);
    expect(outputOf(result)).toMatchObject({ status: 'completed' });
    expect(result.wakes).toEqual(['time']);
    expect(result.ms).toBeGreaterThan(2 * 60_000);
  });

  it('resumes by itself if the webhook arrives while the platform saves the pause', async () => {
    const one = await world({ queuedMs: 3_600_000, processingMs: 0 });
    const answers: boolean[] = [];
    const result = await flow(one, [transcribe({ time_limit: 10 })], {
      onStep() {
        const paused = one.host.waitpoints.paused();
        if (paused !== undefined) {
          answers.push(one.host.waitpoints.call(paused.id, { body: {}, headers: {}, queryParams: {} }));
        }
      },
    });
    expect(outputOf(result)).toMatchObject({ timed_out: true });
    expect(answers.length).toBe(result.wakes.length);
    expect(answers).not.toContain(false);
  });

  it('ends at the time limit with everything that is needed to get the transcript later', async () => {
    const one = await world({ queuedMs: 30 * 3_600_000 });
    const result = await flow(one, [transcribe({ time_limit: 45 })]);
    const output = outputOf(result);
    expect(output).toEqual({
      id: expect.any(String) as string,
      status: 'queued',
      file_name: 'wildfires.mp3',
      timed_out: true,
      note: expect.stringMatching(/not finished within 45 minutes\. .*Wait for Transcript/) as string,
    });
    expect(Math.floor(result.ms / 60_000)).toBeGreaterThanOrEqual(45);
    expect(result.wakes.length).toBeLessThan(20);
    expect(one.host.tags()).toEqual(['transcript-timed-out']);
    expect(one.host.stored.size).toBe(0);
    expect(one.submissions()).toBe(1);
  });

  it('waits three hours by default, and checks less and less often', async () => {
    const one = await world({ queuedMs: 30 * 3_600_000 });
    const result = await flow(one, [transcribe()]);
    expect(outputOf(result)).toMatchObject({ timed_out: true, note: expect.stringContaining('3 hours') as string });
    expect(Math.floor(result.ms / 60_000)).toBeGreaterThanOrEqual(180);
    expect(result.wakes.length).toBeLessThan(40);
  });

  it.each([0, -5, 2_000, 'soon'])('refuses the time limit %j before it sends anything', async (time_limit) => {
    const one = await world();
    const result = await flow(one, [transcribe({ time_limit })]);
    expect(errorOf(result)).toMatch(/Time Limit \(Minutes\) must be a number from 1 to 1440/);
    expect(one.standIn.requests()).toEqual([]);
  });

  it('continues in another process of the platform', async () => {
    const one = await world();
    let { piece } = stage;
    let count = 0;
    const action = {
      ...actionOf('transcribe'),
      run: (context: unknown) => piece.actions()['transcribe']!.run(context),
    };
    const result = await flow(one, [transcribe({}, { action })], {
      onWake: () => void (piece = loadPiece(stage.archive.file, join(stage.folder, `restart-${++count}`))),
    });
    expect(outputOf(result)).toMatchObject({ status: 'completed' });
    expect(count).toBe(1);
    expect(one.submissions()).toBe(1);
  });

  it('transcribes each item of a loop once', async () => {
    const one = await world();
    const seen: Result[] = [];
    const items = [{}, { speaker_labels: true }, {}];
    const loop: FlowStep = {
      kind: 'loop',
      name: 'loop',
      items: () => items,
      steps: [
        {
          kind: 'action',
          name: 'transcribe',
          action: actionOf('transcribe'),
          props: ({ loop: current }) => ({ audio_url: AUDIO, ...(current as { item: object }).item }),
        },
      ],
    };
    const result = await flow(one, [loop, DELAY], {
      onStep: (name, step) =>
        void (name === 'transcribe' && step.status === 'SUCCEEDED' && seen.push(step.output as Result)),
    });
    expect(result.status).toBe('SUCCEEDED');
    const finished = seen.filter(({ status }) => status === 'completed');
    expect(new Set(finished.map(({ id }) => id)).size).toBe(3);
    expect(one.submissions()).toBe(3);
    expect(result.lasted['delay']).toBeGreaterThanOrEqual(40_000);
  });

  it('gets an error of the service in Wait for Transcript, also when the platform retries the step', async () => {
    const one = await world({ queuedMs: 100_000 });
    const wait: FlowStep = {
      kind: 'action',
      name: 'wait',
      action: actionOf('wait_for_transcript'),
      props: ({ transcribe: submitted }) => ({ transcript_id: (submitted as Result)['id'] }),
      retryOnFailure: true,
    };
    const props = { audio_url: `${one.standIn.url}/audio/none.wav`, wait_until_ready: false };
    const result = await flow(one, [transcribe(props), wait]);
    expect(errorOf(result, 'wait')).toMatch(/Download error/);
  });
});

describe('The next step that pauses', () => {
  it('lasts its full time after a transcript that is finished at once', async () => {
    const one = await world(INSTANT);
    const result = await flow(one, [transcribe(), DELAY]);
    expect(outputOf(result)).toMatchObject({ status: 'completed' });
    expect(result.lasted['delay']).toBeGreaterThanOrEqual(40_000);
    expect(result.wakes).toEqual(['call', 'time']);
  });

  it.each([
    ['is finished at once', INSTANT, undefined],
    ['is finished after the pause', USUAL, undefined],
    ['is finished, but its webhook is lost', USUAL, 'webhook-lost'],
    ['is finished at once, but its webhook is lost', INSTANT, 'webhook-lost'],
  ] as const)('is not answered by a transcript that %s', async (_, timing, fault) => {
    const one = await world(timing);
    if (fault !== undefined) one.standIn.control.add({ match: { method: 'POST' }, fault });
    const result = await untilApproved(one, [transcribe()]);
    expect(outputOf(result)).toMatchObject({ status: 'completed' });
    expect(outputOf(result, 'approval')).toEqual(APPROVED);
  });

  it.each([
    ['while the step checks the transcript', 0],
    ['while the flow waits for it', 5_000],
  ])('is not answered by the second webhook of redacted audio that arrives %s', async (_, afterMs) => {
    const one = await world();
    const settings = { redact_pii: true, redact_pii_policies: ['person_name'], redact_pii_audio: true };
    let first = '';
    let isSent = false;
    const observer: RunObserver = {
      onStatus(status) {
        const { waitpoints } = one.host;
        if (status === 'PAUSED') first ||= waitpoints.paused()!.id;
        else if (first !== '' && !isSent) {
          isSent = true;
          const call = (): unknown => waitpoints.call(first, { body: {}, headers: {}, queryParams: {} });
          if (afterMs === 0) setImmediate(call);
          else setTimeout(call, afterMs);
        }
      },
    };
    const result = await untilApproved(
      one,
      [transcribe({ ...settings, more_settings: ['privacy'], settings })],
      observer,
    );
    expect(outputOf(result)).toMatchObject({ status: 'completed' });
    expect(outputOf(result, 'approval')).toEqual(APPROVED);
  });

  it.each([INSTANT, USUAL])('is not answered by a transcript that fails (%j)', async (timing) => {
    const one = await world(timing);
    const props = { audio_url: `${one.standIn.url}/audio/missing.wav` };
    const result = await untilApproved(one, [transcribe(props, { continueOnFailure: true })]);
    expect(errorOf(result)).toMatch(/Download error[^]*Transcript ID: /);
    expect(outputOf(result, 'approval')).toEqual(APPROVED);
  });

  it.each(['401', '429'])('is not answered by a submission that is refused with %s', async (fault) => {
    const one = await world();
    one.standIn.control.add({ match: { method: 'POST', path: '/v2/transcript' }, fault, times: 50 });
    const result = await untilApproved(one, [transcribe({}, { continueOnFailure: true })]);
    expect(errorOf(result)).toMatch(fault === '401' ? /key/i : /rate limit|too many/i);
    expect(outputOf(result, 'approval')).toEqual(APPROVED);
    expect(one.host.stored.size).toBe(0);
  });

  it('is not answered by a step that reached its time limit', async () => {
    const one = await world({ queuedMs: 30 * 60_000 });
    const result = await untilApproved(one, [transcribe({ time_limit: 1 })]);
    expect(outputOf(result)).toMatchObject({ timed_out: true });
    expect(outputOf(result, 'approval')).toEqual(APPROVED);
  });
});

describe("An agent's tool", () => {
  it('gives the text, and neither pauses nor stores anything', async () => {
    const one = await world(USUAL, { canPause: false });
    const result = (await inFastTime(() => one.host.begin(actionOf('transcribe'), { audio_url: AUDIO }))) as Result;
    expect(result).toMatchObject({ status: 'completed', text: expect.any(String) as string });
    expect(one.host.waitpoints.left()).toEqual([]);
    expect(one.host.stored.size).toBe(0);
    expect(one.host.calls()).toEqual([]);
  });

  it('gives each of several calls at once its own transcript', async () => {
    const one = await world(USUAL, { canPause: false });
    const more = [{}, { speaker_labels: true }, { files: ['srt'] }, {}];
    const start = (props: object): Promise<unknown> =>
      one.host.begin(actionOf('transcribe'), { audio_url: AUDIO, ...props }, 'transcribe');
    const results = (await inFastTime(() => Promise.all(more.map(start)))) as Result[];
    expect(new Set(results.map(({ id }) => id)).size).toBe(more.length);
    expect(results.map((result) => 'srt_file' in result)).toEqual([false, false, true, false]);
    const again = (await inFastTime(() =>
      Promise.all(
        results.map(({ id }) => one.host.begin(actionOf('wait_for_transcript'), { transcript_id: id }, 'wait')),
      ),
    )) as Result[];
    expect(again.map(({ id }) => id)).toEqual(results.map(({ id }) => id));
  });

  it.each(['transcribe', 'wait_for_transcript'])('of %s waits eight minutes at most', async (name) => {
    const one = await world({ queuedMs: 3_600_000 }, { canPause: false });
    const { id } = (await one.host.begin(actionOf('transcribe'), {
      audio_url: AUDIO,
      wait_until_ready: false,
    })) as Result;
    const ms = await inFastTime(async () => {
      const startedAt = Date.now();
      const result = await one.host.begin(actionOf(name), { audio_url: AUDIO, transcript_id: id });
      expect(result).toMatchObject({ status: 'queued', timed_out: true, id: expect.any(String) as string });
      return Date.now() - startedAt;
    });
    expect(ms / 60_000).toBeGreaterThan(7.5);
    expect(ms / 60_000).toBeLessThan(10);
  });

  it('waits in the step on versions of the platform that refuse to pause', async () => {
    const refusal = 'This action pauses the run (waitpoint) and can only run inside a flow, not as a action run.';
    const one = await world(USUAL, { rejectWaitpoint: () => refusal });
    const result = await inFastTime(() => one.host.begin(actionOf('transcribe'), { audio_url: AUDIO }));
    expect(result).toMatchObject({ status: 'completed' });
    expect(one.host.isPaused()).toBe(false);
  });
});

describe('A platform that rejects a waitpoint', () => {
  it('fails the step with its reason, before anything is billed', async () => {
    const one = await world(USUAL, { rejectWaitpoint: () => 'Failed to create waitpoint: 500 Internal Server Error' });
    const result = await flow(one, [transcribe()]);
    expect(errorOf(result)).toMatch(/could not be paused: Failed to create waitpoint: 500.*Nothing was sent/);
    expect(one.submissions()).toBe(0);
  });

  it('fails the step with the ID of its billed transcript, and a retried run continues with it', async () => {
    let count = 0;
    const rejectWaitpoint = (): string | undefined => (++count === 2 ? 'Failed to create waitpoint: 502' : undefined);
    const one = await world({ queuedMs: 400_000 }, { rejectWaitpoint });
    const [failed, retried] = await inFastTime(async () => {
      const first = await runFlow(one.host, [transcribe()]);
      one.host.waitpoints.retry();
      return [first, await runFlow(one.host, [transcribe()])];
    });
    expect(errorOf(failed)).toMatch(/could not be paused: .*502[^]*Transcript ID: /);
    expect(outputOf(retried)).toMatchObject({ status: 'completed' });
    expect(one.submissions()).toBe(1);
  });
});

describe('The progress of a step', () => {
  it('shows the status and the minutes while the step is running', async () => {
    const one = await world({ queuedMs: 100_000, processingMs: 100_000 }, { canPause: false });
    await inFastTime(() => one.host.begin(actionOf('transcribe'), { audio_url: AUDIO }));
    const shown = one.host.progress();
    expect(shown[0]).toEqual({ id: expect.any(String) as string, status: 'queued', minutes_waited: 0 });
    expect(shown.map(({ status }) => status)).toEqual(expect.arrayContaining(['queued', 'processing', 'completed']));
    expect(shown.map(({ minutes_waited }) => minutes_waited)).toContain(1);
    expect(shown.length).toBeLessThan(8);
  });

  it('is left out on versions of the platform that have none', async () => {
    const one = await world(USUAL, { canPause: false, hasProgress: false });
    const result = await inFastTime(() => one.host.begin(actionOf('transcribe'), { audio_url: AUDIO }));
    expect(result).toMatchObject({ status: 'completed' });
  });
});
