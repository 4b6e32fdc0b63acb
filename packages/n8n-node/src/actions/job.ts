import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError, sleep } from 'n8n-workflow';
import { attempt } from './attempt.ts';
import type { Connection } from '../client.ts';
import type { Task } from './task.ts';
import { itemsOf } from '../output.ts';
import { type AnyJob, type Client, hintForRunningJob, TimeoutError } from '../core.ts';
import { type Check, check, forAll, hasFailedPermanently } from '../waiting/check.ts';
import type { ResumeCallback } from '../waiting/callback.ts';
import { taskFingerprint } from '../waiting/fingerprint.ts';
import { memoryOf, type Submitted } from '../waiting/memory.ts';
import { firstPauseMs, nextPauseMs, type Times } from '../waiting/pace.ts';
import { type Items, ordered, suspend, unfinished } from '../waiting/suspend.ts';

/** A job that is not finished, as far as is known. */
export interface Job {
  readonly task: Task & { readonly entry: AnyJob };
  readonly transcriptId: string;
  /** The last known status. */
  readonly status: string;
  /** Whether AssemblyAI calls this execution when the transcript is ready. */
  readonly isCalled: boolean;
  /** Whether this run has started it just now. */
  readonly isNew: boolean;
}

/** Starts the job of one item, or finds the job that an earlier try of this run has started: it is billed. */
export async function startJob(
  host: IExecuteFunctions,
  client: Client,
  given: Task,
  submitted: Submitted,
  resume: ResumeCallback | undefined,
): Promise<Job> {
  const task = { ...given, entry: given.entry as AnyJob };
  const { entry, input, item, waiting } = task;
  const key = await taskFingerprint(task);
  const known = submitted.jobs[key];
  if (known !== undefined)
    return { task, transcriptId: known.id, status: 'queued', isCalled: known.isCalled, isNew: false };

  const callback = waiting === 'suspend' && entry.canCallBack(input) ? resume?.callbackOf(item) : undefined;
  const { id, status } = await entry.start({ client, input, callback, signal: host.getExecutionCancelSignal() });
  const isCalled = callback !== undefined;
  const isNew = entry.effect === 'write';
  if (isNew) submitted.jobs[key] = { id, isCalled };
  return { task, transcriptId: id, status, isCalled, isNew };
}

/** What a run of the node waits for. */
export interface Wait {
  readonly jobs: readonly Job[];
  /** Finished items. */
  readonly done: Items;
  readonly times: Times;
  readonly submitted: Submitted;
  readonly callback: ResumeCallback | undefined;
}

/**
 * Waits for all jobs together: inside the step at first, then suspended until AssemblyAI calls. An execution that cannot
 * be called for each of its jobs stays in the step. At the time limit, items go on without a transcript.
 *
 * @throws NodeApiError, NodeOperationError for the first item that failed, unless the node continues on errors.
 */
export async function finishJobs(
  host: IExecuteFunctions,
  connection: Connection,
  { jobs, done: finished, times, submitted, callback }: Wait,
): Promise<INodeExecutionData[][]> {
  const memory = memoryOf(host);
  delete memory.waiting;
  const signal = host.getExecutionCancelSignal();
  const canBeCalled = callback !== undefined && jobs.every(({ isCalled }) => isCalled);
  const startedAt = Date.now();
  const limit = startedAt + times.limitMs;
  const until = canBeCalled ? Math.min(startedAt + times.stepMs, limit) : limit;
  const done: Record<string, INodeExecutionData[]> = { ...finished };
  const finish = async (job: Job, work: () => Promise<INodeExecutionData[]>): Promise<void> => {
    const about = {
      billed: jobs.map(({ transcriptId }) => transcriptId),
      secrets: [...job.task.secrets, ...(callback === undefined ? [] : [callback.expected.secret])],
    };
    done[job.task.item] = (await attempt(host, job.task.item, work, about)) ?? [];
  };

  let pending = jobs;
  const isNew = jobs.every((job) => job.isNew);
  for (let pause = firstPauseMs(times, isNew); pending.length > 0; pause = nextPauseMs(times, pause)) {
    const ms = Math.min(pause, until - Date.now());
    // Rejects if the execution is canceled.
    if (ms > 0) await sleep(ms, signal).catch(() => undefined);
    if (signal?.aborted === true) throw new NodeOperationError(host.getNode(), 'The execution was stopped.');
    const checks = await forAll(pending, ({ task, transcriptId }) =>
      check(connection.client, { ...task, transcriptId }, signal),
    );
    const left: Job[] = [];
    for (const [at, job] of pending.entries()) {
      const found = checks[at]!;
      if (found.state === 'done') await finish(job, () => itemsOf(host, job.task, found.result));
      else if (found.state === 'failed') {
        if (hasFailedPermanently(found.error)) markFailed(submitted, job.transcriptId);
        await finish(job, () => Promise.reject(found.error as Error));
      } else left.push(withStatus(job, found));
    }
    pending = left;
    if (Date.now() >= until) break;
  }
  if (pending.length === 0) return [ordered(done)];
  if (canBeCalled && Date.now() < limit) {
    return suspend(host, { pending, done, limit, callback: callback.expected, unstored: connection.secrets });
  }

  for (const job of pending) {
    const { item, entry } = job.task;
    if (entry.effect === 'write') done[item] = unfinished(job, { timed_out: true });
    else await finish(job, () => Promise.reject(tooLate(job, times)));
  }
  return [ordered(done)];
}

const withStatus = (job: Job, found: Check): Job =>
  found.state === 'pending' ? { ...job, status: found.status } : job;

function markFailed({ jobs }: Submitted, transcriptId: string): void {
  for (const job of Object.values(jobs)) if (job.id === transcriptId) job.hasFailed = true;
}

/** For an operation that only waits. Nothing later in the workflow is expected to wait once more. */
const tooLate = ({ transcriptId }: Job, { limitMs }: Times): TimeoutError =>
  new TimeoutError(`The transcript was not ready within ${limitMs / 60_000} minutes.`, {
    transcriptId,
    hint: hintForRunningJob('Use the Wait operation with its ID to get the result.'),
  });
