import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client } from '../core.ts';
import { itemsOf } from '../output.ts';
import type { Task } from './task.ts';
import { taskFingerprint } from '../waiting/fingerprint.ts';
import type { Submitted } from '../waiting/memory.ts';

/** Milliseconds to wait for a result that is almost ready: less than n8n's own Wait node waits without suspending. */
const MOMENT_MS = 30_000;

/** Runs an operation that answers at once, or starts a job without waiting for it. */
export async function runOperation(
  host: IExecuteFunctions,
  client: Client,
  task: Task,
  submitted: Submitted,
): Promise<INodeExecutionData[]> {
  const { entry, input } = task;
  const context = { client, input, signal: host.getExecutionCancelSignal(), deadlineMs: MOMENT_MS };
  if (entry.kind !== 'job') return itemsOf(host, task, await entry.run(context));

  const key = await taskFingerprint(task);
  const known = submitted.jobs[key];
  // An earlier try of this run has started it: it is billed.
  if (known !== undefined)
    return itemsOf(host, task, await client.transcripts.get(known.id, { signal: context.signal }));
  const started = await entry.start(context);
  submitted.jobs[key] = { id: started.id, isCalled: false };
  return itemsOf(host, task, started);
}
