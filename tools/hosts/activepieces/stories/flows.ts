import type { StandIn } from '@aai-connectors/stand-in';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSurroundings, type Surroundings, type SurroundingsOptions } from '../emulator/context.ts';
import { type FlowResult, type FlowStep, runFlow, type RunObserver } from '../emulator/flow.ts';
import type { Part, Piece } from '../emulator/load.ts';
import type { Table } from './table.ts';

/** What the rows about whole flows need. */
export interface FlowStage {
  readonly piece: Piece;
  /** Loads the piece again, as another process of the platform does. */
  reload(): Piece;
  /** Jobs that take a moment. */
  readonly usual: StandIn;
  /** Jobs that are finished as soon as they are submitted. */
  readonly instant: StandIn;
}

type Output = Readonly<Record<string, unknown>>;

const AUDIO = 'https://assembly.ai/wildfires.mp3';
const DELAY_MS = 40_000;
/** Milliseconds by which two clocks of this machine may differ. */
const CLOCK_MS = 50;

/** Pauses of a minute or more last a hundredth of the time. Other steps, such as Delay, last their full time. */
const lasting = (askedMs: number): number => (askedMs >= 60_000 ? askedMs / 100 : askedMs);

/** How long an Approval must stay unanswered, in milliseconds. */
const UNANSWERED_MS = 3_000;

/** Adds the rows about flows: how waits end, what is left over, loops, agents, retries and restarts. */
export async function flowRows({ row }: Table, { piece, reload, usual, instant }: FlowStage): Promise<void> {
  const transcribe = piece.actions()['transcribe']!;
  const connectionTo = ({ keys, url }: StandIn): Record<string, unknown> => ({
    api_key: keys[0]!,
    region: 'us',
    base_url: url,
  });
  const step = (props: object = {}, more: object = {}): FlowStep => ({
    kind: 'action',
    name: 'transcribe',
    action: transcribe,
    props: { audio_url: AUDIO, ...props },
    ...more,
  });
  const submissions = ({ requests }: StandIn): number =>
    requests().filter(({ method, path }) => method === 'POST' && path === '/v2/transcript').length;

  /** Does the work with a separate platform. */
  async function withHost<T>(
    standIn: StandIn,
    work: (host: Surroundings, connection: Record<string, unknown>) => Promise<T>,
    options: SurroundingsOptions = {},
  ): Promise<T> {
    const connection = connectionTo(standIn);
    const host = await startSurroundings(connection, { lasting, ...options });
    return work(host, connection).finally(host.close);
  }
  const flow = (standIn: StandIn, steps: readonly FlowStep[], observer?: RunObserver): Promise<FlowResult> =>
    withHost(standIn, (host) => runFlow(host, steps, observer));

  /** Runs steps and then an approval, which must stay unanswered until a person answers it. */
  const throughApproval = (standIn: StandIn, steps: readonly FlowStep[]): Promise<FlowResult> =>
    withHost(standIn, async (host) => {
      const { waitpoints } = host;
      const running = runFlow(host, [...steps, { kind: 'approval', name: 'approval' }]);
      await until(() => waitpoints.paused()?.stepName === 'approval');
      await sleep(UNANSWERED_MS);
      const paused = waitpoints.paused();
      if (paused?.stepName !== 'approval') throw new Error('The approval was answered by a webhook of the service.');
      waitpoints.call(paused.id, { body: {}, headers: {}, queryParams: { action: 'approve' } });
      return running;
    });

  // These take 40 seconds each, so they run while the other rows do.
  const delay: FlowStep = { kind: 'delay', name: 'delay', ms: DELAY_MS };
  const failing = step({ audio_url: `${instant.url}/audio/missing.wav` }, { continueOnFailure: true });
  const delayed = [flow(instant, [step(), delay]), flow(instant, [failing, delay])] as const;
  for (const one of delayed) one.catch(() => undefined);

  await row('Wait, the webhook is lost: the flow resumes by itself', async () => {
    usual.control.add({ match: { method: 'POST' }, fault: 'webhook-lost' });
    const wakes: string[] = [];
    const result = await flow(usual, [step()], {
      onWake: ({ payload }) => void wakes.push(payload === null ? 'time' : 'webhook'),
    });
    if (wakes.join() !== 'time') throw new Error(`The pause ended by ${wakes.join()}.`);
    return `the pause ended by its due time; Status: ${completed(result)}`;
  });
  await row('Wait, the webhook arrives while the pause is saved: the flow resumes by itself', async () => {
    usual.control.add({ match: { method: 'POST' }, fault: 'webhook-lost' });
    const seen: unknown[] = [];
    const result = await withHost(usual, (host) =>
      runFlow(host, [step()], {
        onStatus(status) {
          const { waitpoints } = host;
          if (status === 'PAUSED') seen.push(waitpoints.call(waitpoints.paused()!.id, NO_PAYLOAD));
        },
      }),
    );
    return `the webhook was answered (${seen.join(', ')}) and lost; Status: ${completed(result)}`;
  });
  await row('Wait, the time limit: the flow continues with the ID', async () => {
    usual.control.add({ match: { method: 'POST' }, fault: 'webhook-lost' });
    const output = await withHost(usual, async (host) => {
      usual.control.add({ match: { method: 'GET' }, fault: '503', times: 40 });
      const result = await runFlow(host, [step()], {
        onWake() {
          for (const job of host.stored.values()) (job as { startedAt: number }).startedAt -= 3 * 3_600_000;
        },
      });
      usual.control.clear();
      return outputOf(result);
    });
    if (output['timed_out'] !== true) throw new Error(JSON.stringify(output));
    return `Timed Out: true; ${typeof output['id'] === 'string' ? 'with the ID' : 'WITHOUT an ID'}; ${String(output['note'])}`;
  });
  await row('Wait, a test of the step and its progress', async () =>
    withHost(usual, async (host) => {
      const output = (await host.test(transcribe, { audio_url: AUDIO })) as Output;
      const shown = host.progress().map(({ status }) => status);
      return `Status: ${String(output['status'])}; progress: ${shown.join(', ')}`;
    }),
  );

  await row('Leftover, an instant transcript and then an Approval', async () => {
    const result = await throughApproval(instant, [step()]);
    return `Status: ${completed(result)}; the Approval waited for its own answer`;
  });
  await row('Leftover, a refused submission, Continue on Failure, and then an Approval', async () => {
    usual.control.add({ match: { method: 'POST', path: '/v2/transcript' }, fault: '401' });
    const result = await throughApproval(usual, [step({}, { continueOnFailure: true })]);
    return `${errorOf(result)}; the Approval waited for its own answer`;
  });

  await row('Loop, three recordings', async () => {
    const before = submissions(usual);
    const ids = new Set<unknown>();
    const items = [{}, { speaker_labels: true }, {}];
    const loop: FlowStep = {
      kind: 'loop',
      name: 'loop',
      items: () => items,
      steps: [
        {
          kind: 'action',
          name: 'transcribe',
          action: transcribe,
          props: ({ loop: current }) => ({ audio_url: AUDIO, ...(current as { readonly item: object }).item }),
        },
      ],
    };
    const result = await flow(usual, [loop], {
      onStep(name, { status, ...rest }) {
        const output = 'output' in rest ? (rest.output as Output) : {};
        if (name === 'transcribe' && status === 'SUCCEEDED' && output['status'] === 'completed') ids.add(output['id']);
      },
    });
    if (result.status !== 'SUCCEEDED' || ids.size !== 3) throw new Error(JSON.stringify(result.steps));
    return `${ids.size} transcripts, ${submissions(usual) - before} submissions`;
  });
  await row("Agent, three calls of the tool at once: each gets its own transcript's text", async () =>
    withHost(
      usual,
      async (host) => {
        const call = (): Promise<unknown> => host.begin(transcribe, { audio_url: AUDIO }, 'transcribe');
        const results = (await Promise.all([call(), call(), call()])) as Output[];
        const ids = new Set(results.map(({ id }) => id));
        const texts = results.filter(({ text }) => typeof text === 'string' && text !== '');
        if (ids.size !== 3 || texts.length !== 3) throw new Error(JSON.stringify(results));
        return `${ids.size} transcripts with text, ${host.waitpoints.left().length} waitpoints, ${host.stored.size} entries in the store`;
      },
      { canPause: false },
    ),
  );
  await row('Retry, a run that failed after the submission continues with its transcript', async () =>
    withHost(usual, async (host, connection) => {
      const before = submissions(usual);
      const failed = await runFlow(host, [step()], { onWake: () => void (connection['api_key'] = 'revoked') });
      connection['api_key'] = usual.keys[0];
      host.waitpoints.retry();
      const id = completed(await runFlow(host, [step()]), 'id');
      if (!errorOf(failed).includes(id)) throw new Error(errorOf(failed));
      return `failed: ${errorOf(failed).slice(0, 60)}…; then the same transcript, ${submissions(usual) - before} submission`;
    }),
  );
  await row('Restart, another process resumes the flow', async () => {
    let current: Piece = piece;
    const action: Part = { ...transcribe, run: (context) => current.actions()['transcribe']!.run(context) };
    const before = submissions(usual);
    const result = await flow(usual, [step({}, { action })], { onWake: () => void (current = reload()) });
    return `Status: ${completed(result)}; ${submissions(usual) - before} submission`;
  });

  await row('Trigger New Transcript, disabled and enabled again', async () =>
    withHost(usual, async (host) => {
      const trigger = piece.triggers()['new_transcript']!;
      await trigger.onEnable!(host.trigger({}));
      await trigger.onDisable!(host.trigger({}));
      const output = completed(await flow(usual, [step()]), 'id');
      await trigger.onEnable!(host.trigger({}));
      const items = (await trigger.run(host.trigger({}))) as Output[];
      if (!items.some(({ id }) => id === output)) throw new Error(`Lost ${output}.`);
      return `${items.length} new from the time in between`;
    }),
  );
  await row('Trigger Transcript Ready, a made-up ID', async () =>
    withHost(usual, async (host) => {
      const body = { transcript_id: 'made-up', status: 'completed' };
      const items = (await piece.triggers()['transcript_ready']!.run(host.trigger({}, { body }))) as Output[];
      return `${items.length} runs, no failure`;
    }),
  );

  for (const [name, running] of [
    [`Leftover, an instant transcript and then a Delay of ${DELAY_MS / 1_000} s`, delayed[0]],
    [
      `Leftover, a transcript that fails at once, Continue on Failure, and then a Delay of ${DELAY_MS / 1_000} s`,
      delayed[1],
    ],
  ] as const) {
    await row(name, async () => {
      const result = await running;
      const ms = result.lasted['delay'] ?? 0;
      if (ms < DELAY_MS - CLOCK_MS) throw new Error(`The Delay ended after ${ms} ms.`);
      const first = result.steps['transcribe']!;
      return `${first.status === 'FAILED' ? first.errorMessage.slice(0, 60) : `Status: ${completed(result)}`}; the Delay lasted ${(ms / 1_000).toFixed(1)} s`;
    });
  }
}

const NO_PAYLOAD = { body: {}, headers: {}, queryParams: {} } as const;

/** @throws Error if the step failed */
function outputOf({ steps }: FlowResult): Output {
  const result = steps['transcribe']!;
  if (result.status === 'FAILED') throw new Error(result.errorMessage);
  return result.output as Output;
}

/** @throws Error if the step succeeded */
function errorOf({ steps }: FlowResult): string {
  const result = steps['transcribe']!;
  if (result.status !== 'FAILED') throw new Error('The step did not fail.');
  return result.errorMessage;
}

/** A field of the finished transcript. @throws Error if it is not finished */
function completed(result: FlowResult, field = 'status'): string {
  const output = outputOf(result);
  if (output['status'] !== 'completed') throw new Error(JSON.stringify(output));
  return String(output[field]);
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let waited = 0; !isTrue(); waited += 50) {
    if (waited > 30_000) throw new Error('Timed out after 30 seconds.');
    await sleep(50);
  }
}
