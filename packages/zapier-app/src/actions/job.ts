import { type Bundle, type Create, defineCreate, type ZObject } from 'zapier-platform-core';
import { answersOf } from '../answers.ts';
import { guarded } from '../errors.ts';
import { fieldOf, groupsOf, type InputField } from '../form.ts';
import { fileFields, filesFor } from '../files.ts';
import { clientFor } from '../client.ts';
import { type ResultField, resultFields, resultOf } from '../output.ts';
import {
  type AnyJob,
  type Client,
  type Field,
  followUp,
  followUpFields,
  hintForRunningJob,
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
import { sampleOf } from './sample.ts';

const WAIT = 'wait';

/** Seconds until the host runs a step again that waits for a transcript that was started elsewhere. */
const AGAIN_S = 60;

/**
 * A job as an action. The step sleeps until the service calls back, up to 30 days, and needs nothing meanwhile; the
 * transcript is then read from the API, whatever the call said. If a call comes too early, as a forged one may, the
 * host runs the second half of the step again after a pause. The editor's test does not sleep: it checks for a few
 * seconds, and then shows the job as it is.
 */
export function jobOf(entry: AnyJob): Create {
  const isStart = entry.effect === 'write';
  return defineCreate({
    key: entry.id,
    noun: RESOURCES[entry.resource].label,
    display: { label: entry.label, description: entry.help },
    operation: {
      inputFields: [...actionForm(entry, isStart ? [WAIT_FIELD] : []), ...(isStart ? FOLLOW_UP : [])],
      inputFieldGroups: groupsOf(entry),
      perform: guarded((z: ZObject, bundle: Bundle) => start(z, bundle, entry)),
      ...(isStart && { performResume: guarded((z: ZObject, bundle: Bundle) => resume(z, bundle, entry)) }),
      sample: { ...sampleOf(entry), ...(isStart && { answer: 'The meeting decided to check the air quality.' }) },
      outputFields: [...resultFields(entry), ...fileFields(entry), ...(isStart ? [ANSWER_FIELD] : [])],
    },
  });
}

const ANSWER = 'answer';

const ANSWER_FIELD: ResultField = { key: ANSWER, label: 'Answer of the Language Model', type: 'string' };

const WAIT_FIELD: InputField = {
  key: WAIT,
  label: 'Wait Until Ready',
  type: 'boolean',
  default: 'true',
  helpText: 'The Zap sleeps until the transcript is there. Without waiting it goes on at once with the ID and status.',
  group: 'primary',
};

const FOLLOW_UP: InputField[] = Object.entries(followUpFields).map(([key, field]) => ({
  ...fieldOf(key, field as Field),
  group: (field as Field).group ?? 'primary',
}));

async function start(z: ZObject, bundle: Bundle, entry: AnyJob): Promise<Record<string, unknown>> {
  const client = clientFor(z, bundle);
  const { input } = readInput(entry, answersOf(z, bundle, entry), { region: client.region });
  const isWaiting = !['false', '0', 'no'].includes(String(bundle.inputData[WAIT] ?? true).toLowerCase());
  const isTest = bundle.meta?.isLoadingSample === true;
  const isStart = entry.effect === 'write';
  if (!isStart) return checked(z, bundle, entry, client, await entry.start({ client, input }), isTest);

  if (isWaiting && !isTest) {
    const { callback, remembered } = callbackOf(z, bundle);
    const transcript = await entry
      .start({ client, input, callback })
      .catch((thrown: unknown) => Promise.reject(redactError(thrown, [callback.headerValue]) as Error));
    return { ...resultOf(entry, transcript), ...remembered };
  }
  const transcript = await entry.start({ client, input });
  return isWaiting ? checked(z, bundle, entry, client, transcript, isTest) : resultOf(entry, transcript);
}

/** Checks for a few seconds. A job that is not ready then is shown as it is in a test; in a run the host tries again. */
async function checked(
  z: ZObject,
  bundle: Bundle,
  entry: AnyJob,
  client: Client,
  { id }: Transcript,
  isTest: boolean,
): Promise<Record<string, unknown>> {
  const transcript = await checkBriefly(client, id);
  if (transcript !== undefined) return finished(z, bundle, entry, client, transcript);
  if (isTest) return resultOf(entry, await client.transcripts.get(id));
  throw new z.errors.ThrottledError(`Transcript ${id} is not ready yet. The step looks again by itself.`, AGAIN_S);
}

async function resume(z: ZObject, bundle: Bundle, entry: AnyJob): Promise<Record<string, unknown>> {
  const client = clientFor(z, bundle);
  const remembered = rememberedBy(bundle);
  const { transcriptId } = remembered;
  const remark = remarkOn(bundle, remembered);
  // The call about redacted audio may come a moment before the transcript; any other early call is not the service's.
  const transcript = await (remark === undefined ? checkBriefly : check)(client, transcriptId);
  if (transcript !== undefined) return finished(z, bundle, entry, client, transcript);
  const words = `The step was called before transcript ${transcriptId} was ready. ${remark ?? ''}`.trim();
  const pauseS = nextCheckS(remembered, Date.now());
  if (pauseS !== undefined) throw new z.errors.ThrottledError(`${words} It checks again by itself.`, pauseS);
  throw new TimeoutError(words, {
    transcriptId,
    hint: hintForRunningJob('Use Find Transcript with its ID to get the result.'),
  });
}

/** The result, with the files and the answer that were asked for. If the question fails, the transcript is kept. */
async function finished(
  z: ZObject,
  bundle: Bundle,
  entry: AnyJob,
  client: Client,
  transcript: Transcript,
): Promise<Record<string, unknown>> {
  const result = { ...resultOf(entry, transcript), ...filesFor(z, bundle, entry, transcript) };
  const [prompt, model] = Object.keys(followUpFields).map((key) => bundle.inputData[key]);
  if (typeof prompt !== 'string' || prompt.trim() === '') return result;
  const chosen = typeof model === 'string' && model !== '' ? model : undefined;
  const answer = await followUp(client, transcript, { prompt, model: chosen }).catch((thrown: unknown) =>
    isAssemblyAIError(thrown) ? `No answer: ${thrown.message}` : Promise.reject(thrown as Error),
  );
  return { ...result, [ANSWER]: answer };
}
