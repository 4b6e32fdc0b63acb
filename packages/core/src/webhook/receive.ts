import { WEBHOOK_HEADER, WEBHOOK_REF } from './create.ts';
import {
  deliveryKey,
  parseWebhook,
  type RedactedAudioDelivery,
  type TranscriptDelivery,
  type WebhookDelivery,
} from './delivery.ts';
import { type Pairs, valuesOf } from './reading.ts';
import { checkSecret, sameText } from './verify.ts';

/** One call of the webhook URL, as the host received it. */
export interface ReceivedWebhook {
  readonly body: unknown;
  /** Absent where the host does not show them; a secret that is expected is missing then. */
  readonly headers?: Pairs | undefined;
  /** The query of the called URL: parsed, or the URL itself. */
  readonly query?: Pairs | string | undefined;
  readonly expected?: ExpectedWebhook | undefined;
}

/** What is known of the job the delivery should be about. What is left out is not checked. */
export interface ExpectedWebhook {
  /** The `headerValue` of `createWebhook`. */
  readonly secret?: string | undefined;
  /** @default 'X-AssemblyAI-Webhook-Secret' */
  readonly headerName?: string | undefined;
  readonly transcriptId?: string | undefined;
  /** The `ref` of `createWebhook`. */
  readonly ref?: string | undefined;
}

export type RefusalReason = 'wrong_secret' | 'missing_secret' | 'other_transcript' | 'other_job' | 'unknown_body';

export type WebhookVerdict =
  | {
      readonly accepted: true;
      readonly event: TranscriptDelivery | RedactedAudioDelivery;
      /** Whether it carried our secret. If not it is a hint: ask the API before believing it. */
      readonly verified: boolean;
      /** The same for repeats of the same delivery. */
      readonly key: string;
    }
  | {
      readonly accepted: false;
      readonly reason: RefusalReason;
      /** One sentence; holds no secret. */
      readonly message: string;
      readonly delivery: WebhookDelivery;
    };

/**
 * Whether a delivery is for our job, and what it says.
 *
 * With redaction of the audio there are two deliveries: one that the recording is ready, one that the transcript is. The
 * first is documented to come first, and both orders are accepted. A host that waits for the transcript goes on with `event.kind === 'transcript'` only. The
 * redacted-audio delivery names no transcript and may lack the secret; it is then accepted by its `ref` in the query,
 * as a hint (`verified: false`). A secret that is there but wrong is always refused, and so is a transcript's delivery
 * without the secret that was expected.
 *
 * Answer the vendor 2xx at once, also for a delivery that is refused as somebody else's: a 4xx ends its repeats.
 * Never throws. Source: contract `webhooks.md` sections 3, 5 and 6.
 */
export function receiveWebhook({ body, headers = {}, query, expected = {} }: ReceivedWebhook): WebhookVerdict {
  const delivery = parseWebhook(body);
  const { secret, headerName = WEBHOOK_HEADER } = expected;
  const found = secret === undefined ? 'not expected' : checkSecret({ headers, headerName, secret });
  const ref = expected.ref === undefined ? 'not expected' : checkRef(query, expected.ref);

  const refuse = (reason: RefusalReason): WebhookVerdict => ({
    accepted: false,
    reason,
    message: delivery.kind === 'unknown' && reason === 'unknown_body' ? delivery.reason : MESSAGES[reason],
    delivery,
  });
  if (found === 'wrong') return refuse('wrong_secret');
  if (ref === 'other' || (ref === 'missing' && found === 'not expected')) return refuse('other_job');
  const isHint = delivery.kind === 'redacted_audio' && ref === 'ours';
  if (found === 'missing' && !isHint) return refuse('missing_secret');
  if (delivery.kind === 'unknown' || delivery.kind === 'streaming') return refuse('unknown_body');
  const { transcriptId } = expected;
  if (
    transcriptId !== undefined &&
    delivery.transcriptId !== undefined &&
    delivery.transcriptId !== transcriptId.trim()
  ) {
    return refuse('other_transcript');
  }
  return { accepted: true, event: delivery, verified: found === 'right', key: deliveryKey(delivery)! };
}

const MESSAGES: Readonly<Record<RefusalReason, string>> = {
  wrong_secret: 'The delivery carries a wrong secret.',
  missing_secret: 'The delivery carries no secret.',
  other_transcript: 'The delivery is about another transcript.',
  other_job: 'The delivery does not belong to this job.',
  unknown_body: 'The delivery is not about a transcript.',
};

/** An empty reference ties nothing to anything, so it never counts as ours. */
function checkRef(query: Pairs | string | undefined, ref: string): 'ours' | 'other' | 'missing' {
  try {
    const pairs = typeof query === 'string' ? new URLSearchParams(/^[^?#]*\?([^#]*)/.exec(query)?.[1] ?? query) : query;
    const values = valuesOf(pairs, WEBHOOK_REF, (a, b) => a === b);
    if (values.length === 0) return 'missing';
    return ref !== '' && values.every((value) => sameText(value, ref)) ? 'ours' : 'other';
  } catch {
    return 'other';
  }
}
