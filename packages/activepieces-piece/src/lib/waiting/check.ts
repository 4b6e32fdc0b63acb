import {
  type Client,
  DEFAULT_DEADLINE_MS,
  finished,
  isAssemblyAIError,
  isEnded,
  TimeoutError,
  type Transcript,
} from '../core.ts';
import type { WaitingHost } from './host.ts';
import { memoryOf, type Remembered } from './memory.ts';

/** How long a step looks before it pauses for a while, ms. */
const MOMENT_MS = 20_000;
/** How long a step looks that cannot pause, ms: the host ends steps after ten minutes. */
const HERE_MS = 8 * 60_000;
const SHORTEST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 10 * 60_000;

/** What is done with a job that goes on without the step. */
export const GOES_ON = 'The job goes on and is paid for: use Wait for Transcript with its ID, do not start it again';

/** One look. `undefined` while the job goes on, or where the service cannot be asked for the moment. @throws what ended it */
export async function look(client: Client, transcriptId: string): Promise<Transcript | undefined> {
  const now = await client.transcripts
    .get(transcriptId)
    .catch((thrown: unknown) =>
      isAssemblyAIError(thrown) && thrown.retryable ? undefined : Promise.reject(thrown as Error),
    );
  return now !== undefined && isEnded(now) ? finished(now) : undefined;
}

/** Looks for a moment. `undefined` while the job goes on. @throws what ended it */
export const lookForAMoment = (client: Client, transcriptId: string): Promise<Transcript | undefined> =>
  client.transcripts
    .wait(transcriptId, { deadlineMs: MOMENT_MS })
    .catch((thrown: unknown) => (isTimeout(thrown) ? undefined : Promise.reject(thrown as Error)));

/** Looks until the transcript is there, as long as a step may. @throws TimeoutError with its id, and what ended it */
export const lookHere = (client: Client, transcriptId: string): Promise<Transcript> =>
  client.transcripts.wait(transcriptId, { deadlineMs: HERE_MS });

/**
 * Pauses the flow until it is time for another look; looks here where it cannot be paused. The pauses grow with the time
 * that has passed, so that a long job costs few of them.
 *
 * @returns the transcript, where there was no pause
 * @throws TimeoutError once it has taken too long
 */
export async function pauseForAWhile(
  host: WaitingHost,
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
    // Nothing goes on from here, and single actions share one memory.
    await memory.clear();
    return lookHere(client, job.transcriptId);
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

const isTimeout = (thrown: unknown): boolean => isAssemblyAIError(thrown) && thrown.code === 'timeout';
