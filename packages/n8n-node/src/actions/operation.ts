import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../core.ts';
import { itemsOf } from '../output.ts';
import type { Task } from './task.ts';

/** Does what an item asks for without waiting: one request, or a job that is only started. */
export async function runOperation(host: IExecuteFunctions, client: Client, task: Task): Promise<INodeExecutionData[]> {
  const { entry, input } = task;
  const context = { client, input, signal: host.getExecutionCancelSignal() };
  const result: unknown = await (entry.kind === 'job' ? entry.start(context) : entry.run(context));
  return itemsOf(host, task, result);
}
