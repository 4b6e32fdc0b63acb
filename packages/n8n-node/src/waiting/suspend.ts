import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Target } from '../output.ts';
import { type ExpectedCall, memoryOf, type StoredJob } from './memory.ts';

/** Items by the index of their input item. */
export type Items = Readonly<Record<string, INodeExecutionData[]>>;

/** A job whose transcript is not ready. */
interface Pending {
  readonly task: Target;
  readonly transcriptId: string;
  readonly status: string;
}

/** What to suspend an execution with. */
export interface Suspension {
  readonly pending: readonly Pending[];
  readonly done: Items;
  /** When n8n resumes the execution by itself, in milliseconds since the epoch. */
  readonly limit: number;
  readonly callback: ExpectedCall;
  /** Values that must not be stored: the webhook reads them from the credential again. */
  readonly unstored: readonly string[];
}

/**
 * Suspends the execution until the node's webhook returns its items, or until the time limit.
 *
 * At the time limit, n8n does not run the node again but passes on the data that the node was executed with. So that
 * data is replaced by the items to continue with. `getInputData` would not do: with Execute Once it is a copy.
 */
export async function suspend(
  host: IExecuteFunctions,
  { pending, done, limit, callback, unstored }: Suspension,
): Promise<INodeExecutionData[][]> {
  const items = (more: IDataObject): INodeExecutionData[] =>
    ordered({ ...done, ...Object.fromEntries(pending.map((job) => [job.task.item, unfinished(job, more)])) });
  memoryOf(host).waiting = { jobs: pending.map((job) => stored(job, unstored)), done, callback };
  host.getExecuteData().data = { main: [items({ timed_out: true })] };
  await host.putExecutionToWait(new Date(limit));
  return [items({})];
}

/** The item of a job whose transcript is not ready. */
export const unfinished = (
  { task: { item }, transcriptId, status }: Pending,
  more: IDataObject,
): INodeExecutionData[] => [{ json: { id: transcriptId, status, ...more }, pairedItem: { item } }];

/** All items, in the order of their input items. */
export const ordered = (items: Items): INodeExecutionData[] =>
  Object.keys(items)
    .map(Number)
    .sort((a, b) => a - b)
    .flatMap((item) => items[item]!);

const stored = ({ task, transcriptId }: Pending, unstored: readonly string[]): StoredJob => ({
  item: task.item,
  transcriptId,
  entry: task.entry.id,
  output: task.output,
  secrets: task.secrets.filter((secret) => !unstored.includes(secret)),
});
