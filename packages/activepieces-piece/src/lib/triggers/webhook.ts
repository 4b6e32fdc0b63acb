import { answersOf } from '../answers.ts';
import { assemblyAiAuth } from '../auth.ts';
import { clientFor } from '../client.ts';
import { guarded } from '../errors.ts';
import { createTrigger, Property, type Store, TriggerStrategy } from '../host-values.ts';
import { resultOf } from '../output.ts';
import { propsOf } from '../props.ts';
import { type AnyEvent, readInput, receiveWebhook, WEBHOOK_HEADER } from '../suite.ts';

type Trigger = ReturnType<typeof createTrigger>;

interface Context {
  readonly auth: unknown;
  readonly propsValue: Readonly<Record<string, unknown>>;
  readonly store: Store;
  readonly payload: {
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
    readonly queryParams?: Readonly<Record<string, string>>;
  };
}

const TOLD = 'told';
const KEPT = 500;

const ABOUT = `Copy this address into **Webhook URL** of the transcripts you start:

\`\`\`text
{{webhookUrl}}
\`\`\``;

/** An event that the service tells by calling. The call is only a hint: the transcript is read with the own key. */
export const webhookTrigger = (event: AnyEvent): Trigger =>
  createTrigger({
    auth: assemblyAiAuth,
    name: event.id,
    displayName: event.label,
    description: event.help.replace(/^Happens when /, 'Triggers when '),
    aiMetadata: { description: event.help },
    props: {
      about: Property.MarkDown({ value: ABOUT }),
      secret: Property.ShortText({
        displayName: 'Webhook Secret',
        description: `What calls must carry in the header ${WEBHOOK_HEADER}: the same text as Webhook Header Value where the transcript is started. Calls without it are ignored.`,
        required: false,
      }),
      ...propsOf(event),
    } as never,
    type: TriggerStrategy.WEBHOOK,
    sampleData: resultOf(event, event.sample),
    // Each transcript names the address that is to be called, so there is nothing to register.
    onEnable: () => Promise.resolve(),
    onDisable: guarded(async (context: Context) => {
      await context.store.delete(TOLD);
    }) as never,
    run: guarded((context: Context) => told(context, event)) as never,
    test: guarded((context: Context) => newest(context, event)) as never,
  } as never) as Trigger;

async function told({ auth, propsValue, store, payload }: Context, event: AnyEvent): Promise<unknown[]> {
  const secret = String(propsValue['secret'] ?? '');
  const verdict = receiveWebhook({
    body: payload.body,
    headers: payload.headers ?? {},
    query: payload.queryParams ?? {},
    expected: secret === '' ? {} : { secret },
  });
  if (!verdict.accepted || verdict.event.kind !== 'transcript') return [];
  const known = (await store.get<string[]>(TOLD)) ?? [];
  if (known.includes(verdict.key)) return [];
  const client = clientFor(auth);
  const { input } = readInput(event, answersOf(propsValue, event), { region: client.region });
  const result = await event.load({ client, input, transcriptId: verdict.event.transcriptId });
  await store.put(TOLD, [...known, verdict.key].slice(-KEPT));
  return result === undefined ? [] : [resultOf(event, result)];
}

/** What the newest finished transcript would bring. */
async function newest({ auth, propsValue }: Context, event: AnyEvent): Promise<unknown[]> {
  const client = clientFor(auth);
  const { input } = readInput(event, answersOf(propsValue, event), { region: client.region });
  const { transcripts } = await client.transcripts.list({ limit: 1, status: 'completed' });
  const results = await Promise.all(transcripts.map(({ id }) => event.load({ client, input, transcriptId: id })));
  return results.flatMap((result: unknown) => (result === undefined ? [] : [resultOf(event, result)]));
}
