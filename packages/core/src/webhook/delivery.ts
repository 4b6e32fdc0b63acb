import type { AnyText } from '../any-text.ts';
import { cleanUrl, textAt } from './reading.ts';

/** A transcript has ended. Get it by its ID: the delivery contains neither its text nor the reason of a failure. */
export interface TranscriptDelivery {
  readonly kind: 'transcript';
  /** Any text: the example in AssemblyAI's documentation is not a valid UUID. */
  readonly transcriptId: string;
  readonly status: 'completed' | 'error' | AnyText;
}

/**
 * The redacted recording is ready. Documented to arrive before the delivery of the transcript, but may arrive after it
 * if the audio takes longer. Source: contract `webhooks.md` section 5.
 */
export interface RedactedAudioDelivery {
  readonly kind: 'redacted_audio';
  /**
   * Signed and short-lived. Anyone can send such a delivery: if it is not verified, get the link from the API
   * (`redactedAudio`) instead.
   */
  readonly url: string;
  /** Absent in AssemblyAI's documentation. */
  readonly transcriptId?: string;
}

/** A streaming session has ended. */
export interface StreamingDelivery {
  readonly kind: 'streaming';
  readonly sessionId: string;
  readonly messages: readonly unknown[];
}

/** Not a known delivery of AssemblyAI. */
export interface UnknownDelivery {
  readonly kind: 'unknown';
  /** One sentence. */
  readonly reason: string;
  /** The body, as far as it could be parsed. */
  readonly payload: unknown;
}

export type WebhookDelivery = TranscriptDelivery | RedactedAudioDelivery | StreamingDelivery | UnknownDelivery;

/** Hosts that store a body as text may nest JSON in JSON text. More layers than this are an attack. */
const MAX_LAYERS = 3;

/**
 * Parses a delivery. Accepts the body as the host received it: text, bytes, or parsed JSON. Unknown fields are
 * accepted. A body inside another structure is not searched for.
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
 * A key that is equal for repeats of the same delivery, so that it is processed once: AssemblyAI sends no delivery ID,
 * and repeats a delivery that was answered too late. `undefined` for an unknown delivery.
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

/** Compares the tag, because `instanceof` fails for buffers of another realm: hosts run connectors in sandboxes. */
const isBytes = (body: unknown): body is BufferSource =>
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
    if (url === undefined) return unknown('The redacted audio has no valid link.');
    return { kind: 'redacted_audio', url, ...(transcriptId !== undefined && { transcriptId }) };
  }
  if (transcriptId === undefined) return unknown('The body has no transcript ID.');
  if (status === undefined) return unknown('The body has no status.');
  return { kind: 'transcript', transcriptId, status };
}
