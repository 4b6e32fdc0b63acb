import { type Client, finished, isAssemblyAIError, isEnded, readyWithin, type Transcript } from '../core.ts';

/** How long one step checks, ms. The host ends it after 30 seconds. */
const CHECKING_MS = 18_000;

/** Time between two checks, ms. */
const INTERVAL_MS = 1_500;

/** Checks for a few seconds. `undefined` while the job runs. @throws AssemblyAIError if the job failed */
export const checkBriefly = (client: Client, transcriptId: string): Promise<Transcript | undefined> =>
  readyWithin(client, transcriptId, { deadlineMs: CHECKING_MS, intervalMs: INTERVAL_MS });

/**
 * Checks once.
 *
 * @returns `undefined` while the job runs, or if the service is temporarily unavailable
 * @throws AssemblyAIError if the job failed
 */
export async function check(client: Client, transcriptId: string): Promise<Transcript | undefined> {
  const now = await client.transcripts
    .get(transcriptId, { attempts: 1, timeoutMs: CHECKING_MS })
    .catch((thrown: unknown) =>
      isAssemblyAIError(thrown) && thrown.retryable ? undefined : Promise.reject(thrown as Error),
    );
  return now !== undefined && isEnded(now) ? finished(now) : undefined;
}
