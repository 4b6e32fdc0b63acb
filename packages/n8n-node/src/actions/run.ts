import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { attempt } from './attempt.ts';
import { problemOf } from '../errors.ts';
import { connect } from '../client.ts';
import { redact } from '../core.ts';
import { callbackFor } from '../waiting/callback.ts';
import { submittedBy } from '../waiting/memory.ts';
import type { Times } from '../waiting/pace.ts';
import { finishJobs, type Job, startJob } from './job.ts';
import { runOperation } from './operation.ts';
import { type Task, taskOf } from './task.ts';
import { OPTIONS } from '../view.ts';
import { CHECK_EVERY, STAY, TIME_LIMIT } from '../waiting/form.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

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

  const jobs: Job[] = [];
  const submitted = submittedBy(host);
  const callback = callbackFor(host, client, tasks, submitted);
  for (const task of tasks) {
    const { item, waiting } = task;
    const send = async (): Promise<INodeExecutionData[] | undefined> => {
      if (waiting === 'none') return runOperation(host, client, task);
      jobs.push(await startJob(host, client, task, submitted, callback));
      return undefined;
    };
    const billed = jobs.map(({ transcriptId }) => transcriptId);
    const unspoken = [...task.secrets, ...(callback === undefined ? [] : [callback.expected.secret])];
    keep(item, await attempt(host, item, send, { billed, secrets: unspoken }));
  }

  return finishJobs(host, connection, { jobs, done, times: timesOf(host, jobs), submitted, callback });
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
