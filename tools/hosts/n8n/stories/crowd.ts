import { setTimeout as sleep } from 'node:timers/promises';
import { replayEngine } from '@aai-connectors/stand-in';
import type { Workflow } from '../real/commands.ts';
import type { Host } from '../real/host.ts';
import { countByStatus, type ExecutionStatus, itemsOf, readExecutions } from '../real/executions.ts';
import { until } from '../real/until.ts';
import { callWebhook } from '../real/webhook.ts';
import { callsInWords, callsOf } from './calls.ts';
import { figuresTable, type Moments } from './figures.ts';
import { heldEngine, type HeldEngine } from './held-engine.ts';
import { expectThat } from './seen.ts';
import { openStage, type Stage, type World } from './stage.ts';
import type { Mode } from './switches.ts';
import { after, assemblyAi, AUDIO, chain, hook, post, split, transcribe } from './workflows.ts';

/** Calls on their way to n8n. */
const AT_ONCE = 10;
/** The least that a job takes: longer than the node stays in the step by default. */
const JOB_MS = 90_000;
const QUIET_MS = 10_000;
/** Time for each execution to start and to end, on a slow machine. */
const EACH_MS = 1_500;
/** Time for ten calls, ten seconds apart, after jobs that wait in line at AssemblyAI. */
const RESUME_MS = 600_000;

const ENDED: readonly ExecutionStatus[] = ['success', 'error', 'crashed', 'canceled'];

const HURRY = chain('hurry00000000001', 'hurry', [
  hook('hurry'),
  split(),
  assemblyAi({ ...transcribe, waiting: 'none' }),
  after(),
]);
const CROWD_ID = 'crowd00000000001';
const crowdFor = ({ bystander }: World): Workflow =>
  chain(CROWD_ID, 'crowd', [
    hook('crowd'),
    split(),
    assemblyAi({ ...transcribe, options: { stayInStep: 0 } }),
    post(`${bystander.url}/went-on`),
  ]);

/** What was seen, and a table of what it cost. */
export interface Crowd {
  readonly seen: string;
  readonly table: string;
}

/**
 * Many executions that wait at the same time: what they cost, and whether each continues once. AssemblyAI transcribes 200
 * recordings of an account at a time and calls about them at the pace at which they were submitted.
 */
export async function crowd(mode: Mode, size: number): Promise<Crowd> {
  const engine = heldEngine(replayEngine());
  const stage = await openStage({
    mode,
    workers: 2,
    jobMs: JOB_MS,
    workflows: (world) => [HURRY, crowdFor(world)],
    standIn: { engines: [engine] },
  });
  try {
    return await waitTogether(stage, engine, size);
  } finally {
    await stage.close();
  }
}

async function waitTogether({ host, standIn, bystander }: Stage, engine: HeldEngine, size: number): Promise<Crowd> {
  const list = [{ url: AUDIO }];
  const calls = (): string => callsInWords(callsOf(standIn.deliveries()));

  // The same number without waiting first: what n8n keeps of a burst is not what waiting costs.
  await callOften(host, 'hurry', size, { list });
  await allAre('success', HURRY.id, size * EACH_MS);
  await sleep(QUIET_MS);
  const before = host.rssMb();

  await callOften(host, 'crowd', size, { list });
  await allAre('waiting', CROWD_ID, size * EACH_MS);
  await sleep(QUIET_MS);
  const waiting = host.rssMb();
  await sleep(QUIET_MS);
  const quiet = host.rssMb();
  const counts = await countByStatus(host, CROWD_ID);
  expectThat(counts['waiting'] === size && Object.keys(counts).length === 1, 'all wait, none runs');
  expectThat(standIn.deliveries().length === 0, 'no job ends before all executions wait');

  const released = performance.now();
  engine.release();
  await allAre('success', CROWD_ID, size * EACH_MS + RESUME_MS);
  const seconds = (performance.now() - released) / 1000;
  await sleep(QUIET_MS);
  const moments: Moments = { before, waiting, quiet, quietMs: QUIET_MS, after: host.rssMb() };

  const ended = (await readExecutions(host)).filter(({ workflowId }) => workflowId === CROWD_ID);
  expectThat(ended.length === size, 'every call made one execution');
  expectThat(
    ended.every((one) => one.runs['Post']?.length === 1 && itemsOf(one, 'Post').length === 1),
    'the next node ran once in each, with one transcript',
  );
  // Of two processes that go on with the same execution, the database shows one.
  const ids = bystander.posted('/went-on').map(({ id }) => id);
  expectThat(
    ids.length === size && new Set(ids).size === size,
    `the next node received ${size} transcripts, not ${ids.length}, of which ${new Set(ids).size} differ`,
  );
  const submitted = standIn.requests().filter(({ method, path }) => method === 'POST' && path === '/v2/transcript');
  const billed = submitted.length - size;
  expectThat(billed === size, `${size} jobs are billed for them, not ${billed}`);
  return {
    seen: `${size} of ${size} waited, none ran; ${billed} jobs were billed; each continued once, with its own job, in ${seconds.toFixed(0)} s; ${calls()}`,
    table: figuresTable(moments),
  };

  async function allAre(status: string, workflowId: string, limitMs: number): Promise<void> {
    const late = async (): Promise<string> => {
      const counted = Object.entries(await countByStatus(host, workflowId));
      const problems = (await readExecutions(host))
        .filter((one) => one.workflowId === workflowId && one.status !== status)
        .slice(0, 5)
        .map((one) => `${one.id} ${one.status} at ${one.lastNode}: ${one.error}`);
      return `${counted.map(([name, number]) => `${number} ${name}`).join(', ')} instead of ${size} ${status}; ${calls()}; ${problems.join('; ')}`;
    };
    const areAll = async (): Promise<true | undefined> => {
      const counts = await countByStatus(host, workflowId);
      if (counts[status] === size) return true;
      const ended = ENDED.reduce((sum, one) => sum + (counts[one] ?? 0), 0);
      if (ended === size) throw new Error(await late());
      return undefined;
    };
    await until(areAll, { limitMs, everyMs: 1_000, late });
  }
}

async function callOften(host: Host, path: string, times: number, body: unknown): Promise<void> {
  let left = times;
  const work = async (): Promise<void> => {
    while (left-- > 0) {
      const { status } = await callWebhook(host, path, body);
      expectThat(status === 200, `n8n takes the call, instead of answering ${status}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
