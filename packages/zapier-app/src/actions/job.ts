import { type Bundle, type Create, defineCreate, type ZObject } from 'zapier-platform-core';
import { answersOf } from '../answers.ts';
import { guarded } from '../errors.ts';
import { fieldOf, type FormPart, type InputField } from '../form.ts';
import { groupsOf } from '../layout.ts';
import { isWaiting, WAIT } from '../topics.ts';
import { fileFields, filesFor } from '../files.ts';
import { clientFor } from '../client.ts';
import { type ResultField, resultFields, resultOf } from '../output.ts';
import {
  type AnyJob,
  type Client,
  followUp,
  followUpFields,
  formFields,
  hintForRunningJob,
  inputFileName,
  isAssemblyAIError,
  readInput,
  redactError,
  RESOURCES,
  TimeoutError,
  type Transcript,
} from '../core.ts';
import { callbackOf, remarkOn } from '../waiting/callback.ts';
import { check, checkBriefly } from '../waiting/check.ts';
import { rememberedBy } from '../waiting/memory.ts';
import { nextCheckS } from '../waiting/schedule.ts';
import { actionForm } from './form.ts';
import { stepSample } from './sample.ts';

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
      sample: stepSample(entry),
      outputFields: [...resultFields(entry), ...fileFields(entry), ...(isStart ? [ANSWER_FIELD] : [])],
    },
  });
}

const ANSWER = 'answer';

const ANSWER_FIELD: ResultField = { key: ANSWER, label: 'Answer', type: 'string' };

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

async function start(z: ZObject, bundle: Bundle, entry: AnyJob): Promise<Record<string, unknown>> {
  const client = clientFor(z, bundle);
  const { input } = readInput(entry, answersOf(z, bundle, entry), { region: client.region });
  const waits = isWaiting(bundle.inputData);
  const isTest = bundle.meta?.isLoadingSample === true;
  const isStart = entry.effect === 'write';
  if (!isStart) return checked(z, bundle, entry, client, { job: await entry.start({ client, input }) }, isTest);

  if (waits && !isTest) {
    const { callback, remembered } = callbackOf(z, bundle);
    const transcript = await entry
      .start({ client, input, callback })
      .catch((thrown: unknown) => Promise.reject(redactError(thrown, [callback.headerValue]) as Error));
    return { ...resultOf(entry, transcript, inputFileName(entry, input)), ...remembered };
  }
  const job = await entry.start({ client, input });
  // After the upload: the name of a file comes with its bytes.
  const fileName = inputFileName(entry, input);
  return waits ? checked(z, bundle, entry, client, { job, fileName }, isTest) : resultOf(entry, job, fileName);
}

/** Checks for a few seconds. If the job is not ready then, a test shows its status and a run is repeated by the host. */
async function checked(
  z: ZObject,
  bundle: Bundle,
  entry: AnyJob,
  client: Client,
  { job: { id }, fileName }: { readonly job: Transcript; readonly fileName?: string | undefined },
  isTest: boolean,
): Promise<Record<string, unknown>> {
  const transcript = await checkBriefly(client, id);
  if (transcript !== undefined) return finished(z, bundle, entry, client, transcript, fileName);
  if (isTest) return resultOf(entry, await client.transcripts.get(id), fileName);
  throw new z.errors.ThrottledError(
    `Transcript ${id} is not ready yet. Zapier checks it again automatically.`,
    AGAIN_S,
  );
}

async function resume(z: ZObject, bundle: Bundle, entry: AnyJob): Promise<Record<string, unknown>> {
  const client = clientFor(z, bundle);
  const remembered = rememberedBy(bundle);
  const { transcriptId, fileName } = remembered;
  const remark = remarkOn(bundle, remembered);
  // The call about redacted audio may come shortly before the transcript. The service makes no other early call.
  const transcript = await (remark === undefined ? checkBriefly : check)(client, transcriptId);
  if (transcript !== undefined) return finished(z, bundle, entry, client, transcript, fileName);
  const words = `The step was resumed before transcript ${transcriptId} was ready. ${remark ?? ''}`.trim();
  const pauseS = nextCheckS(remembered, Date.now());
  if (pauseS !== undefined) throw new z.errors.ThrottledError(`${words} Zapier checks it again automatically.`, pauseS);
  throw new TimeoutError(words, {
    transcriptId,
    hint: hintForRunningJob('Get it by its ID with Find Transcript instead of transcribing again.'),
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
  const answer = await followUp(client, transcript, { prompt, model: chosen }).catch((thrown: unknown) =>
    isAssemblyAIError(thrown) ? `No answer: ${thrown.message}` : Promise.reject(thrown as Error),
  );
  return { ...result, [ANSWER]: answer };
}
