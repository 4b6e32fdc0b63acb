import { answersOf } from '../answers.ts';
import { assemblyAiAuth } from '../credential.ts';
import { clientFor } from '../client.ts';
import type { StepContext as Context } from '../context.ts';
import { guarded, sentenceOf } from '../errors.ts';
import { createAction, ExecutionType, Property } from '../host-values.ts';
import { labelOf, WAIT } from '../names.ts';
import { FILES, filesFor, filesProps } from '../files.ts';
import { outputSchemaOf, resultOf } from '../output.ts';
import { propsOf } from '../form.ts';
import {
  type AnyJob,
  asError,
  BadInputError,
  type Client,
  inputFileName,
  isAssemblyAIError,
  readInput,
  redactError,
  type Transcript,
} from '../core.ts';
import { callbackFor, problemWith, type ResumePayload } from '../waiting/callback.ts';
import { memoryOf, type StoredJob } from '../waiting/memory.ts';
import { inputFingerprint } from '../waiting/fingerprint.ts';
import { check, checkBriefly, pauseUntilNextCheck, RUNNING_JOB_HINT, waitInStep } from '../waiting/check.ts';
import { aiMetadataOf, audienceOf } from './ai-metadata.ts';

type Action = ReturnType<typeof createAction>;
type Result = Record<string, unknown>;

/** How long a retried step reuses its job, in milliseconds. After that, the file behind a URL may have changed. */
const REUSE_MS = 24 * 3_600_000;

/**
 * A job as an action. The flow pauses until the service sends its webhook, or until the next check. When the flow
 * resumes, the step gets the transcript from the API, whatever the webhook said.
 */
export function jobAction(entry: AnyJob): Action {
  const isStart = entry.effect === 'write';
  return createAction({
    auth: assemblyAiAuth,
    name: entry.id,
    displayName: labelOf(entry),
    description: entry.help,
    audience: audienceOf(entry),
    aiMetadata: aiMetadataOf(entry),
    outputSchema: outputSchemaOf(entry),
    errorHandlingOptions: { continueOnFailure: {}, retryOnFailure: { hide: isStart } },
    props: propsOf(entry, { how: isStart ? { [WAIT]: WAIT_PROP } : {}, output: filesProps(entry) }),
    run: guarded((context) => run(context, entry)),
    // The builder cannot pause, so a test waits in the step and shows the real transcript.
    test: guarded((context) => runTest(context, entry)),
  });
}

const WAIT_PROP = Property.Checkbox({
  displayName: 'Wait Until Transcript Is Ready',
  description:
    'Pauses the flow until the transcript is finished. Turn off to continue immediately with the transcript ID and status.',
  required: true,
  defaultValue: true,
});

const isWaiting = ({ propsValue }: Context, entry: AnyJob): boolean =>
  entry.effect !== 'write' || propsValue[WAIT] !== false;

function run(context: Context, entry: AnyJob): Promise<Result> {
  const client = clientFor(context.auth);
  return context.executionType === ExecutionType.RESUME
    ? resume(context, entry, client, context.resumePayload)
    : begin(context, entry, client);
}

async function begin(context: Context, entry: AnyJob, client: Client): Promise<Result> {
  const { input } = readInput(entry, answersOf(context.propsValue, entry), { region: client.region });
  const fileName = inputFileName(entry, input);
  if (!isWaiting(context, entry)) return resultOf(entry, await entry.start({ client, input }), fileName);

  const memory = memoryOf(context);
  const fingerprint = await inputFingerprint(input);
  const known = await memory.read();
  const startedAt = Date.now();
  // A retried step reuses the job that it has started, because a second job would be billed again.
  if (known?.fingerprint === fingerprint && startedAt - known.startedAt < REUSE_MS) {
    const job = { ...known, startedAt };
    return outcome(context, entry, client, job, () => checkBriefly(client, job.transcriptId));
  }

  const call = entry.canCallBack(input) ? await callbackFor(context, client) : undefined;
  const started = await entry
    .start({ client, input, callback: call?.callback })
    .catch((thrown: unknown) => Promise.reject(withoutSecret(call?.expected.secret, thrown)));
  const { id: transcriptId } = started;
  const job: StoredJob = { transcriptId, startedAt, fingerprint, fileName, call: call?.expected };
  await memory.write(job).catch((thrown: unknown) => Promise.reject(notStored(thrown, transcriptId)));
  if (call === undefined) {
    return outcome(context, entry, client, job, () => checkBriefly(client, transcriptId));
  }
  // A webhook that arrives before the platform has stored the pause is lost, so a finished transcript does not pause.
  const transcript = await ending(context, check(client, transcriptId));
  if (transcript !== undefined) return deliver(context, entry, job, transcript);
  call.pause();
  return resultOf(entry, started, fileName);
}

/** Continues after a pause. A forged webhook costs one check and never changes the result. */
async function resume(context: Context, entry: AnyJob, client: Client, payload: ResumePayload): Promise<Result> {
  const job = await memoryOf(context).read();
  if (job === null) {
    throw new BadInputError('This step has no stored transcript to resume.', {
      hint: 'Use List transcripts to find the transcript before you run the step again.',
    });
  }
  const { transcriptId } = job;
  const isWebhook = payload !== undefined && payload !== null;
  const problem = isWebhook ? problemWith(payload, job) : undefined;
  const isExpected = isWebhook && problem === undefined;
  return outcome(context, entry, client, { ...job, webhookProblem: problem ?? job.webhookProblem }, () =>
    // The webhook for redacted audio may arrive just before the transcript is finished.
    isExpected ? checkBriefly(client, transcriptId) : check(client, transcriptId),
  ).catch((thrown: unknown) => Promise.reject(withoutSecret(job.call?.secret, thrown)));
}

/** The error without the secret of the job's webhook. */
const withoutSecret = (secret: string | undefined, thrown: unknown): Error =>
  redactError(asError(thrown), secret === undefined ? [] : [secret]);

/** Returns the transcript, or pauses again. */
async function outcome(
  context: Context,
  entry: AnyJob,
  client: Client,
  job: StoredJob,
  checkNow: () => Promise<Transcript | undefined>,
): Promise<Result> {
  const transcript = await ending(
    context,
    checkNow().then((found) => found ?? pauseUntilNextCheck(context, client, job)),
  );
  return transcript === undefined
    ? resultOf(entry, { id: job.transcriptId, status: 'processing' }, job.fileName)
    : deliver(context, entry, job, transcript);
}

/** Forgets a job that failed permanently, so that the step can start another one. Keeps it after other errors. */
const ending = <T>(context: Context, work: Promise<T>): Promise<T> =>
  work.catch(async (thrown: unknown) => {
    const isOver = isAssemblyAIError(thrown) && (thrown.code === 'transcript_failed' || thrown.code === 'not_found');
    if (isOver) await memoryOf(context).clear();
    throw thrown;
  });

/** The output of the step, with its files. */
async function deliver(context: Context, entry: AnyJob, job: StoredJob, transcript: Transcript): Promise<Result> {
  const { files, propsValue } = context;
  const links = await filesFor(files, entry, transcript, propsValue[FILES], job.fileName);
  await memoryOf(context).clear();
  return { ...resultOf(entry, transcript, job.fileName), ...links };
}

/** Runs the step in the builder, without a pause. */
async function runTest(context: Context, entry: AnyJob): Promise<Result> {
  const client = clientFor(context.auth);
  const { files, propsValue } = context;
  const { input } = readInput(entry, answersOf(propsValue, entry), { region: client.region });
  const started = await entry.start({ client, input });
  const fileName = inputFileName(entry, input);
  if (!isWaiting(context, entry)) return resultOf(entry, started, fileName);
  const transcript = await waitInStep(client, started.id);
  const links = await filesFor(files, entry, transcript, propsValue[FILES], fileName);
  return { ...resultOf(entry, transcript, fileName), ...links };
}

const notStored = (thrown: unknown, transcriptId: string): BadInputError =>
  new BadInputError(`The transcript ID could not be stored: ${sentenceOf(thrown)}`, {
    transcriptId,
    hint: RUNNING_JOB_HINT,
  });
