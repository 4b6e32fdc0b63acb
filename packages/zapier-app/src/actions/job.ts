import type { Bundle, Create, ZObject } from 'zapier-platform-core';
import { answersOf } from '../answers.ts';
import { guarded } from '../errors.ts';
import { fieldOf, groupsOf, type InputField } from '../form.ts';
import { fileFields, filesFor } from '../files.ts';
import { clientFor } from '../client.ts';
import { resultFields, resultOf } from '../output.ts';
import {
  type AnyJob,
  type Client,
  type Field,
  followUp,
  followUpFields,
  isAssemblyAIError,
  readInput,
  RESOURCES,
  TimeoutError,
  type Transcript,
} from '../core.ts';
import { callbackOf, checkCall } from '../waiting/callback.ts';
import { actionForm } from './form.ts';
import { sampleOf } from './sample.ts';

const WAIT = 'wait';

/** How long a step may look by itself: the host ends it after 30 seconds, ms. */
const LOOK_MS = 18_000;

/** Seconds until the host looks again at a transcript that was started elsewhere. */
const AGAIN_S = 60;

/**
 * A job as an action. The step sleeps until the service calls back, up to 30 days, and needs nothing meanwhile; the
 * transcript is then read from the API, whatever the call said. In the editor's test nobody sleeps: it looks for a few
 * seconds, and then shows the job as it stands.
 */
export function jobOf(entry: AnyJob): Create {
  const isStart = entry.effect === 'write';
  return {
    key: entry.id,
    noun: RESOURCES[entry.resource].label,
    display: { label: entry.label, description: entry.help },
    operation: {
      inputFields: [...actionForm(entry, isStart ? [WAIT_FIELD] : []), ...(isStart ? FOLLOW_UP : [])],
      inputFieldGroups: groupsOf(entry),
      perform: guarded((z: ZObject, bundle: Bundle) => start(z, bundle, entry)),
      ...(isStart && { performResume: guarded((z: ZObject, bundle: Bundle) => resume(z, bundle, entry)) }),
      sample: { ...sampleOf(entry), ...(isStart && { answer: 'The meeting decided to check the air quality.' }) },
      outputFields: [
        ...resultFields(entry),
        ...fileFields(entry),
        ...(isStart ? [{ key: ANSWER, label: 'Answer of the Language Model', type: 'string' }] : []),
      ],
    },
  } as unknown as Create;
}

const ANSWER = 'answer';

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
  if (!isStart) return lookFor(z, bundle, entry, client, await entry.start({ client, input }), isTest);

  if (isWaiting && !isTest) {
    const { callback, remembered } = callbackOf(z, bundle);
    const transcript = await entry.start({ client, input, callback });
    return { ...resultOf(entry, transcript), ...remembered };
  }
  const transcript = await entry.start({ client, input });
  return isWaiting ? lookFor(z, bundle, entry, client, transcript, isTest) : resultOf(entry, transcript);
}

/** Looks for a few seconds; what is not ready then is shown as it stands in a test, and asked for again in a run. */
async function lookFor(
  z: ZObject,
  bundle: Bundle,
  entry: AnyJob,
  client: Client,
  { id }: Transcript,
  isTest: boolean,
): Promise<Record<string, unknown>> {
  const ended = await client.transcripts
    .wait(id, { deadlineMs: LOOK_MS, intervalMs: 1_500 })
    .catch((thrown: unknown) =>
      isAssemblyAIError(thrown) && thrown.code === 'timeout' ? undefined : Promise.reject(thrown as Error),
    );
  if (ended !== undefined) return finished(z, bundle, entry, client, ended);
  if (isTest) return resultOf(entry, await client.transcripts.get(id));
  throw new z.errors.ThrottledError(`Transcript ${id} is not ready yet. The step looks again by itself.`, AGAIN_S);
}

async function resume(z: ZObject, bundle: Bundle, entry: AnyJob): Promise<Record<string, unknown>> {
  const client = clientFor(z, bundle);
  const { id } = bundle.outputData as { readonly id: string };
  const call = checkCall(bundle, id);
  const transcript = await client.transcripts
    .wait(id, { deadlineMs: LOOK_MS, intervalMs: 1_500 })
    .catch((thrown: unknown) =>
      isAssemblyAIError(thrown) && thrown.code === 'timeout'
        ? Promise.reject(
            new TimeoutError(`The step was called before the transcript was ready. ${call}`, {
              transcriptId: id,
              hint: EARLY,
            }),
          )
        : Promise.reject(thrown as Error),
    );
  return finished(z, bundle, entry, client, transcript);
}

const EARLY = 'The job goes on and is paid for: fetch it by its ID with Find Transcript, do not start it again.';

/** The result, with the files and the answer that were asked for. A question that fails does not cost the transcript. */
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
