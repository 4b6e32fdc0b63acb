import { cleanUrl, textAt } from './reading.ts';

/** A transcript is finished. Load it with the id: the delivery holds neither its text nor why it failed. */
export interface TranscriptDelivery {
  readonly kind: 'transcript';
  /** Any text: the vendor's own example is no valid UUID. */
  readonly transcriptId: string;
  readonly status: 'completed' | 'error' | (string & {});
}

/**
 * The redacted recording is ready. Documented to come before the transcript's own delivery; it may come after it where the
 * audio takes longer. Source: contract `webhooks.md` section 5.
 */
export interface RedactedAudioDelivery {
  readonly kind: 'redacted_audio';
  /**
   * Signed and short-lived. Anyone can send one: ask the API for the link (`redactedAudio`) rather than following it
   * from a delivery that is not verified.
   */
  readonly url: string;
  /** Absent in what the vendor documents. */
  readonly transcriptId?: string;
}

/** A live session has ended. */
export interface StreamingDelivery {
  readonly kind: 'streaming';
  readonly sessionId: string;
  readonly messages: readonly unknown[];
}

/** Not something the vendor is known to send. */
export interface UnknownDelivery {
  readonly kind: 'unknown';
  /** One sentence. */
  readonly reason: string;
  /** The body as far as it could be read. */
  readonly payload: unknown;
}

export type WebhookDelivery = TranscriptDelivery | RedactedAudioDelivery | StreamingDelivery | UnknownDelivery;

/** JSON text inside JSON text happens where a host stores a body as text; more often than this it is an attack. */
const MAX_LAYERS = 3;

/**
 * What a delivery says. Takes the body as a host io it over: text, bytes, or parsed already. Fields that are not
 * known are accepted; a body that a host wrapped in something else is not guessed at.
 *
 * Never throws. Source: contract `webhooks.md` sections 2 and 5; streaming: `newer.md` 5.
 */
export function parseWebhook(body: unknown): WebhookDelivery {
  try {
    return deliveryFrom(payloadOf(body));
  } catch {
    return { kind: 'unknown', reason: 'The body could not be read.', payload: undefined };
  }
}

/**
 * The same text for repeats of the same delivery, so that work is done once: the vendor sends no delivery id, and
 * repeats what was answered too late. `undefined` where there is nothing to go by.
 *
 * Source: contract `webhooks.md` sections 2 and 6.
 */
export function deliveryKey(delivery: WebhookDelivery): string | undefined {
  switch (delivery.kind) {
    case 'transcript':
      return `transcript:${delivery.transcriptId}:${delivery.status}`;
    case 'redacted_audio':
      return `redacted_audio:${delivery.transcriptId ?? delivery.url.split(/[?#]/)[0]!}`;
    case 'streaming':
      return `streaming:${delivery.sessionId}`;
    case 'unknown':
      return undefined;
  }
}

function payloadOf(body: unknown): unknown {
  let payload: unknown = isBytes(body) ? new TextDecoder().decode(body) : body;
  for (let layer = 0; layer < MAX_LAYERS && typeof payload === 'string'; layer++) {
    try {
      payload = JSON.parse(payload.trim());
    } catch {
      return payload;
    }
  }
  return payload;
}

/** By tag, as `instanceof` misses buffers of another realm: hosts run connectors in sandboxes. */
const isBytes = (body: unknown): body is ArrayBuffer | ArrayBufferView<ArrayBuffer> =>
  ArrayBuffer.isView(body) || Object.prototype.toString.call(body) === '[object ArrayBuffer]';

function deliveryFrom(payload: unknown): WebhookDelivery {
  const unknown = (reason: string): UnknownDelivery => ({ kind: 'unknown', reason, payload });
  if (payload === undefined || payload === null || payload === '') return unknown('The body is empty.');
  if (typeof payload !== 'object' || Array.isArray(payload)) return unknown('The body is not a JSON object.');

  const fields = payload as Readonly<Record<string, unknown>>;
  const messages = fields['messages'];
  const sessionId = textAt(fields, 'session_id');
  if (sessionId !== undefined && Array.isArray(messages)) return { kind: 'streaming', sessionId, messages };

  const transcriptId = textAt(fields, 'transcript_id');
  const status = textAt(fields, 'status');
  const link = textAt(fields, 'redacted_audio_url');
  if (status === 'redacted_audio_ready' || (status === undefined && link !== undefined)) {
    const url = cleanUrl(link);
    if (url === undefined) return unknown('The redacted audio comes without a usable link.');
    return { kind: 'redacted_audio', url, ...(transcriptId !== undefined && { transcriptId }) };
  }
  if (transcriptId === undefined) return unknown('The body names no transcript.');
  if (status === undefined) return unknown('The body gives no status.');
  return { kind: 'transcript', transcriptId, status };
}
