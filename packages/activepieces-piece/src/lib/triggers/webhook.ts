import { assemblyAiAuth } from '../credential.ts';
import type { TriggerContext, WebhookContext } from '../context.ts';
import { guarded } from '../errors.ts';
import { createTrigger, Property, TriggerStrategy } from '../host-values.ts';
import { type AnyEvent, isDeleted, isEnded, receiveWebhook, WEBHOOK_HEADER } from '../core.ts';
import { contextOf } from './event.ts';
import { forgetSeen, keepSeen, seenIds } from './seen.ts';
import { descriptionOf } from './description.ts';

type Trigger = ReturnType<typeof createTrigger>;

const ABOUT = `Copy this address into **Webhook URL** of the transcripts you start:

\`\`\`text
{{webhookUrl}}
\`\`\``;

/** Transcripts among which one to show is searched. */
const SEARCHED = 10;

/** An event that the service reports by a webhook. The call is only a hint: the transcript is read with the connection's key. */
export const webhookTrigger = (event: AnyEvent): Trigger =>
  createTrigger({
    ...descriptionOf(event, {
      about: Property.MarkDown({ value: ABOUT }),
      secret: Property.ShortText({
        displayName: 'Webhook Secret',
        description: `What calls must carry in the header ${WEBHOOK_HEADER}: the same text as Webhook Header Value where the transcript is started. Calls without it are ignored.`,
        required: false,
      }),
    }),
    auth: assemblyAiAuth,
    type: TriggerStrategy.WEBHOOK,
    // Each transcript names its own webhook URL, so there is nothing to register.
    onEnable: () => Promise.resolve(),
    onDisable: guarded(({ store }: TriggerContext) => forgetSeen(store)),
    run: guarded((context: WebhookContext) => emitOnce(context, event)),
    test: guarded((context: TriggerContext) => newest(context, event)),
  });

async function emitOnce(context: WebhookContext, event: AnyEvent): Promise<unknown[]> {
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
  // Recognized by the transcript alone, which ends once: anything else in a call may be forged.
  const seen = (await seenIds(store)) ?? [];
  if (seen.includes(transcriptId)) return [];
  const items = await contextOf(context, event).load([transcriptId]);
  if (items.length > 0) await keepSeen(store, [...seen, transcriptId]);
  return items;
}

/** What the trigger would emit for the newest finished transcript. */
async function newest(context: TriggerContext, event: AnyEvent): Promise<unknown[]> {
  const { client, load } = contextOf(context, event);
  const { transcripts } = await client.transcripts.list({ limit: SEARCHED });
  for (const { id } of transcripts.filter((one) => isEnded(one) && !isDeleted(one))) {
    const items = await load([id]);
    if (items.length > 0) return items;
  }
  return [];
}
