import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { attempt } from './attempt.ts';
import type { Connection } from '../client.ts';
import { type Task, taskOf } from './task.ts';
import { itemsOf } from '../output.ts';
import { type AnyJob, type Client, hintForRunningJob, isAssemblyAIError, TimeoutError } from '../core.ts';
import { type Check, checkAll } from '../waiting/check.ts';
import { deadlineOf, nextCheck } from '../waiting/schedule.ts';
import type { ResumeCallback } from '../waiting/callback.ts';
import { taskFingerprint } from '../waiting/fingerprint.ts';
import { forget, memoryOf, type Waiting } from '../waiting/memory.ts';
import { canSuspend, suspend } from '../waiting/suspend.ts';

/**
 * Starts the job of one item and stores that it is billed. If the node runs again for the same item because another
 * item failed, it uses the same transcript.
 *
 * @returns the transcript's ID.
 */
export async function startJob(
  host: IExecuteFunctions,
  client: Client,
  task: Task,
  resume: ResumeCallback | undefined,
): Promise<string> {
  const memory = memoryOf(host);
  const key = await taskFingerprint(task);
  const known = memory.paid?.[key];
  if (known !== undefined) return known;

  const entry = task.entry as AnyJob;
  const callback =
    task.waiting === 'suspend' && entry.canCallBack(task.input) ? resume?.callbackOf(task.item) : undefined;
  const { id } = await entry.start({ client, input: task.input, callback, signal: host.getExecutionCancelSignal() });
  if (entry.effect === 'write') memory.paid = { ...memory.paid, [key]: id };
  return id;
}

/** Checks all jobs. Waits while one is pending and time remains; then outputs all results in the order of the items. */
export async function finishJobs(
  host: IExecuteFunctions,
  connection: Connection,
  waiting: Waiting,
): Promise<INodeExecutionData[][]> {
  const { client, secrets } = connection;
  const memory = memoryOf(host);
  const signal = host.getExecutionCancelSignal();
  const jobs: { readonly job: Waiting['jobs'][number]; readonly task: Task }[] = [];
  for (const job of waiting.jobs) jobs.push({ job, task: await taskOf(host, job.item, connection) });

  let checks = await checkAll(client, jobs, signal);
  const pending = checks.filter(({ state }) => state === 'pending');
  const next = nextCheck(waiting, Date.now());
  if (pending.length > 0 && next !== undefined) {
    if (canSuspend(host)) {
      memory.waiting = waiting;
      return suspend(host, new Date(next));
    }
    await waitHere(client, pending, waiting, signal);
    checks = await checkAll(client, jobs, signal);
  }
  delete memory.waiting;
  return output(host, waiting, checks, secrets);
}

/** For executions that cannot be suspended, such as an agent's tool. Failures show in the check that follows. */
async function waitHere(
  client: Client,
  pending: readonly Check[],
  waiting: Waiting,
  signal: AbortSignal | undefined,
): Promise<void> {
  const options = { signal, deadlineMs: deadlineOf(waiting) - Date.now(), intervalMs: waiting.everyMs };
  await Promise.allSettled(pending.map(({ job }) => client.transcripts.wait(job.transcriptId, options)));
}

async function output(
  host: IExecuteFunctions,
  waiting: Waiting,
  checks: readonly Check[],
  known: readonly string[],
): Promise<INodeExecutionData[][]> {
  const idsOf = (some: readonly Check[]): string[] => some.map(({ job }) => job.transcriptId);
  forget(host, idsOf(checks.filter(hasFailedForGood)));
  const done: Record<string, INodeExecutionData[]> = { ...waiting.done };
  for (const check of checks) {
    const { item } = check.job;
    const work = (): Promise<INodeExecutionData[]> =>
      check.state === 'done'
        ? itemsOf(host, check.task, check.result)
        : Promise.reject(check.state === 'failed' ? check.error : tooLate(check, waiting));
    const callSecret = waiting.callback === undefined ? [] : [waiting.callback.secret];
    const secrets = [...known, ...check.task.secrets, ...callSecret];
    done[item] = (await attempt(host, item, work, { billed: idsOf(checks), secrets })) ?? [];
  }
  forget(host, idsOf(checks));
  return [
    Object.keys(done)
      .map(Number)
      .sort((a, b) => a - b)
      .flatMap((item) => done[item]!),
  ];
}

/** A failed check says nothing about the job, which is billed and may be fine. */
const hasFailedForGood = (check: Check): boolean =>
  check.state === 'failed' && isAssemblyAIError(check.error) && check.error.code === 'transcript_failed';

const tooLate = ({ job }: Check, { limitMs }: Waiting): TimeoutError =>
  new TimeoutError(`The transcript was not ready within ${limitMs / 60_000} minutes.`, {
    transcriptId: job.transcriptId,
    hint: hintForRunningJob('Use the Wait operation with its ID to get the result.'),
  });
