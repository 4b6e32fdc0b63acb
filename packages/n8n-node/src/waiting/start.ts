import type { IExecuteFunctions } from 'n8n-workflow';
import { fingerprintOf, type Task } from '../actions/task.ts';
import type { AnyJob, Client } from '../core.ts';
import type { ResumeCallback } from './callback.ts';
import { memoryOf } from './memory.ts';

/**
 * Starts the job of one item, and remembers that it is paid for: where the node is run again for the same item after
 * another one failed, the same transcript is taken.
 *
 * @returns the transcript's ID.
 */
export async function started(
  host: IExecuteFunctions,
  client: Client,
  task: Task,
  resume: ResumeCallback | undefined,
): Promise<string> {
  const memory = memoryOf(host);
  const key = await fingerprintOf(task);
  const known = memory.paid?.[key];
  if (known !== undefined) return known;

  const entry = task.entry as AnyJob;
  const callback = task.waiting === 'suspend' && entry.canCallBack(task.input) ? resume?.callback : undefined;
  const { id } = await entry.start({ client, input: task.input, callback, signal: host.getExecutionCancelSignal() });
  if (entry.effect === 'write') memory.paid = { ...memory.paid, [key]: id };
  return id;
}

/** What is handed on, or has failed for good, is asked for anew the next time. */
export function forget(host: IExecuteFunctions, transcriptIds: readonly string[]): void {
  const memory = memoryOf(host);
  const kept = Object.entries(memory.paid ?? {}).filter(([, id]) => !transcriptIds.includes(id));
  memory.paid = Object.fromEntries(kept);
}
