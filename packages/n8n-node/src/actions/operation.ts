import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../core.ts';
import { itemsOf } from '../output.ts';
import type { Task } from './task.ts';

/** Milliseconds for what is ready a moment later: below those for which the host's own Wait node stays in the step. */
const MOMENT_MS = 30_000;

/** Does what an item asks for within a moment: an answer, or a job that is only started. */
export async function runOperation(host: IExecuteFunctions, client: Client, task: Task): Promise<INodeExecutionData[]> {
  const { entry, input } = task;
  const context = { client, input, signal: host.getExecutionCancelSignal(), deadlineMs: MOMENT_MS };
  const result: unknown = await (entry.kind === 'job' ? entry.start(context) : entry.run(context));
  return itemsOf(host, task, result);
}
