import type { WaitingContext } from '../context.ts';

/** What a step knows of its job while the flow is paused, and after a failure that says nothing about the job. */
export interface Remembered {
  readonly transcriptId: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** What the step was asked to do, see `inputFingerprint`. Runs that wait have it stored under this name. */
  readonly print: string;
  /** Name of the audio file: an upload has none at the service. */
  readonly fileName?: string | undefined;
  /** What the service's call must carry, where it was asked to call. */
  readonly call?:
    { readonly headerName: string; readonly secret: string; readonly ref: string | undefined } | undefined;
  /** What was wrong with a call that ended a pause. */
  readonly remark?: string | undefined;
}

/**
 * One memory for each step of each run: runs of a flow overlap. The iterations of a loop share it, one after the other.
 */
export function memoryOf({ store, run, step }: WaitingContext): {
  read(): Promise<Remembered | null>;
  write(job: Remembered): Promise<unknown>;
  clear(): Promise<void>;
} {
  const key = `assemblyai_${run.id}_${step.name}`;
  return {
    read: () => store.get<Remembered>(key),
    write: (job) => store.put<Remembered>(key, job),
    // A failure does no harm: the next job of the step overwrites what is left.
    clear: () => store.delete(key).catch(() => undefined),
  };
}
