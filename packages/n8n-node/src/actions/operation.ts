import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../core.ts';
import { itemsOf } from '../output.ts';
import type { Task } from './task.ts';

/** Milliseconds to wait for a result that is almost ready: less than n8n's own Wait node waits without suspending. */
const MOMENT_MS = 30_000;

/** Runs an operation that answers at once, or starts a job without waiting for it. */
export async function runOperation(host: IExecuteFunctions, client: Client, task: Task): Promise<INodeExecutionData[]> {
  const { entry, input } = task;
  const context = { client, input, signal: host.getExecutionCancelSignal(), deadlineMs: MOMENT_MS };
  const result: unknown = await (entry.kind === 'job' ? entry.start(context) : entry.run(context));
  return itemsOf(host, task, result);
}
