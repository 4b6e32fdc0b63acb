import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

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
  /** Fixed time between two looks; absent where the service calls back or the host decides. */
  readonly everyMs?: number;
  /** What the service's calls must carry; absent where it was not asked to call. */
  readonly callback?: { readonly headerName: string; readonly secret: string; readonly ref: string };
}

interface Memory {
  waiting?: Waiting;
  /** Transcripts that are paid for and not handed on yet, by what they were asked for. */
  paid?: Record<string, string>;
}

export const memoryOf = (host: IExecuteFunctions): Memory => host.getContext('node') as Memory;

/** The same memory, from where it can only be read: as an expression for the node called `name`. */
export const waitingExpression = (name: string): string => `{{ $node[${JSON.stringify(name)}].context["waiting"] }}`;
