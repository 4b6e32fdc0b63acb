import { answersOf } from '../answers.ts';
import { assemblyAiAuth } from '../credential.ts';
import { clientFor } from '../client.ts';
import type { StepContext as Context } from '../context.ts';
import { guarded, sentenceOf } from '../errors.ts';
import { createAction, ExecutionType, Property } from '../host-values.ts';
import { labelOf } from '../names.ts';
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
import { callbackFor, remarkOn, type ResumePayload } from '../waiting/callback.ts';
import { memoryOf, type Remembered } from '../waiting/memory.ts';
import { inputFingerprint } from '../waiting/fingerprint.ts';
import { check, checkBriefly, GOES_ON, pauseUntilNextCheck, waitHere } from '../waiting/check.ts';
import { aiMetadataOf } from './ai-metadata.ts';

type Action = ReturnType<typeof createAction>;
type Result = Record<string, unknown>;

const WAIT = 'wait_until_ready';

/** How long a step that is tried again takes the job it has started, ms: the file behind a link may change. */
const TRIED_AGAIN_MS = 24 * 3_600_000;

/**
 * A job as an action. The flow is paused until the service calls, or until the next check; when it resumes, the
 * transcript is read from the API, whatever a call said.
 */
export function jobAction(entry: AnyJob): Action {
  const isStart = entry.effect === 'write';
  return createAction({
    auth: assemblyAiAuth,
    name: entry.id,
    displayName: labelOf(entry),
    description: entry.help,
    audience: 'both',
    aiMetadata: aiMetadataOf(entry),
    outputSchema: outputSchemaOf(entry),
    errorHandlingOptions: { continueOnFailure: {}, retryOnFailure: { hide: isStart } },
    props: propsOf(entry, { ...(isStart && { [WAIT]: WAIT_PROP }), ...filesProps(entry) }),
    run: guarded((context) => run(context, entry)),
    // The builder cannot pause: the step waits, and shows the real transcript.
    test: guarded((context) => tryOut(context, entry)),
  });
}

const WAIT_PROP = Property.Checkbox({
  displayName: 'Wait until transcript is ready',
  description:
    'The flow pauses until the transcript is there, and needs no worker meanwhile. Uncheck it to go on at once with the ID and status.',
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
  const print = await inputFingerprint(input);
  const known = await memory.read();
  const startedAt = Date.now();
  // A step that is tried again takes the job that it has started: a second one would be billed again.
  if (known?.print === print && startedAt - known.startedAt < TRIED_AGAIN_MS) {
    const job = { ...known, startedAt };
    return outcome(context, entry, client, job, () => checkBriefly(client, job.transcriptId));
  }

  const call = entry.canCallBack(input) ? await callbackFor(context, client) : undefined;
  const started = await entry
    .start({ client, input, callback: call?.callback })
    .catch((thrown: unknown) => Promise.reject(without(call?.expected.secret, thrown)));
  const { id: transcriptId } = started;
  const job: Remembered = { transcriptId, startedAt, print, fileName, call: call?.expected };
  await memory.write(job).catch((thrown: unknown) => Promise.reject(notRemembered(thrown, transcriptId)));
  if (call === undefined) {
    return outcome(context, entry, client, job, () => checkBriefly(client, transcriptId));
  }
  // A call that comes before the host has stored the pause is lost, so what is ready already does not pause.
  const transcript = await ending(context, check(client, transcriptId));
  if (transcript !== undefined) return handOn(context, entry, job, transcript);
  call.pause();
  return resultOf(entry, started, fileName);
}

/** After a pause. A call is only a hint: a false one costs a check, and never brings a false result. */
async function resume(context: Context, entry: AnyJob, client: Client, payload: ResumePayload): Promise<Result> {
  const job = await memoryOf(context).read();
  if (job === null) {
    throw new BadInputError('This step does not remember a transcript that it waits for.', {
      hint: 'Look for it with List transcripts; do not start it again before',
    });
  }
  const { transcriptId } = job;
  const isCall = payload !== undefined && payload !== null;
  const remark = isCall ? remarkOn(payload, job) : undefined;
  const isExpected = isCall && remark === undefined;
  return outcome(context, entry, client, { ...job, remark: remark ?? job.remark }, () =>
    // The call about redacted audio may come a moment before the transcript.
    isExpected ? checkBriefly(client, transcriptId) : check(client, transcriptId),
  ).catch((thrown: unknown) => Promise.reject(without(job.call?.secret, thrown)));
}

/** The failure without the secret of the job's callback. */
const without = (secret: string | undefined, thrown: unknown): Error =>
  redactError(asError(thrown), secret === undefined ? [] : [secret]);

/** The transcript, or another pause. */
async function outcome(
  context: Context,
  entry: AnyJob,
  client: Client,
  job: Remembered,
  checkNow: () => Promise<Transcript | undefined>,
): Promise<Result> {
  const transcript = await ending(
    context,
    checkNow().then((found) => found ?? pauseUntilNextCheck(context, client, job)),
  );
  return transcript === undefined
    ? resultOf(entry, { id: job.transcriptId, status: 'processing' }, job.fileName)
    : handOn(context, entry, job, transcript);
}

/** A job that failed for good is forgotten, so that the step can start another one; other failures say nothing about it. */
const ending = <T>(context: Context, work: Promise<T>): Promise<T> =>
  work.catch(async (thrown: unknown) => {
    const isOver = isAssemblyAIError(thrown) && (thrown.code === 'transcript_failed' || thrown.code === 'not_found');
    if (isOver) await memoryOf(context).clear();
    throw thrown;
  });

async function handOn(context: Context, entry: AnyJob, job: Remembered, transcript: Transcript): Promise<Result> {
  const { files, propsValue } = context;
  const links = await filesFor(files, entry, transcript, propsValue[FILES], job.fileName);
  await memoryOf(context).clear();
  return { ...resultOf(entry, transcript, job.fileName), ...links };
}

async function tryOut(context: Context, entry: AnyJob): Promise<Result> {
  const client = clientFor(context.auth);
  const { files, propsValue } = context;
  const { input } = readInput(entry, answersOf(propsValue, entry), { region: client.region });
  const started = await entry.start({ client, input });
  const fileName = inputFileName(entry, input);
  if (!isWaiting(context, entry)) return resultOf(entry, started, fileName);
  const transcript = await waitHere(client, started.id);
  const links = await filesFor(files, entry, transcript, propsValue[FILES], fileName);
  return { ...resultOf(entry, transcript, fileName), ...links };
}

const notRemembered = (thrown: unknown, transcriptId: string): BadInputError =>
  new BadInputError(`The step could not remember its transcript: ${sentenceOf(thrown)}`, {
    transcriptId,
    hint: GOES_ON,
  });
