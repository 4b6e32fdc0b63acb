import { type Client, finished, isAssemblyAIError, isEnded, readyWithin, type Transcript } from '../core.ts';

/** How long a step may check by itself, ms: the host ends it after 30 seconds. */
const CHECKING_MS = 18_000;

/** Between two checks, ms. */
const INTERVAL_MS = 1_500;

/** Checks for a few seconds. `undefined` while the job goes on. @throws AssemblyAIError for whatever ended the job */
export const checkBriefly = (client: Client, transcriptId: string): Promise<Transcript | undefined> =>
  readyWithin(client, transcriptId, { deadlineMs: CHECKING_MS, intervalMs: INTERVAL_MS });

/**
 * Checks once.
 *
 * @returns `undefined` while the job goes on, or if the service cannot be reached for the moment
 * @throws AssemblyAIError for whatever ended the job
 */
export async function check(client: Client, transcriptId: string): Promise<Transcript | undefined> {
  const now = await client.transcripts
    .get(transcriptId, { attempts: 1, timeoutMs: CHECKING_MS })
    .catch((thrown: unknown) =>
      isAssemblyAIError(thrown) && thrown.retryable ? undefined : Promise.reject(thrown as Error),
    );
  return now !== undefined && isEnded(now) ? finished(now) : undefined;
}
