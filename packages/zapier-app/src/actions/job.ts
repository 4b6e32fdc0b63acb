import { type Bundle, type Create, defineCreate, type ZObject } from 'zapier-platform-core';
import { answersOf } from '../answers.ts';
import { guarded } from '../errors.ts';
import { fieldOf, type FormPart, type InputField } from '../form.ts';
import { groupsOf } from '../layout.ts';
import { isWaiting, WAIT } from '../topics.ts';
import { fileFields, filesFor } from '../files.ts';
import { clientFor, type Reserves } from '../client.ts';
import { deadlineOf } from '../deadline.ts';
import { resultFields, resultOf } from '../output.ts';
import {
  type AnyJob,
  type AssemblyAIError,
  type Callback,
  type Client,
  finished as transcriptOf,
  followUpFields,
  formFields,
  hintForRunningJob,
  inputFileName,
  isAssemblyAIError,
  isEnded,
  jobReportingTo,
  readInput,
  redactError,
  RESOURCES,
  TimeoutError,
  type Transcript,
} from '../core.ts';
import { callbackOf, callThatResumed } from '../waiting/callback.ts';
import { check, checkBriefly, type Checked, isOutage } from '../waiting/check.ts';
import { type Remembered, rememberedBy, withoutTranscript } from '../waiting/memory.ts';
import { nextCheckS } from '../waiting/schedule.ts';
import { ANSWER, ANSWER_FIELD, answerAbout } from './answer.ts';
import { actionForm } from './form.ts';
import { entrySample } from './sample.ts';

/** Seconds until the host repeats a step that waits for a transcript of another step. */
const AGAIN_S = 60;

/**
 * A job as an action. The step pauses until the service calls back, for up to 30 days, and then reads the transcript from
 * the API, whatever the call says. If a call comes too early, as a forged one may, the host runs the second half of the
 * step again after a pause. The editor's test does not pause: it checks for a few seconds, then shows the job's status.
 */
export function jobOf(entry: AnyJob): Create {
  const isStart = entry.effect === 'write';
  return defineCreate({
    key: entry.id,
    noun: RESOURCES[entry.resource].label,
    display: { label: entry.label, description: entry.help },
    operation: {
      inputFields: actionForm(entry, isStart ? { second: [WAIT_FIELD], last: FOLLOW_UP } : {}),
      inputFieldGroups: groupsOf(entry),
      perform: guarded((z: ZObject, bundle: Bundle) => start(z, bundle, entry)),
      ...(isStart && { performResume: guarded((z: ZObject, bundle: Bundle) => resume(z, bundle, entry)) }),
      sample: entrySample(entry),
      outputFields: [...resultFields(entry), ...fileFields(entry), ...(isStart ? [ANSWER_FIELD] : [])],
    },
  });
}

const WAIT_FIELD: InputField = {
  key: WAIT,
  label: 'Wait Until Ready',
  type: 'boolean',
  default: 'true',
  helpText: 'Pauses the Zap until the transcript is ready. Turn off to continue at once with the ID and status.',
  altersDynamicFields: true,
  group: 'primary',
};

const [QUESTION, ...QUESTION_DETAILS] = Object.entries(formFields(followUpFields)).map(([key, field]): InputField => ({
  ...fieldOf(key, field),
  group: 'primary',
}));

/** The question about the finished transcript. Its details appear once it is filled in. */
const FOLLOW_UP: readonly FormPart[] = [
  { ...QUESTION!, altersDynamicFields: true },
  (_, { inputData }) => (isFilledIn(inputData[QUESTION!.key]) ? QUESTION_DETAILS : []),
];

const isFilledIn = (answer: unknown): answer is string => typeof answer === 'string' && answer.trim() !== '';

/** Time to keep after an upload for the submission, and after a submission to look for its job, ms. */
const RESERVES: Reserves = { 'files.upload': 9_000, 'transcripts.submit': 5_000 };

async function start(z: ZObject, bundle: Bundle, entry: AnyJob): Promise<Record<string, unknown>> {
  let hasList = false;
  const client = clientFor(z, bundle, {
    reserveMs: RESERVES,
    onResponse: ({ operation, status }) => (hasList ||= operation === 'transcripts.list' && status < 300),
  });
  const { input } = readInput(entry, answersOf(z, bundle, entry), { region: client.region });
  const waits = isWaiting(bundle.inputData);
  const isTest = bundle.meta?.isLoadingSample === true;
  if (entry.effect !== 'write') {
    const job = await entry.start({ client, input }).catch((thrown: unknown) => later(z, thrown));
    return checked(z, bundle, entry, client, { job }, isTest);
  }
  if (waits && !isTest) {
    const { callback, remembered } = callbackOf(z, bundle);
    const transcript = await submitted(entry, client, input, callback, () => hasList);
    const fileName = inputFileName(entry, input);
    return {
      ...(transcript === undefined ? withoutTranscript(callback.url, fileName) : resultOf(entry, transcript, fileName)),
      ...remembered,
    };
  }
  const job = await entry.start({ client, input }).catch(inDoubt);
  // After the upload: the name of a file comes with its bytes.
  const fileName = inputFileName(entry, input);
  return waits ? checked(z, bundle, entry, client, { job, fileName }, isTest) : resultOf(entry, job, fileName);
}

/**
 * The job of a step that waits. `undefined` if the service did not answer in time and its list could not be read either:
 * the job then probably runs, and the service's call brings its ID.
 */
async function submitted(
  entry: AnyJob,
  client: Client,
  input: Parameters<AnyJob['start']>[0]['input'],
  callback: Callback & { readonly headerValue: string },
  hasList: () => boolean,
): Promise<Transcript | undefined> {
  try {
    return await entry.start({ client, input, callback });
  } catch (thrown) {
    const isInDoubt = isAssemblyAIError(thrown) && thrown.code === 'timeout' && thrown.candidateIds !== undefined;
    if (isInDoubt && !hasList()) return undefined;
    return inDoubt(redactError(thrown, [callback.headerValue]));
  }
}

/** @throws AssemblyAIError; if a job may have been started, it says where to look for it */
function inDoubt(thrown: unknown): never {
  throw isAssemblyAIError(thrown) && thrown.candidateIds !== undefined
    ? Object.assign(thrown, {
        hint: 'The job may have started and be billed. Look for it with Find Transcripts before you run the step again.',
      })
    : thrown;
}

/** A step that only reads loses nothing if the host repeats it later. */
function later(z: ZObject, thrown: unknown): never {
  if (!isAssemblyAIError(thrown) || thrown.code === 'rate_limited' || !isOutage(thrown)) throw thrown;
  throw new z.errors.ThrottledError(outageOf(thrown, thrown.transcriptId), AGAIN_S);
}

const outageOf = ({ message }: AssemblyAIError, transcriptId = ''): string =>
  `AssemblyAI is temporarily unavailable (${message.slice(0, 90).replace(/\.$/, '')}). Transcript ${transcriptId} is not affected. Zapier checks it again automatically.`;

/** Checks for a few seconds. If the job is not ready then, a test shows its status and a run is repeated by the host. */
async function checked(
  z: ZObject,
  bundle: Bundle,
  entry: AnyJob,
  client: Client,
  { job, fileName }: { readonly job: Transcript; readonly fileName?: string | undefined },
  isTest: boolean,
): Promise<Record<string, unknown>> {
  const {
    transcript,
    latest = job,
    outage,
  }: Checked = isEnded(job) ? { transcript: transcriptOf(job) } : await checkBriefly(client, job.id, deadlineOf(z));
  if (transcript !== undefined) return finished(z, bundle, entry, client, transcript, fileName);
  if (isTest) return resultOf(entry, latest, fileName);
  throw new z.errors.ThrottledError(
    outage === undefined
      ? `Transcript ${job.id} is not ready yet. Zapier checks it again automatically.`
      : outageOf(outage, job.id),
    AGAIN_S,
  );
}

async function resume(z: ZObject, bundle: Bundle, entry: AnyJob): Promise<Record<string, unknown>> {
  const client = clientFor(z, bundle);
  const remembered = rememberedBy(bundle);
  const call = callThatResumed(bundle, remembered);
  const transcriptId = remembered.transcriptId ?? call.transcriptId ?? (await lookedUp(z, client, remembered));
  // The call about redacted audio may come shortly before the transcript. The service makes no other early call.
  const { transcript, outage }: Checked =
    call.remark === undefined
      ? await checkBriefly(client, transcriptId, deadlineOf(z))
      : await check(client, transcriptId);
  if (transcript !== undefined) return finished(z, bundle, entry, client, transcript, remembered.fileName);
  const early = `The step was resumed before transcript ${transcriptId} was ready.`;
  const pauseS = nextCheckS(remembered, deadlineOf(z).now());
  if (pauseS !== undefined) {
    const words = `${early} ${call.remark ?? ''}`.trim();
    throw new z.errors.ThrottledError(
      outage === undefined ? `${words} Zapier checks it again automatically.` : outageOf(outage, transcriptId),
      pauseS,
    );
  }
  throw new TimeoutError(outage?.message ?? early, {
    transcriptId,
    hint: hintForRunningJob('Get it by its ID with Find Transcript instead of transcribing again.'),
  });
}

/** The ID of the job of a step that did not receive it. */
async function lookedUp(z: ZObject, client: Client, { address, startedAt = 0 }: Remembered): Promise<string> {
  if (address !== undefined) {
    const id = await jobReportingTo(client, address, startedAt).catch((thrown: unknown) => later(z, thrown));
    if (id !== undefined) return id;
  }
  throw new TimeoutError('The step was resumed, but AssemblyAI has no transcript for it.', {
    hint: 'Look for the recording with Find Transcripts. If it is not there, replay the Zap run.',
  });
}

/** The result with its files and the answer to the question. If the question fails, the result says why. */
async function finished(
  z: ZObject,
  bundle: Bundle,
  entry: AnyJob,
  client: Client,
  transcript: Transcript,
  fileName: string | undefined,
): Promise<Record<string, unknown>> {
  const result = { ...resultOf(entry, transcript, fileName), ...filesFor(z, bundle, entry, transcript) };
  const [prompt, model] = Object.keys(followUpFields).map((key) => bundle.inputData[key]);
  if (!isFilledIn(prompt)) return result;
  const chosen = typeof model === 'string' && model !== '' ? model : undefined;
  return { ...result, [ANSWER]: await answerAbout(client, transcript, { prompt, model: chosen }, deadlineOf(z)) };
}
