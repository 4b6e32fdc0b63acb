import { type AssemblyAIError, type Client, finished, isAssemblyAIError, isEnded, type Transcript } from '../core.ts';
import type { Deadline } from '../deadline.ts';

/** How long one run checks, ms. A check that has started may take longer. */
const CHECKING_MS = 18_000;

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
  const end = deadline.now() + Math.min(CHECKING_MS, deadline.remainingMs());
  let latest: Transcript | undefined;
  for (;;) {
    const state = await check(client, transcriptId);
    if (state.transcript !== undefined) return state;
    latest = state.latest ?? latest;
    const pauseMs = Math.max(INTERVAL_MS, state.outage?.retryAfterMs ?? 0);
    if (deadline.now() + pauseMs >= end) return { ...(latest !== undefined && { latest }), ...state };
    await new Promise<void>((resolve) => deadline.schedule(pauseMs, resolve));
  }
}

/** Checks once. @throws AssemblyAIError if the job failed, or if no later check can succeed */
export async function check(client: Client, transcriptId: string): Promise<Checked> {
  try {
    const latest = await client.transcripts.get(transcriptId, { attempts: 1 });
    return isEnded(latest) ? { transcript: finished(latest) } : { latest };
  } catch (thrown) {
    if (!isAssemblyAIError(thrown) || !isOutage(thrown)) throw thrown;
    return { outage: thrown };
  }
}

/** Whether a later check may succeed. */
export const isOutage = ({ code, retryable }: AssemblyAIError): boolean =>
  code !== 'transcript_failed' && (retryable || code === 'timeout');
