import { audioSecondsOf } from '../audio-length.ts';
import {
  type AnyInput,
  type AnyJob,
  asError,
  BadInputError,
  type Client,
  isAssemblyAIError,
  redactError,
  sleep,
  type Transcript,
} from '../core.ts';
import { sentenceOf } from '../errors.ts';
import { resultOf } from '../output.ts';
import { secretsOf } from '../secrets.ts';
import { callbackFor, type ResumeCallback } from '../waiting/callback.ts';
import { checkBriefly, hasEnded, RUNNING_JOB_HINT } from '../waiting/check.ts';
import { memoryOf, type StoredJob } from '../waiting/memory.ts';
import { calledPauseMs } from '../waiting/pace.ts';
import { outcome, type Result, type Wait, waitInStep } from './outcome.ts';

/** A job that is about to start. */
type NewJob = Pick<StoredJob, 'startedAt' | 'fingerprint' | 'fileName'>;

/** Milliseconds in which the webhook of a job arrives that has already ended. */
const FIRST_CALL_MS = 1_500;

/** Starts a job whose status the step polls. */
export async function startJob(wait: Wait, input: AnyInput, job: NewJob): Promise<Result> {
  const { entry, client, report } = wait;
  const { id: transcriptId } = await entry.start({ client, input });
  return outcome(wait, await kept(wait, { ...job, transcriptId }), () => checkBriefly(client, transcriptId, report));
}

/**
 * Starts a job whose webhook ends the pause. From here on, a waitpoint exists, so the step always pauses: a waitpoint
 * that is left over would wake the next step of the flow that pauses.
 */
export async function startCalledJob(wait: Wait, input: AnyInput, job: NewJob): Promise<Result> {
  const { context, entry, client, limitMs } = wait;
  // Uploaded first: the time of the pause runs from the creation of the waitpoint.
  const { input: ready, audioSeconds } = await uploaded(client, entry, input);
  const startedAt = Date.now();
  const call = await callbackFor(context, Math.min(calledPauseMs(audioSeconds), limitMs));
  if (call === undefined) return waitInStep(wait, ready, job.fileName);

  let started: Transcript;
  try {
    started = await entry.start({ client, input: ready, callback: call.callback });
  } catch (thrown) {
    return notStarted(wait, call, thrown);
  }
  const { id: transcriptId } = started;
  const calls = entry.deliveries?.(input) ?? 1;
  await kept(wait, { ...job, startedAt, transcriptId, call: call.expected, calls });
  // The platform keeps a webhook that arrives before the pause, and may lose one that arrives during it.
  if (await hasEnded(client, transcriptId)) await sleep(FIRST_CALL_MS);
  await call.pause();
  return resultOf(entry, started, job.fileName);
}

/** The job, stored. @throws BadInputError with the transcript ID */
async function kept({ context }: Wait, job: StoredJob): Promise<StoredJob> {
  await memoryOf(context)
    .write(job)
    .catch((thrown: unknown) => {
      throw new BadInputError(`The transcript ID could not be stored: ${sentenceOf(thrown)}`, {
        transcriptId: job.transcriptId,
        hint: RUNNING_JOB_HINT,
      });
    });
  return job;
}

/** Pauses for a moment, and fails when the flow resumes: the waitpoint must be used up before the next step runs. */
async function notStarted({ context }: Wait, call: ResumeCallback, thrown: unknown): Promise<Result> {
  const secrets = [...secretsOf(context), call.expected.secret];
  const failure = sentenceOf(thrown, secrets);
  const status = isAssemblyAIError(thrown) ? thrown.status : undefined;
  await memoryOf(context)
    .write({ failure, status })
    .catch(() => {
      throw redactError(asError(thrown), secrets);
    });
  await call.end();
  await call.pause();
  return { error: failure };
}

/** The input with links in place of files, and the estimated length of the audio in seconds, if it was a file. */
async function uploaded(
  client: Client,
  { params }: AnyJob,
  input: AnyInput,
): Promise<{ readonly input: AnyInput; readonly audioSeconds?: number }> {
  const [key] = Object.entries(params).find(([, { kind }]) => kind === 'media') ?? [];
  const audio = key === undefined ? undefined : input[key];
  if (key === undefined || !isFile(audio)) return { input };
  const url = await client.files.urlOf(audio as Parameters<typeof client.files.urlOf>[0]);
  return { input: { ...input, [key]: url }, audioSeconds: audioSecondsOf(audio.data) };
}

const isFile = (value: unknown): value is { readonly data: Uint8Array } =>
  typeof value === 'object' && value !== null && 'data' in value && value.data instanceof Uint8Array;
