import { setTimeout as sleep } from 'node:timers/promises';
import type { Workflow } from '../real/commands.ts';
import type { Host } from '../real/host.ts';
import { itemsOf, readExecutions } from '../real/executions.ts';
import { until } from '../real/until.ts';
import { callWebhook } from '../real/webhook.ts';
import { expectThat } from './seen.ts';
import { openStage, type Stage, type World } from './stage.ts';
import { after, assemblyAi, chain, hook, post, split, suspendAtOnce, transcribe } from './workflows.ts';

const SIZE = 100;
/** Calls on their way to n8n. */
const AT_ONCE = 10;
/** Long enough that all wait before the first is ready. */
const JOB_MS = 50_000;
const QUIET_MS = 5_000;

const HURRY = chain('hurry00000000001', 'hurry', [
  hook('hurry'),
  split(),
  assemblyAi({ ...transcribe, waiting: 'none' }),
  after(),
]);
const crowdFor = ({ bystander }: World): Workflow =>
  chain('crowd00000000001', 'crowd', [
    hook('crowd'),
    split(),
    assemblyAi(suspendAtOnce()),
    post(`${bystander.url}/went-on`),
  ]);

/** Many executions that wait at the same time: what they cost, and that each goes on once. */
export async function crowd(mode: 'regular' | 'queue'): Promise<string> {
  const stage = await openStage({ mode, workers: 2, jobMs: JOB_MS, workflows: (world) => [HURRY, crowdFor(world)] });
  try {
    return await waitTogether(stage);
  } finally {
    await stage.close();
  }
}

async function waitTogether(stage: Stage): Promise<string> {
  const { host, standIn, bystander } = stage;
  const list = [{ url: standIn.audio['jfk'] }];
  const all = (): ReturnType<typeof readExecutions> => readExecutions(host);
  const counted = async (status: string): Promise<number> =>
    (await all()).filter((one) => one.status === status).length;

  // The same number without waiting first: what n8n keeps of a burst is not what waiting costs.
  await callOften(host, 'hurry', { list });
  await until(async () => ((await counted('success')) === SIZE ? true : undefined), {
    limitMs: 120_000,
    late: async () => `Only ${await counted('success')} of the first ${SIZE} went through.`,
  });
  await sleep(QUIET_MS);
  const before = host.rssMb();

  await callOften(host, 'crowd', { list });
  await until(async () => ((await counted('waiting')) === SIZE ? true : undefined), {
    limitMs: JOB_MS,
    late: async () => `Only ${await counted('waiting')} of ${SIZE} wait; ${await counted('success')} are through.`,
  });
  await sleep(QUIET_MS);
  const waiting = host.rssMb();
  const running = (await counted('running')) + (await counted('new'));
  await sleep(QUIET_MS);
  const quiet = host.rssMb();
  expectThat((await counted('waiting')) === SIZE && running === 0, 'all wait, none runs');

  await until(async () => ((await counted('success')) === 2 * SIZE ? true : undefined), {
    limitMs: 180_000,
    late: async () => {
      const problems = (await all()).flatMap(({ id, status, error, lastNode }) =>
        status === 'success' ? [] : [`${id} ${status} at ${lastNode}: ${error}`],
      );
      return `${await counted('success')} resumed; ${problems.join('; ')}`;
    },
  });
  const ended = (await all()).filter(({ workflowId }) => workflowId !== HURRY.id);
  expectThat(ended.length === SIZE, 'every call made one execution');
  expectThat(
    ended.every((one) => one.runs['Post']?.length === 1 && itemsOf(one, 'Post').length === 1),
    'the next node ran once in each, with one transcript',
  );
  // Of two processes that go on with the same execution, the database shows one.
  const ids = bystander.posted('/went-on').map(({ id }) => id);
  expectThat(
    ids.length === SIZE && new Set(ids).size === SIZE,
    `the next node received ${SIZE} transcripts, not ${ids.length}, of which ${new Set(ids).size} differ`,
  );
  const paid = standIn.requests().filter(({ method, path }) => method === 'POST' && path === '/v2/transcript').length;
  expectThat(paid === 2 * SIZE, `${2 * SIZE} jobs are billed, not ${paid}`);
  const memory = before.map(
    ({ name, rssMb }, at) =>
      `${name} ${rssMb} → ${waiting[at]!.rssMb} MB, ${quiet[at]!.cpuMs - waiting[at]!.cpuMs} ms CPU`,
  );
  return `${SIZE} waited, none ran; ${memory.join('; ')} in ${QUIET_MS / 1000} s; each went on once, with its own job`;
}

async function callOften(host: Host, path: string, body: unknown): Promise<void> {
  let left = SIZE;
  const work = async (): Promise<void> => {
    while (left-- > 0) {
      const { status } = await callWebhook(host, path, body);
      expectThat(status === 200, `n8n takes the call, instead of answering ${status}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
