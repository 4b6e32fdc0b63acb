import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { attempt } from './attempt.ts';
import { type Task, taskOf } from './task.ts';
import { itemsOf } from '../output.ts';
import { type Client, isAssemblyAIError, TimeoutError } from '../core.ts';
import { type Look, lookAtAll } from '../waiting/check.ts';
import { deadlineOf, nextLook } from '../waiting/schedule.ts';
import { forget } from '../waiting/start.ts';
import { memoryOf, type Waiting } from '../waiting/memory.ts';
import { canSuspend, suspend } from '../waiting/suspend.ts';

/** Looks at all jobs; waits while one is pending and there is time, else hands on everything in the order of the items. */
export async function goOn(host: IExecuteFunctions, client: Client, waiting: Waiting): Promise<INodeExecutionData[][]> {
  const memory = memoryOf(host);
  const signal = host.getExecutionCancelSignal();
  const jobs: { readonly job: Waiting['jobs'][number]; readonly task: Task }[] = [];
  for (const job of waiting.jobs) jobs.push({ job, task: await taskOf(host, job.item, client.region) });

  let looks = await lookAtAll(client, jobs, signal);
  const pending = looks.filter(({ state }) => state === 'pending');
  const next = nextLook(waiting, Date.now());
  if (pending.length > 0 && next !== undefined) {
    if (canSuspend(host)) {
      memory.waiting = waiting;
      return suspend(host, new Date(next));
    }
    await waitHere(client, pending, waiting, signal);
    looks = await lookAtAll(client, jobs, signal);
  }
  delete memory.waiting;
  return handOn(host, waiting, looks);
}

/** Where the execution cannot be put to wait: an agent's tool. Failures show in the look that follows. */
async function waitHere(
  client: Client,
  pending: readonly Look[],
  waiting: Waiting,
  signal: AbortSignal | undefined,
): Promise<void> {
  const options = { signal, deadlineMs: deadlineOf(waiting) - Date.now(), intervalMs: waiting.everyMs };
  await Promise.allSettled(pending.map(({ job }) => client.transcripts.wait(job.transcriptId, options)));
}

async function handOn(
  host: IExecuteFunctions,
  waiting: Waiting,
  looks: readonly Look[],
): Promise<INodeExecutionData[][]> {
  const idsOf = (some: readonly Look[]): string[] => some.map(({ job }) => job.transcriptId);
  forget(host, idsOf(looks.filter(hasFailedForGood)));
  const done: Record<string, INodeExecutionData[]> = { ...waiting.done };
  for (const look of looks) {
    const { item } = look.job;
    const work = (): Promise<INodeExecutionData[]> =>
      look.state === 'done'
        ? itemsOf(host, look.task, look.result)
        : Promise.reject(look.state === 'failed' ? look.error : tooLate(look, waiting));
    done[item] = (await attempt(host, item, work, idsOf(looks))) ?? [];
  }
  forget(host, idsOf(looks));
  return [
    Object.keys(done)
      .map(Number)
      .sort((a, b) => a - b)
      .flatMap((item) => done[item]!),
  ];
}

/** A look that failed says nothing about the job, which is paid for and may be fine. */
const hasFailedForGood = (look: Look): boolean =>
  look.state === 'failed' && isAssemblyAIError(look.error) && look.error.code === 'transcript_failed';

const tooLate = ({ job }: Look, { limitMs }: Waiting): TimeoutError =>
  new TimeoutError(`The transcript was not ready within ${limitMs / 60_000} minutes.`, {
    transcriptId: job.transcriptId,
    hint: 'The job goes on and is paid for: wait for it again by its ID, do not submit it twice.',
  });
