import { answersOf } from '../answers.ts';
import { assemblyAiAuth } from '../auth.ts';
import { clientFor } from '../client.ts';
import { guarded } from '../errors.ts';
import { createAction, ExecutionType, type FilesService, Property, type Store } from '../host-values.ts';
import { labelOf } from '../labels.ts';
import { FILES, filesFor, filesProps, resultOf } from '../output.ts';
import { propsOf } from '../props.ts';
import {
  type AnyJob,
  type AudioFile,
  type Client,
  isAssemblyAIError,
  isEnded,
  readInput,
  TimeoutError,
} from '../suite.ts';
import { aiMetadataOf } from './ai-metadata.ts';
import { begin, recall, type WaitpointHost } from './waitpoint.ts';

type Action = ReturnType<typeof createAction>;

/** What the action needs of its context. */
interface Context extends WaitpointHost {
  readonly auth: unknown;
  readonly propsValue: Readonly<Record<string, unknown>>;
  readonly files: FilesService;
  readonly store: Store;
  readonly executionType: string;
  readonly resumePayload?: unknown;
}

const WAIT = 'wait_until_ready';

/** How long a step may look by itself, ms: the host ends steps after ten minutes. */
const LOOK_MS = 8 * 60_000;

/**
 * A job as an action. The flow is paused at a waitpoint that the service calls; when it goes on, the transcript is read
 * from the API, whatever the call said.
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
    errorHandlingOptions: { continueOnFailure: {}, retryOnFailure: { hide: isStart } },
    props: propsOf(entry, { ...(isStart && { [WAIT]: WAIT_PROP }), ...filesProps(entry) }) as never,
    run: guarded((context: Context) => run(context, entry)) as never,
    // Nobody pauses in the builder: it shows the real transcript.
    test: guarded((context: Context) => runToTheEnd(context, entry)) as never,
  }) as unknown as Action;
}

const WAIT_PROP = Property.Checkbox({
  displayName: 'Wait until transcript is ready',
  description:
    'The flow pauses until the transcript is there, and needs no worker meanwhile. Uncheck it to go on at once with the ID and status.',
  required: true,
  defaultValue: true,
});

const isWaiting = ({ propsValue }: Context): boolean => propsValue[WAIT] !== false;

async function run(context: Context, entry: AnyJob): Promise<Record<string, unknown>> {
  if (context.executionType === (ExecutionType.RESUME as string)) return goOn(context, entry);
  const client = clientFor(context.auth);
  const { input } = readInput(entry, answersOf(context.propsValue, entry), { region: client.region });
  if (entry.effect !== 'write') {
    return finished(context, entry, client, (await entry.start({ client, input })).id);
  }
  if (!isWaiting(context)) return resultOf(entry, await entry.start({ client, input }));

  const waitpoint = await begin(context);
  const { id } = await entry.start({ client, input, callback: waitpoint.callback });
  await waitpoint.remember(id);
  // A call that comes before the host has stored the pause is lost, so what is ready already does not pause.
  const now = await client.transcripts.get(id);
  if (isEnded(now)) {
    await waitpoint.forget();
    return finished(context, entry, client, id);
  }
  waitpoint.pause();
  return resultOf(entry, now);
}

/** After the pause. The call is only a hint: a false one costs time, and never brings a false result. */
async function goOn(context: Context, entry: AnyJob): Promise<Record<string, unknown>> {
  const client = clientFor(context.auth);
  const { transcriptId, note, forget } = await recall(context);
  const result = await finished(context, entry, client, transcriptId).catch((thrown: unknown) =>
    Promise.reject(
      isAssemblyAIError(thrown) && thrown.code === 'timeout'
        ? new TimeoutError(`${thrown.message} ${note}`, { transcriptId, hint: thrown.hint })
        : (thrown as Error),
    ),
  );
  await forget();
  return result;
}

async function runToTheEnd(context: Context, entry: AnyJob): Promise<Record<string, unknown>> {
  const client = clientFor(context.auth);
  const { input } = readInput(entry, answersOf(context.propsValue, entry), { region: client.region });
  const transcript = await entry.start({ client, input });
  return isWaiting(context) ? finished(context, entry, client, transcript.id) : resultOf(entry, transcript);
}

/** Looks until the transcript is there. @throws TimeoutError with its id once the step's time is up */
async function finished(
  { files, propsValue }: Context,
  entry: AnyJob,
  client: Client,
  id: string,
): Promise<Record<string, unknown>> {
  const transcript = await client.transcripts.wait(id, { deadlineMs: LOOK_MS });
  return {
    ...resultOf(entry, transcript),
    ...(await filesFor(files, entry, transcript, propsValue[FILES], nameOf(propsValue))),
  };
}

/** What the person's own file is called: an upload has no name at the service. */
const nameOf = (propsValue: Readonly<Record<string, unknown>>): string | undefined =>
  Object.values(propsValue)
    .map((value) => (value as ({ readonly filename?: unknown } & Partial<AudioFile>) | null | undefined)?.filename)
    .find((name): name is string => typeof name === 'string')
    ?.replace(/\.[\p{L}\p{N}]{1,5}$/u, '');
