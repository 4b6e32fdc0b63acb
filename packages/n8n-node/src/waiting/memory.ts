import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isRecord } from '../core.ts';

/** One transcript that an execution waits for. */
export interface Job {
  /** Index of the item it belongs to. */
  readonly item: number;
  readonly transcriptId: string;
}

/** What outlives a suspension: n8n stores it with the execution. Plain JSON. */
export interface Waiting {
  readonly jobs: readonly Job[];
  /** Items that are done already, by the index of the item they belong to. */
  readonly done: Readonly<Record<string, INodeExecutionData[]>>;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly limitMs: number;
  /** Fixed time between two checks; absent if the service calls back or the schedule decides. */
  readonly everyMs?: number;
  /** What the service's calls must carry; absent if it was not asked to call. */
  readonly callback?: { readonly headerName: string; readonly secret: string; readonly ref: string };
}

/** The names are those in stored executions. */
interface Memory {
  waiting?: Waiting;
  /** Transcripts that are billed and not output yet, by the fingerprint of what they were asked for. */
  paid?: Record<string, string>;
}

export const memoryOf = (host: IExecuteFunctions): Memory => host.getContext('node') as Memory;

/** The same memory, read by an expression: a webhook of the node called `name` has no other access to it. */
export const waitingExpression = (name: string): string => `{{ $node[${JSON.stringify(name)}].context["waiting"] }}`;

/** Whether the expression found an execution that waits. */
export const isWaiting = (found: unknown): found is Waiting => isRecord(found) && Array.isArray(found['jobs']);

/** Forgets transcripts that are output or have failed for good: the next run starts them again. */
export function forget(host: IExecuteFunctions, transcriptIds: readonly string[]): void {
  const memory = memoryOf(host);
  const kept = Object.entries(memory.paid ?? {}).filter(([, id]) => !transcriptIds.includes(id));
  memory.paid = Object.fromEntries(kept);
}
