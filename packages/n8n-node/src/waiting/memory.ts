import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { isRecord } from '../core.ts';
import type { OutputPlan } from '../output.ts';

/** A transcript that a suspended execution waits for, with all that the node's webhook needs to output it. */
export interface StoredJob {
  /** Index of the input item. */
  readonly item: number;
  readonly transcriptId: string;
  /** ID of the operation. */
  readonly entry: string;
  readonly output: OutputPlan;
  /** Values that must not appear in any output, other than the API key. */
  readonly secrets: readonly string[];
}

/** State that n8n stores with a suspended execution. Plain JSON. */
export interface Waiting {
  readonly jobs: readonly StoredJob[];
  /** Finished items, by the index of their input item. */
  readonly done: Readonly<Record<string, INodeExecutionData[]>>;
  readonly callback: ExpectedCall;
}

/** What AssemblyAI's calls must contain. */
export interface ExpectedCall {
  readonly headerName: string;
  readonly secret: string;
  readonly ref: string;
}

/** The jobs of one run of the node. */
export interface Submitted {
  /** The execution that submitted them. */
  execution: string;
  /** Number of the run: a loop runs the node several times. */
  readonly run: number;
  callback?: ExpectedCall & { readonly url: string };
  /** By the fingerprint of their task. */
  readonly jobs: Record<string, SubmittedJob>;
}

export interface SubmittedJob {
  readonly id: string;
  /** Whether AssemblyAI calls this execution when the transcript is ready. */
  isCalled: boolean;
  /** Set if the transcription has failed permanently. */
  hasFailed?: true;
}

interface Memory {
  waiting?: Waiting;
  submitted?: Submitted;
}

export const memoryOf = (host: IExecuteFunctions): Memory => host.getContext('node') as Memory;

/** The same memory, read by an expression: the node's webhook has no other access to it. */
export const waitingExpression = (name: string): string => `{{ $node[${JSON.stringify(name)}].context["waiting"] }}`;

/** Whether the expression found a waiting execution. */
export const isWaiting = (found: unknown): found is Waiting =>
  isRecord(found) && Array.isArray(found['jobs']) && isRecord(found['callback']);

/**
 * The jobs that this run has submitted already: with Retry On Fail, n8n starts the node again for the same items, and a
 * person can retry a failed execution as a new one. A retry uses the same transcripts. Only a new execution submits
 * again what has failed permanently.
 */
export function submittedBy(host: IExecuteFunctions): Submitted {
  const memory = memoryOf(host);
  const execution = host.getExecutionId();
  const run = Number(host.evaluateExpression('{{ $runIndex }}', 0));
  const known = memory.submitted;
  if (known?.run !== run) return (memory.submitted = { execution, run, jobs: {} });
  if (known.execution === execution) return known;
  const kept = Object.entries(known.jobs).filter(([, { hasFailed }]) => hasFailed !== true);
  const jobs = Object.fromEntries(kept.map(([key, { id }]) => [key, { id, isCalled: false }]));
  return (memory.submitted = { execution, run, jobs });
}
