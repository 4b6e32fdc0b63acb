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
  /** What was wrong with the last rejected webhook, in one sentence. */
  readonly webhookProblem?: string | undefined;
}

/**
 * Stores the job of a step per run, because runs of a flow overlap. The iterations of a loop use it one after another.
 */
export function memoryOf({ store, run, step }: WaitingContext): {
  read(): Promise<StoredJob | null>;
  write(job: StoredJob): Promise<unknown>;
  clear(): Promise<void>;
} {
  const key = `assemblyai_${run.id}_${step.name}`;
  return {
    read: () => store.get<StoredJob>(key),
    write: (job) => store.put<StoredJob>(key, job),
    // An error is harmless: the next job of the step overwrites the entry.
    clear: () => store.delete(key).catch(() => undefined),
  };
}
