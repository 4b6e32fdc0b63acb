import type { WaitingContext } from '../context.ts';

/** A step's job, stored while the flow is paused and after errors that do not end the job. */
export interface StoredJob {
  readonly transcriptId: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Fingerprint of the input, see `inputFingerprint`. */
  readonly fingerprint: string;
  /** Name of the audio file, because the service keeps no name for uploads. */
  readonly fileName?: string | undefined;
  /** Header and reference that the service's webhook must have. Absent if the step asked for no webhook. */
  readonly call?:
    { readonly headerName: string; readonly secret: string; readonly ref: string | undefined } | undefined;
  /** Number of webhooks that the service has not sent yet. A job with redacted audio has two. */
  readonly calls?: number | undefined;
  /** What was wrong with the last rejected webhook, in one sentence. */
  readonly webhookProblem?: string | undefined;
}

/** Why no job was started. Stored while the step uses up the waitpoint that it has created for the job. */
export interface StoredFailure {
  /** The message, without secrets. */
  readonly failure: string;
  /** HTTP status of the service's response. */
  readonly status?: number | undefined;
}

export type Stored = StoredJob | StoredFailure;

export const isFailure = (stored: Stored): stored is StoredFailure => 'failure' in stored;

/** What a step remembers. */
export interface Memory {
  read(): Promise<Stored | null>;
  write(stored: Stored): Promise<unknown>;
  clear(): Promise<void>;
}

/**
 * Stores the job of a step per run, because runs of a flow overlap. The iterations of a loop use it one after another.
 * Not for agents: all of their runs have the same ID, and run at the same time.
 */
export function memoryOf({ store, run, step }: WaitingContext): Memory {
  const key = `assemblyai_${run.id}_${step.name}`;
  return {
    read: () => store.get<Stored>(key),
    write: (stored) => store.put<Stored>(key, stored),
    // An error is harmless: the next job of the step overwrites the entry.
    clear: () => store.delete(key).catch(() => undefined),
  };
}
