import { type AssemblyAIError, type Client, finished, isAssemblyAIError, isEnded, type Transcript } from '../core.ts';
import type { Deadline } from '../deadline.ts';

/** How long one run checks, ms. */
const CHECKING_MS = 18_000;

/** Time to keep for making the result, ms. */
const RESULT_MS = 3_000;

/** Time between two checks, ms. */
const INTERVAL_MS = 1_500;

/** What a run has found out about a job. */
export interface Checked {
  /** The finished transcript. Absent while the job runs, or if nothing is known. */
  readonly transcript?: Transcript;
  /** The latest state of a job that is not finished. */
  readonly latest?: Transcript;
  /** Why the service could not say. */
  readonly outage?: AssemblyAIError;
}

/** Checks for a few seconds. @throws AssemblyAIError if the job failed, or if no later check can succeed */
export async function checkBriefly(client: Client, transcriptId: string, deadline: Deadline): Promise<Checked> {
  const deadlineMs = Math.max(0, Math.min(CHECKING_MS, deadline.remainingMs() - RESULT_MS));
  let latest: Transcript | undefined;
  const onStatus = (transcript: Transcript): void => void (latest = transcript);
  try {
    return {
      transcript: await client.transcripts.wait(transcriptId, { deadlineMs, intervalMs: INTERVAL_MS, onStatus }),
    };
  } catch (thrown) {
    if (!isAssemblyAIError(thrown) || thrown.code !== 'timeout') throw thrown;
    const outage = isAssemblyAIError(thrown.cause) ? thrown.cause : thrown.landed === true ? thrown : undefined;
    return { ...(latest !== undefined && { latest }), ...(outage !== undefined && { outage }) };
  }
}

/** Checks once. @throws AssemblyAIError if the job failed, or if no later check can succeed */
export async function check(client: Client, transcriptId: string): Promise<Checked> {
  try {
    const latest = await client.transcripts.get(transcriptId, { attempts: 1, timeoutMs: CHECKING_MS });
    return isEnded(latest) ? { transcript: finished(latest) } : { latest };
  } catch (thrown) {
    if (!isAssemblyAIError(thrown) || thrown.code === 'transcript_failed') throw thrown;
    if (thrown.retryable || thrown.code === 'timeout') return { outage: thrown };
    throw thrown;
  }
}
