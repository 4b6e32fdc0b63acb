import {
  type Client,
  DEFAULT_DEADLINE_MS,
  finished,
  hintForRunningJob,
  isAssemblyAIError,
  isEnded,
  readyWithin,
  TimeoutError,
  type Transcript,
} from '../core.ts';
import type { WaitingContext } from '../context.ts';
import { memoryOf, type StoredJob } from './memory.ts';

/** How long a step polls before it pauses, in milliseconds. */
const BRIEFLY_MS = 20_000;
/** How long a step polls if it cannot pause, in milliseconds. The platform stops steps after ten minutes. */
const IN_STEP_MS = 8 * 60_000;
const SHORTEST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

/** Hint for errors after which the job keeps running. */
export const RUNNING_JOB_HINT = hintForRunningJob('Use Wait for Transcript with its ID to get the result.');

/**
 * Checks the transcript once.
 *
 * @returns `undefined` while the job runs, or if the service is temporarily unavailable
 * @throws AssemblyAIError if the job failed
 */
export async function check(client: Client, transcriptId: string): Promise<Transcript | undefined> {
  const current = await client.transcripts
    .get(transcriptId)
    .catch((thrown: unknown) =>
      isAssemblyAIError(thrown) && thrown.retryable ? undefined : Promise.reject(thrown as Error),
    );
  return current !== undefined && isEnded(current) ? finished(current) : undefined;
}

/** Polls for a few seconds. Returns `undefined` while the job runs. @throws AssemblyAIError if the job failed */
export const checkBriefly = (client: Client, transcriptId: string): Promise<Transcript | undefined> =>
  readyWithin(client, transcriptId, { deadlineMs: BRIEFLY_MS });

/**
 * Polls until the transcript is finished, within the time limit of a step.
 *
 * @throws TimeoutError with the transcript ID, or AssemblyAIError if the job failed
 */
export const waitInStep = (client: Client, transcriptId: string): Promise<Transcript> =>
  client.transcripts.wait(transcriptId, { deadlineMs: IN_STEP_MS });

/**
 * Pauses the flow until the next check, or polls in the step if the flow cannot pause. Pauses get longer with the time
 * since the submission, so that a long job needs few of them.
 *
 * @returns the transcript if the flow did not pause
 * @throws TimeoutError after the time limit
 */
export async function pauseUntilNextCheck(
  host: WaitingContext,
  client: Client,
  job: StoredJob,
): Promise<Transcript | undefined> {
  const now = Date.now();
  const elapsedMs = now - job.startedAt;
  if (elapsedMs >= DEFAULT_DEADLINE_MS) throw timeoutFor(job);
  const pauseMs = Math.min(Math.max(SHORTEST_PAUSE_MS, elapsedMs / 5), LONGEST_PAUSE_MS);
  const resumeDateTime = new Date(now + pauseMs).toISOString();
  const waitpoint = await host.run.createWaitpoint({ type: 'DELAY', resumeDateTime }).catch(() => undefined);
  const memory = memoryOf(host);
  if (waitpoint === undefined) {
    // Nothing resumes this step, and single actions share one store entry.
    await memory.clear();
    return waitInStep(client, job.transcriptId);
  }
  await memory.write(job);
  host.run.waitForWaitpoint(waitpoint.id);
  return undefined;
}

const timeoutFor = ({ transcriptId, webhookProblem }: StoredJob): TimeoutError =>
  new TimeoutError(
    [`The transcript was not finished within ${DEFAULT_DEADLINE_MS / 3_600_000} hours.`, webhookProblem]
      .filter((part) => part !== undefined)
      .join(' '),
    { transcriptId, hint: RUNNING_JOB_HINT },
  );
