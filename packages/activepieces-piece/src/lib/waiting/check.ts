import {
  type CallOptions,
  type Client,
  finished,
  hintForRunningJob,
  isAssemblyAIError,
  isEnded,
  readyWithin,
  type Transcript,
} from '../core.ts';
import type { Report } from './progress.ts';

/** How long a step polls before it pauses, in milliseconds. */
const BRIEFLY_MS = 20_000;

/** Hint for errors after which the job keeps running. */
export const RUNNING_JOB_HINT = hintForRunningJob('Use Wait for Transcript with its ID to get the result.');

/** What a check found. */
export interface Checked {
  /** The finished transcript. Absent while the job runs. */
  readonly transcript?: Transcript | undefined;
  readonly status: string;
  /** Length of the audio, if the service knows it. */
  readonly audioSeconds?: number | undefined;
}

/** What is known about a job that no check has got a response about. */
const UNKNOWN: Checked = { status: 'processing' };

const found = ({ status, audio_duration }: Transcript): Checked => ({
  status,
  audioSeconds: audio_duration ?? undefined,
});

/**
 * Checks the transcript once. A job counts as running if the service is temporarily unavailable.
 *
 * @throws AssemblyAIError if the job failed
 */
export async function check(client: Client, transcriptId: string, options?: CallOptions): Promise<Checked> {
  const current = await client.transcripts
    .get(transcriptId, options)
    .catch((thrown: unknown) =>
      isAssemblyAIError(thrown) && thrown.retryable ? undefined : Promise.reject(thrown as Error),
    );
  if (current === undefined) return UNKNOWN;
  return isEnded(current) ? { ...found(current), transcript: finished(current) } : found(current);
}

/** Polls for a time limit in milliseconds. @throws AssemblyAIError if the job failed */
export async function checkFor(
  client: Client,
  transcriptId: string,
  deadlineMs: number,
  report?: Report,
): Promise<Checked> {
  let last = UNKNOWN;
  const onStatus = (transcript: Transcript): void => {
    last = found(transcript);
    report?.(transcript);
  };
  const transcript = await readyWithin(client, transcriptId, { deadlineMs: Math.max(1, deadlineMs), onStatus });
  return { ...last, transcript };
}

/** Polls for a few seconds. @throws AssemblyAIError if the job failed */
export const checkBriefly = (client: Client, transcriptId: string, report?: Report): Promise<Checked> =>
  checkFor(client, transcriptId, BRIEFLY_MS, report);

/**
 * Whether the job has ended a moment after its submission, in one attempt. A job that cannot be checked for another
 * reason than a temporary one counts as ended.
 */
export const hasEnded = (client: Client, transcriptId: string): Promise<boolean> =>
  check(client, transcriptId, { attempts: 1, timeoutMs: 5_000 }).then(
    ({ transcript }) => transcript !== undefined,
    () => true,
  );
