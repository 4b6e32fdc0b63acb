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

/** One request to the webhook URL, as the host received it. */
export interface ReceivedWebhook {
  readonly body: unknown;
  /** Absent if the host does not provide them. An expected secret then counts as missing. */
  readonly headers?: Pairs | undefined;
  /** The query of the called URL: parsed, or as the URL itself. */
  readonly query?: Pairs | string | undefined;
  readonly expected?: ExpectedWebhook | undefined;
}

/** Facts about the job that the delivery should be about. Absent facts are not checked. */
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
      /** Whether the delivery carried the secret. If not, it is only a hint: verify it with the API. */
      readonly verified: boolean;
      /** Equal for repeats of the same delivery. */
      readonly key: string;
    }
  | {
      readonly accepted: false;
      readonly reason: RefusalReason;
      /** One sentence, without secrets. */
      readonly message: string;
      readonly delivery: WebhookDelivery;
    };

/**
 * Checks whether a delivery belongs to the expected job, and parses it.
 *
 * A job with redacted audio has two deliveries: one for the redacted audio, and one for the transcript. The first is
 * documented to arrive first; both orders are accepted. A host that waits for the transcript continues only with
 * `event.kind === 'transcript'`. The redacted-audio delivery names no transcript and may lack the secret. It is then
 * accepted by its `ref` in the query, as a hint (`verified: false`). A wrong secret is always refused, and so is a
 * delivery of a transcript without the expected secret.
 *
 * Answer every delivery with 2xx at once, even a refused one that belongs to another job: a 4xx stops its repeats.
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
  if (ref === 'mismatch' || (ref === 'missing' && found === 'not expected')) return refuse('other_job');
  const isHint = delivery.kind === 'redacted_audio' && ref === 'match';
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
  wrong_secret: 'The secret of the delivery is wrong.',
  missing_secret: 'The delivery has no secret.',
  other_transcript: 'The delivery is about another transcript.',
  other_job: 'The delivery does not belong to this job.',
  unknown_body: 'The delivery is not about a transcript.',
};

/** An empty reference identifies no job, so it never matches. */
function checkRef(query: Pairs | string | undefined, ref: string): 'match' | 'mismatch' | 'missing' {
  try {
    const pairs = typeof query === 'string' ? new URLSearchParams(/^[^?#]*\?([^#]*)/.exec(query)?.[1] ?? query) : query;
    const values = valuesOf(pairs, WEBHOOK_REF, (a, b) => a === b);
    if (values.length === 0) return 'missing';
    return ref !== '' && values.every((value) => sameText(value, ref)) ? 'match' : 'mismatch';
  } catch {
    return 'mismatch';
  }
}
