import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { attempt } from './attempt.ts';
import { problemOf } from '../errors.ts';
import { connect } from '../client.ts';
import { redact } from '../core.ts';
import { callbackFor } from '../waiting/callback.ts';
import { type Job, memoryOf } from '../waiting/memory.ts';
import { finishJobs, startJob } from './job.ts';
import { runOperation } from './operation.ts';
import { type Task, taskOf } from './task.ts';
import { OPTIONS } from '../view.ts';

const MINUTE_MS = 60_000;

/**
 * Runs the node: reads and checks the parameters of all items, sends the requests, then waits for all jobs together.
 * After a suspension the engine calls this again, and it continues with the stored transcripts.
 *
 * @throws NodeApiError, NodeOperationError for the first item that failed, unless the node continues on errors.
 */
export async function run(host: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const memory = memoryOf(host);
  const connection = await connect(host).catch((thrown: unknown) =>
    Promise.reject(problemOf(host.getNode(), thrown, { secrets: [] })),
  );
  const { client, secrets } = connection;
  if (memory.waiting !== undefined) return finishJobs(host, connection, memory.waiting);

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
  const callback = callbackFor(host, client, tasks);
  for (const task of tasks) {
    const { item, waiting } = task;
    const send = async (): Promise<INodeExecutionData[] | undefined> => {
      if (waiting === 'none') return runOperation(host, client, task);
      jobs.push({ item, transcriptId: await startJob(host, client, task, callback) });
      return undefined;
    };
    const billed = jobs.map(({ transcriptId }) => transcriptId);
    const unspoken = [...task.secrets, ...(callback === undefined ? [] : [callback.expected.secret])];
    keep(item, await attempt(host, item, send, { billed, secrets: unspoken }));
  }

  const first = jobs[0]?.item ?? 0;
  const minutes = (name: string, fallback: number): number =>
    Math.max(1, Number(host.getNodeParameter(`${OPTIONS}.${name}`, first, fallback)) || fallback) * MINUTE_MS;
  return finishJobs(host, connection, {
    jobs,
    done,
    startedAt: Date.now(),
    limitMs: minutes('waitAtMost', 180),
    ...(tasks.some(({ waiting }) => waiting === 'check') && { everyMs: minutes('checkEvery', 1) }),
    ...(callback !== undefined && { callback: callback.expected }),
  });
}
