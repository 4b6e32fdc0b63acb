import { assemblyAiAuth } from '../credential.ts';
import type { TriggerContext, WebhookContext } from '../context.ts';
import { guarded } from '../errors.ts';
import { createTrigger, MarkdownVariant, Property, TriggerStrategy } from '../host-values.ts';
import { type AnyEvent, isAssemblyAIError, isDeleted, isEnded, receiveWebhook, WEBHOOK_HEADER } from '../core.ts';
import { WEBHOOK_SECRET } from '../secrets.ts';
import { onceInFlow } from './claim.ts';
import { contextOf } from './event.ts';
import { forgetSeen } from './seen.ts';
import { descriptionOf } from './description.ts';

type Trigger = ReturnType<typeof createTrigger>;

const ABOUT = `Copy this address into **Webhook URL** of the transcripts you start:

\`\`\`text
{{webhookUrl}}
\`\`\``;

const NO_SECRET =
  'Without a **Webhook Secret**, anyone who knows this address can start the flow with any finished transcript of your account. Enter a long random text below, and the same text where the transcripts are started.';

/** Longer than any ID. The store of the host refuses long keys. */
const LONGEST_ID = 64;

/** Transcripts among which one to show is searched. */
const SEARCHED = 10;

/** An event that the service reports by a webhook. The call is only a hint: the transcript is read with the connection's key. */
export const webhookTrigger = (event: AnyEvent): Trigger =>
  createTrigger({
    ...descriptionOf(event, {
      about: Property.MarkDown({ value: ABOUT }),
      // The form cannot show a notice for an empty field only, nor a secret that is made for the flow.
      no_secret: Property.MarkDown({ value: NO_SECRET, variant: MarkdownVariant.WARNING }),
      [WEBHOOK_SECRET]: Property.ShortText({
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
  const { propsValue, payload } = context;
  const secret = String(propsValue[WEBHOOK_SECRET] ?? '');
  const verdict = receiveWebhook({
    body: payload.body,
    headers: payload.headers,
    query: payload.queryParams,
    expected: secret === '' ? {} : { secret },
  });
  if (!verdict.accepted || verdict.event.kind !== 'transcript') return [];
  // Recognized by the transcript alone, which ends once: anything else in a call may be forged.
  const { transcriptId } = verdict.event;
  if (transcriptId.length > LONGEST_ID) return [];
  const item = await onceInFlow(context, transcriptId, verdict.verified, async () => {
    const [found] = await contextOf(context, event).load([transcriptId]);
    return found;
  }).catch((thrown: unknown) => (isMadeUp(thrown) ? undefined : Promise.reject(thrown as Error)));
  return item === undefined ? [] : [item];
}

/** An ID that the account does not have, or no ID at all: no reason for a failed run. */
const isMadeUp = (thrown: unknown): boolean =>
  isAssemblyAIError(thrown) && (thrown.code === 'not_found' || thrown.code === 'bad_input');

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
