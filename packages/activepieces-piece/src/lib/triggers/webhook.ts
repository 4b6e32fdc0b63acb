import { assemblyAiAuth } from '../credential.ts';
import type { TriggerContext, WebhookContext } from '../context.ts';
import { guarded } from '../errors.ts';
import { createTrigger, Property, TriggerStrategy } from '../host-values.ts';
import { type AnyEvent, isEnded, receiveWebhook, WEBHOOK_HEADER } from '../core.ts';
import { forgetTold, keepTold, toldIn } from './seen.ts';
import { taskOf } from './event.ts';
import { wordsOf } from './description.ts';

type Trigger = ReturnType<typeof createTrigger>;

const ABOUT = `Copy this address into **Webhook URL** of the transcripts you start:

\`\`\`text
{{webhookUrl}}
\`\`\``;

/** Transcripts among which one to show is looked for. */
const LOOKED_AT = 10;

/** An event that the service tells by calling. The call is only a hint: the transcript is read with the own key. */
export const webhookTrigger = (event: AnyEvent): Trigger =>
  createTrigger({
    ...wordsOf(event, {
      about: Property.MarkDown({ value: ABOUT }),
      secret: Property.ShortText({
        displayName: 'Webhook Secret',
        description: `What calls must carry in the header ${WEBHOOK_HEADER}: the same text as Webhook Header Value where the transcript is started. Calls without it are ignored.`,
        required: false,
      }),
    }),
    auth: assemblyAiAuth,
    type: TriggerStrategy.WEBHOOK,
    // Each transcript names the address that is to be called, so there is nothing to register.
    onEnable: () => Promise.resolve(),
    onDisable: guarded(({ store }: TriggerContext) => forgetTold(store)),
    run: guarded((context: WebhookContext) => tell(context, event)),
    test: guarded((context: TriggerContext) => newest(context, event)),
  });

async function tell(context: WebhookContext, event: AnyEvent): Promise<unknown[]> {
  const { propsValue, store, payload } = context;
  const secret = String(propsValue['secret'] ?? '');
  const verdict = receiveWebhook({
    body: payload.body,
    headers: payload.headers,
    query: payload.queryParams,
    expected: secret === '' ? {} : { secret },
  });
  if (!verdict.accepted || verdict.event.kind !== 'transcript') return [];
  const { transcriptId } = verdict.event;
  // By the transcript alone, which ends once: what else a call says may be made up.
  const told = (await toldIn(store)) ?? [];
  if (told.includes(transcriptId)) return [];
  const items = await taskOf(context, event).load([transcriptId]);
  if (items.length > 0) await keepTold(store, [...told, transcriptId]);
  return items;
}

/** What the newest transcript that is done would bring. */
async function newest(context: TriggerContext, event: AnyEvent): Promise<unknown[]> {
  const { client, load } = taskOf(context, event);
  const { transcripts } = await client.transcripts.list({ limit: LOOKED_AT });
  for (const { id } of transcripts.filter(isEnded)) {
    const items = await load([id]);
    if (items.length > 0) return items;
  }
  return [];
}
