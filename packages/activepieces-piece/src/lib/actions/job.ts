import { answersOf } from '../answers.ts';
import { assemblyAiAuth } from '../credential.ts';
import { clientFor } from '../client.ts';
import type { StepContext as Context } from '../context.ts';
import { guarded, StepError } from '../errors.ts';
import { createAction, ExecutionType, Property } from '../host-values.ts';
import { labelOf, WAIT } from '../names.ts';
import { filesProps } from '../files.ts';
import { outputSchemaOf, resultOf } from '../output.ts';
import { propsOf } from '../form.ts';
import {
  type AnyInput,
  type AnyJob,
  asError,
  BadInputError,
  type Client,
  inputFileName,
  readInput,
  redactError,
} from '../core.ts';
import { isReachable, problemWith, type ResumePayload } from '../waiting/callback.ts';
import { check, checkBriefly } from '../waiting/check.ts';
import { inputFingerprint } from '../waiting/fingerprint.ts';
import { limitMsOf, limitProps } from '../waiting/limit.ts';
import { isFailure, memoryOf } from '../waiting/memory.ts';
import { canPause } from '../waiting/pause.ts';
import { reporter } from '../waiting/progress.ts';
import { aiMetadataOf, audienceOf } from './ai-metadata.ts';
import { absorbNextCall, outcome, type Result, TIMED_OUT_FIELDS, type Wait, waitInStep } from './outcome.ts';
import { startCalledJob, startJob } from './start.ts';

type Action = ReturnType<typeof createAction>;

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
    outputSchema: { fields: [...outputSchemaOf(entry).fields, ...TIMED_OUT_FIELDS] },
    errorHandlingOptions: { continueOnFailure: {}, retryOnFailure: { hide: isStart } },
    props: propsOf(entry, {
      how: isStart ? { [WAIT]: WAIT_PROP } : {},
      output: { ...filesProps(entry), ...limitProps },
    }),
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

/** What a step waits for, and how long. @throws BadInputError for an invalid time limit */
const waitOf = (context: Context, entry: AnyJob, client: Client): Wait => ({
  context,
  entry,
  client,
  limitMs: limitMsOf(context.propsValue),
  beganAt: Date.now(),
  report: reporter(context),
});

/** The input of the step, and the name of its audio file. @throws BadInputError for invalid input */
function inputOf(context: Context, entry: AnyJob, client: Client): { input: AnyInput; fileName: string | undefined } {
  const { input } = readInput(entry, answersOf(context.propsValue, entry), { region: client.region });
  return { input, fileName: inputFileName(entry, input) };
}

function run(context: Context, entry: AnyJob): Promise<Result> {
  const client = clientFor(context.auth);
  return context.executionType === ExecutionType.RESUME
    ? resume(context, entry, client, context.resumePayload)
    : begin(context, entry, client);
}

async function begin(context: Context, entry: AnyJob, client: Client): Promise<Result> {
  const { input, fileName } = inputOf(context, entry, client);
  if (!isWaiting(context, entry)) return resultOf(entry, await entry.start({ client, input }), fileName);

  const wait = waitOf(context, entry, client);
  if (!canPause(context)) return waitInStep(wait, input, fileName);

  const fingerprint = await inputFingerprint(input);
  const known = await memoryOf(context).read();
  const startedAt = Date.now();
  // A retried step reuses the job that it has started, because a second job would be billed again.
  if (
    known !== null &&
    !isFailure(known) &&
    known.fingerprint === fingerprint &&
    startedAt - known.startedAt < REUSE_MS
  ) {
    return outcome(wait, { ...known, startedAt }, () => checkBriefly(client, known.transcriptId, wait.report));
  }
  const job = { startedAt, fingerprint, fileName };
  return entry.canCallBack(input) && isReachable(context, client)
    ? startCalledJob(wait, input, job)
    : startJob(wait, input, job);
}

/** Continues after a pause. A forged webhook costs one check and never changes the result. */
async function resume(context: Context, entry: AnyJob, client: Client, payload: ResumePayload): Promise<Result> {
  const memory = memoryOf(context);
  const stored = await memory.read();
  if (stored === null) {
    // The platform repeats a failed attempt as a resumed one. Reading again costs nothing.
    if (entry.effect === 'read') return begin(context, entry, client);
    throw new BadInputError('This step has no stored transcript to resume.', {
      hint: 'Use List transcripts to find the transcript before you run the step again.',
    });
  }
  if (isFailure(stored)) {
    await memory.clear();
    throw new StepError(stored.failure, stored.status);
  }
  const { transcriptId, call, calls = 0 } = stored;
  const wait = waitOf(context, entry, client);
  const isWebhook = payload !== undefined && payload !== null;
  const problem = isWebhook ? problemWith(payload, stored) : undefined;
  const isExpected = isWebhook && problem === undefined;
  const job = {
    ...stored,
    calls: isExpected ? Math.max(0, calls - 1) : calls,
    webhookProblem: problem ?? stored.webhookProblem,
  };
  return outcome(
    wait,
    job,
    // The webhook for redacted audio may arrive just before the transcript is finished.
    () => (isExpected ? checkBriefly(client, transcriptId, wait.report) : check(client, transcriptId)),
    isExpected && job.calls > 0 ? absorbNextCall : undefined,
  ).catch((thrown: unknown) => Promise.reject(redactError(asError(thrown), call === undefined ? [] : [call.secret])));
}

/** Runs the step in the builder, without a pause. */
async function runTest(context: Context, entry: AnyJob): Promise<Result> {
  const client = clientFor(context.auth);
  const { input, fileName } = inputOf(context, entry, client);
  return isWaiting(context, entry)
    ? waitInStep(waitOf(context, entry, client), input, fileName)
    : resultOf(entry, await entry.start({ client, input }), fileName);
}
