import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { attempt } from './attempt.ts';
import { problemOf } from '../errors.ts';
import { connect } from '../client.ts';
import { redact } from '../core.ts';
import { callbackFor } from '../waiting/callback.ts';
import { forAll } from '../waiting/check.ts';
import { submittedBy } from '../waiting/memory.ts';
import type { Times } from '../waiting/pace.ts';
import { finishJobs, type Job, startJob } from './job.ts';
import { runOperation } from './operation.ts';
import { type Task, taskOf } from './task.ts';
import { OPTIONS } from '../view.ts';
import { CHECK_EVERY, STAY, TIME_LIMIT } from '../waiting/form.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** Items whose requests are sent at the same time. Files that n8n keeps in memory are sent from memory. */
const SENT_AT_ONCE = 4;

/**
 * Runs the node: reads and checks the parameters of all items, sends the requests, then waits for all jobs together.
 * After a suspension n8n does not run the node again: the node's webhook returns the transcripts.
 *
 * @throws NodeApiError, NodeOperationError for the first item that failed, unless the node continues on errors.
 */
export async function run(host: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const connection = await connect(host).catch((thrown: unknown) =>
    Promise.reject(problemOf(host.getNode(), thrown, { secrets: [] })),
  );
  const { client, secrets } = connection;
  const done: Record<string, INodeExecutionData[]> = {};
  const keep = (item: number, items: INodeExecutionData[] | undefined): void => {
    if (items !== undefined) done[item] = items;
  };
  const warnings = new Set<string>();
  const warn = (message: string): void => void warnings.add(message);
  const tasks: Task[] = [];
  for (const item of host.getInputData().keys()) {
    const read = async (): Promise<undefined> => {
      tasks.push(await taskOf(host, item, connection, warn));
    };
    keep(item, await attempt(host, item, read, { secrets }));
  }

  for (const warning of warnings) {
    const message = redact(warning, secrets);
    host.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
  }

  const submitted = submittedBy(host);
  const callback = callbackFor(host, client, tasks, submitted);
  const sent = await sendAll(tasks, !host.continueOnFail(), async (task): Promise<Sent> => {
    if (task.waiting === 'none') return { items: await runOperation(host, client, task, submitted) };
    return { job: await startJob(host, client, task, submitted, callback) };
  });
  const jobs = sent.flatMap((one) => ('job' in one ? [one.job] : []));
  const billed = sent.flatMap((one, at) => startedBy(tasks[at]!, one));
  for (const [at, one] of sent.entries()) {
    const { item, secrets: unspoken } = tasks[at]!;
    if ('items' in one) keep(item, one.items);
    if (!('failure' in one)) continue;
    const fail = (): Promise<never> => Promise.reject(one.failure as Error);
    const secret = callback === undefined ? [] : [callback.expected.secret];
    keep(item, await attempt(host, item, fail, { billed, secrets: [...unspoken, ...secret] }));
  }

  return finishJobs(host, connection, { jobs, done, times: timesOf(host, jobs), submitted, callback });
}

/** What came of the request of one item. */
type Sent =
  | { readonly items: INodeExecutionData[] }
  | { readonly job: Job }
  | { readonly failure: unknown }
  | { readonly isSkipped: true };

/** IDs of the transcripts that one item has started, whether the node waits for them or not. */
function startedBy({ entry }: Task, sent: Sent): readonly string[] {
  if ('job' in sent) return [sent.job.transcriptId];
  if (entry.kind !== 'job' || !('items' in sent)) return [];
  return sent.items.map(({ json }) => json['id']).filter((id) => typeof id === 'string');
}

/**
 * Sends the requests of all items, a few at a time: an upload takes as long as its file is large. Ends when all of them
 * have ended, so that each job that was started is known.
 *
 * @param stopsOnFailure whether the items after a failure are skipped
 */
function sendAll(
  tasks: readonly Task[],
  stopsOnFailure: boolean,
  send: (task: Task) => Promise<Sent>,
): Promise<readonly Sent[]> {
  let hasFailed = false;
  const attemptOne = async (task: Task): Promise<Sent> => {
    if (hasFailed && stopsOnFailure) return { isSkipped: true };
    return send(task).catch((failure: unknown): Sent => {
      hasFailed = true;
      return { failure };
    });
  };
  return forAll(tasks, attemptOne, SENT_AT_ONCE);
}

/** How long to wait. All jobs wait together, so the first item decides. */
function timesOf(host: IExecuteFunctions, jobs: readonly Job[]): Times {
  const first = jobs[0]?.task.item ?? 0;
  const option = (name: string, least: number, fallback: number): number => {
    const value = Number(host.getNodeParameter(`${OPTIONS}.${name}`, first, fallback));
    return Number.isFinite(value) ? Math.max(least, value) : fallback;
  };
  return {
    stepMs: option(STAY.name, 0, STAY.start) * SECOND_MS,
    limitMs: option(TIME_LIMIT.name, 1, TIME_LIMIT.start) * MINUTE_MS,
    ...(jobs.some(({ task }) => task.waiting === 'check') && {
      everyMs: option(CHECK_EVERY.name, 1, CHECK_EVERY.start) * SECOND_MS,
    }),
  };
}
