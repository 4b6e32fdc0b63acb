import { assemblyAiAuth } from '../credential.ts';
import type { TriggerContext, WebhookContext } from '../context.ts';
import { guarded } from '../errors.ts';
import { createTrigger, MarkdownVariant, Property, TriggerStrategy } from '../host-values.ts';
import { type AnyEvent, isAssemblyAIError, isDeleted, isEnded, receiveWebhook, WEBHOOK_HEADER } from '../core.ts';
import { WEBHOOK_SECRET } from '../secrets.ts';
import { onceInFlow } from './claim.ts';
import { contextOf } from './event.ts';
import { descriptionOf } from './description.ts';

type Trigger = ReturnType<typeof createTrigger>;

const ABOUT = `Copy this URL into **Webhook URL** of the transcripts that you start:

\`\`\`text
{{webhookUrl}}
\`\`\``;

const NO_SECRET =
  'If **Webhook Secret** is empty, anyone who knows this URL can start the flow with any finished transcript in your account. Enter a long random text below.';

/** Longer than any transcript ID. The platform's store rejects long keys. */
const MAX_ID_LENGTH = 64;

/** Number of recent transcripts to search for the test item. */
const SEARCHED = 10;

/** A webhook trigger. It trusts only the transcript ID of a delivery, and gets the transcript from the API. */
export const webhookTrigger = (event: AnyEvent): Trigger =>
  createTrigger({
    ...descriptionOf(event, {
      about: Property.MarkDown({ value: ABOUT }),
      // The form cannot show a notice only while a field is empty, or generate a secret for the flow.
      no_secret: Property.MarkDown({ value: NO_SECRET, variant: MarkdownVariant.WARNING }),
      [WEBHOOK_SECRET]: Property.ShortText({
        displayName: 'Webhook Secret',
        description: `Required value of the ${WEBHOOK_HEADER} header. Set the same header and value when you start a transcript. Requests without it are ignored.`,
        required: false,
      }),
    }),
    auth: assemblyAiAuth,
    type: TriggerStrategy.WEBHOOK,
    // Each transcript names its own webhook URL, so there is nothing to register.
    onEnable: () => Promise.resolve(),
    // The IDs stay stored: publishing a new version disables the flow, and deliveries may repeat after it.
    onDisable: () => Promise.resolve(),
    run: guarded((context: WebhookContext) => emitOnce(context, event)),
    test: guarded((context: TriggerContext) => newest(context, event)),
  });

async function emitOnce(context: WebhookContext, event: AnyEvent): Promise<unknown[]> {
  const { propsValue, payload } = context;
  const secret = String(propsValue[WEBHOOK_SECRET] ?? '');
  const verdict = receiveWebhook({
    body: payload.body,
    headers: payload.headers,
    query: payload.queryParams,
    expected: secret === '' ? {} : { secret },
  });
  if (!verdict.accepted || verdict.event.kind !== 'transcript') return [];
  // Deduplicated by the transcript ID alone: anything else in a delivery may be forged.
  const { transcriptId } = verdict.event;
  if (transcriptId.length > MAX_ID_LENGTH) return [];
  const item = await onceInFlow(context, transcriptId, verdict.verified, async () => {
    const [found] = await contextOf(context, event).load([transcriptId]);
    return found;
  }).catch((thrown: unknown) => (isForgedId(thrown) ? undefined : Promise.reject(thrown as Error)));
  return item === undefined ? [] : [item];
}

/** Whether the account has no such transcript, or the ID is invalid. Neither is a reason for a failed run. */
const isForgedId = (thrown: unknown): boolean =>
  isAssemblyAIError(thrown) && (thrown.code === 'not_found' || thrown.code === 'bad_input');

/** The item for the newest finished transcript. */
async function newest(context: TriggerContext, event: AnyEvent): Promise<unknown[]> {
  const { client, load } = contextOf(context, event);
  const { transcripts } = await client.transcripts.list({ limit: SEARCHED });
  for (const { id } of transcripts.filter((one) => isEnded(one) && !isDeleted(one))) {
    const items = await load([id]);
    if (items.length > 0) return items;
  }
  return [];
}
