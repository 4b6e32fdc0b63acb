import type { StepContext as Context } from '../context.ts';
import { type AnyInput, type AnyJob, type Client, isAssemblyAIError, type Transcript } from '../core.ts';
import { FILES, filesFor } from '../files.ts';
import type { OutputSchemaField } from '../host-values.ts';
import { resultOf } from '../output.ts';
import { type Checked, checkFor, RUNNING_JOB_HINT } from '../waiting/check.ts';
import { inWords } from '../waiting/limit.ts';
import { memoryOf, type StoredJob } from '../waiting/memory.ts';
import { IN_STEP_MS, pauseMs } from '../waiting/pace.ts';
import { createPause } from '../waiting/pause.ts';
import type { Report } from '../waiting/progress.ts';

export type Result = Record<string, unknown>;

/** A step that waits for its job. */
export interface Wait {
  readonly context: Context;
  readonly entry: AnyJob;
  readonly client: Client;
  /** Milliseconds from the submission. */
  readonly limitMs: number;
  /** When the step began to run, in milliseconds since the epoch. */
  readonly beganAt: number;
  readonly report: Report;
}

/** What a job is known by. */
type Job = Pick<StoredJob, 'transcriptId' | 'fileName' | 'webhookProblem'>;

/** Fields of the output if the transcript was not finished within the time limit. */
export const TIMED_OUT_FIELDS: OutputSchemaField[] = [
  { key: 'timed_out', label: 'Timed Out', format: 'boolean' },
  { key: 'note', label: 'Note' },
];

/** Tag of runs in which a step has reached its time limit. */
const TIMED_OUT_TAG = 'transcript-timed-out';

/** Milliseconds in which the last webhook of a finished job arrives. */
const NEXT_CALL_MS = 15_000;

/**
 * Returns the transcript, pauses again, or gives up at the time limit.
 *
 * @param beforeDelivery pauses before the transcript is returned
 */
export async function outcome(
  wait: Wait,
  job: StoredJob,
  checkNow: () => Promise<Checked>,
  beforeDelivery?: (wait: Wait, job: StoredJob, status: string) => Promise<Result | undefined>,
): Promise<Result> {
  const memory = memoryOf(wait.context);
  const checked = await checkNow().catch(async (thrown: unknown) => {
    // Forgets a job that failed permanently, so that the step can start another one. Keeps it after other errors.
    const isOver = isAssemblyAIError(thrown) && (thrown.code === 'transcript_failed' || thrown.code === 'not_found');
    if (isOver) await memory.clear();
    throw thrown;
  });
  const { transcript, status } = checked;
  if (transcript === undefined) return pauseAgain(wait, job, checked);
  const paused = await beforeDelivery?.(wait, job, status);
  if (paused !== undefined) return paused;
  const result = await delivered(wait, job, transcript);
  await memory.clear();
  return result;
}

/**
 * Pauses until the last webhook of a finished job has arrived. A webhook that arrives while the flow is running would
 * wake the next step that pauses, such as a delay or an approval.
 */
export async function absorbNextCall(wait: Wait, job: StoredJob, status: string): Promise<Result | undefined> {
  return paused(wait, { ...job, calls: 0 }, NEXT_CALL_MS, status);
}

/** Pauses until the next check. At the time limit, the flow continues with the ID of the transcript. */
async function pauseAgain(wait: Wait, job: StoredJob, { status, audioSeconds }: Checked): Promise<Result> {
  const { context, limitMs } = wait;
  const elapsedMs = Date.now() - job.startedAt;
  const leftMs = limitMs - elapsedMs;
  if (leftMs <= 0) {
    await memoryOf(context).clear();
    return timedOut(wait, job, status, limitMs);
  }
  const result = await paused(wait, job, Math.min(pauseMs(elapsedMs, audioSeconds), leftMs), status);
  if (result !== undefined) return result;
  await memoryOf(context).clear();
  return pollInStep(wait, job);
}

/** @returns the output of the paused step, or `undefined` if the step cannot pause */
async function paused(
  { context, entry }: Wait,
  job: StoredJob,
  ms: number,
  status: string,
): Promise<Result | undefined> {
  // Stored first: a waitpoint that the step does not wait for would wake another step.
  await memoryOf(context).write(job);
  const { transcriptId, fileName } = job;
  const waitpoint = await createPause(context, ms, { hint: RUNNING_JOB_HINT, transcriptId });
  if (waitpoint === undefined) return undefined;
  context.run.waitForWaitpoint(waitpoint.id);
  return resultOf(entry, { id: transcriptId, status }, fileName);
}

/** Starts a job and waits for it in the step. Stores nothing: an agent runs the same step several times at once. */
export async function waitInStep(wait: Wait, input: AnyInput, fileName: string | undefined): Promise<Result> {
  const { entry, client, report } = wait;
  const started = await entry.start({ client, input });
  report(started);
  return pollInStep(wait, { transcriptId: started.id, fileName });
}

async function pollInStep(wait: Wait, job: Job): Promise<Result> {
  const { client, beganAt, report } = wait;
  const limitMs = Math.min(wait.limitMs, IN_STEP_MS);
  const checked = await checkFor(client, job.transcriptId, beganAt + limitMs - Date.now(), report);
  const { transcript, status } = checked;
  return transcript === undefined ? timedOut(wait, job, status, limitMs) : delivered(wait, job, transcript);
}

/** The output of the step, with its files. */
async function delivered({ context, entry }: Wait, { fileName }: Job, transcript: Transcript): Promise<Result> {
  const { files, propsValue } = context;
  const links = await filesFor(files, entry, transcript, propsValue[FILES], fileName);
  return { ...resultOf(entry, transcript, fileName), ...links };
}

/** The output of a step that stops waiting: everything that is needed to get the transcript later. */
async function timedOut(
  { context, entry }: Wait,
  { transcriptId, fileName, webhookProblem }: Job,
  status: string,
  limitMs: number,
): Promise<Result> {
  const { tags } = context as Partial<Pick<Context, 'tags'>>;
  await tags?.add({ name: TIMED_OUT_TAG }).catch(() => undefined);
  const note = [`The transcript was not finished within ${inWords(limitMs)}.`, webhookProblem, RUNNING_JOB_HINT];
  return {
    ...resultOf(entry, { id: transcriptId, status }, fileName),
    timed_out: true,
    note: note.filter((part) => part !== undefined).join(' '),
  };
}
