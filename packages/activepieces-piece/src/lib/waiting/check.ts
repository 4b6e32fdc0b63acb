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
import { memoryOf, type Remembered } from './memory.ts';

/** How long a step checks before it pauses, ms. */
const BRIEFLY_MS = 20_000;
/** How long a step checks that cannot pause, ms: the host ends steps after ten minutes. */
const HERE_MS = 8 * 60_000;
const SHORTEST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

/** What to do about a job that goes on without the step. */
export const GOES_ON = hintForRunningJob('Use Wait for Transcript with its ID to get the result.');

/**
 * One check.
 *
 * @returns `undefined` while the job goes on, or if the service cannot be reached for the moment
 * @throws AssemblyAIError for whatever ended the job
 */
export async function check(client: Client, transcriptId: string): Promise<Transcript | undefined> {
  const now = await client.transcripts
    .get(transcriptId)
    .catch((thrown: unknown) =>
      isAssemblyAIError(thrown) && thrown.retryable ? undefined : Promise.reject(thrown as Error),
    );
  return now !== undefined && isEnded(now) ? finished(now) : undefined;
}

/** Checks for a few seconds. `undefined` while the job goes on. @throws AssemblyAIError for whatever ended the job */
export const checkBriefly = (client: Client, transcriptId: string): Promise<Transcript | undefined> =>
  readyWithin(client, transcriptId, { deadlineMs: BRIEFLY_MS });

/**
 * Checks until the transcript is ready, as long as a step may.
 *
 * @throws TimeoutError with its id, or AssemblyAIError for whatever ended the job
 */
export const waitHere = (client: Client, transcriptId: string): Promise<Transcript> =>
  client.transcripts.wait(transcriptId, { deadlineMs: HERE_MS });

/**
 * Pauses the flow until the next check; waits here if the flow cannot be paused. The pauses grow with the time that has
 * passed, so that a long job costs few of them.
 *
 * @returns the transcript, if there was no pause
 * @throws TimeoutError once it has taken too long
 */
export async function pauseUntilNextCheck(
  host: WaitingContext,
  client: Client,
  job: Remembered,
): Promise<Transcript | undefined> {
  const now = Date.now();
  const passed = now - job.startedAt;
  if (passed >= DEFAULT_DEADLINE_MS) throw tooLate(job);
  const pauseMs = Math.min(Math.max(SHORTEST_PAUSE_MS, passed / 5), LONGEST_PAUSE_MS);
  const resumeDateTime = new Date(now + pauseMs).toISOString();
  const waitpoint = await host.run.createWaitpoint({ type: 'DELAY', resumeDateTime }).catch(() => undefined);
  const memory = memoryOf(host);
  if (waitpoint === undefined) {
    // Nothing resumes this step, and single actions share one memory.
    await memory.clear();
    return waitHere(client, job.transcriptId);
  }
  await memory.write(job);
  host.run.waitForWaitpoint(waitpoint.id);
  return undefined;
}

const tooLate = ({ transcriptId, remark }: Remembered): TimeoutError =>
  new TimeoutError(
    [`The transcript was not ready within ${DEFAULT_DEADLINE_MS / 3_600_000} hours.`, remark]
      .filter((part) => part !== undefined)
      .join(' '),
    { transcriptId, hint: GOES_ON },
  );
