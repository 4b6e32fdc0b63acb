import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isRecord } from '../core.ts';

/** One transcript that an execution waits for. */
export interface Job {
  /** Index of the item it belongs to. */
  readonly item: number;
  readonly transcriptId: string;
}

/** State that n8n stores with a suspended execution. Plain JSON. */
export interface Waiting {
  readonly jobs: readonly Job[];
  /** Finished items, by the index of their input item. */
  readonly done: Readonly<Record<string, INodeExecutionData[]>>;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly limitMs: number;
  /** Fixed time between two checks; absent if AssemblyAI calls back or the schedule decides. */
  readonly everyMs?: number;
  /** What AssemblyAI's calls must contain; absent if no call was requested. */
  readonly callback?: { readonly headerName: string; readonly secret: string; readonly ref: string };
}

/** Stored executions use these names. */
interface Memory {
  waiting?: Waiting;
  /** Transcripts that are billed and not output yet, by the fingerprint of their task. */
  paid?: Record<string, string>;
}

export const memoryOf = (host: IExecuteFunctions): Memory => host.getContext('node') as Memory;

/** The same memory, read by an expression: the node's webhook has no other access to it. */
export const waitingExpression = (name: string): string => `{{ $node[${JSON.stringify(name)}].context["waiting"] }}`;

/** Whether the expression found a waiting execution. */
export const isWaiting = (found: unknown): found is Waiting => isRecord(found) && Array.isArray(found['jobs']);

/** Forgets transcripts that were output or have failed: the next run submits them again. */
export function forget(host: IExecuteFunctions, transcriptIds: readonly string[]): void {
  const memory = memoryOf(host);
  const kept = Object.entries(memory.paid ?? {}).filter(([, id]) => !transcriptIds.includes(id));
  memory.paid = Object.fromEntries(kept);
}
