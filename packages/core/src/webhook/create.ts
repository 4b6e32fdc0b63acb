import { BadInputError } from '../errors.ts';
import { buildWebhookUrl, type WebhookMetadata } from './webhook-url.ts';

/** The header that carries our secret, unless the caller names another. */
export const WEBHOOK_HEADER = 'X-AssemblyAI-Webhook-Secret';

/** The query parameter that ties a delivery to its job when the body names no transcript. */
export const WEBHOOK_REF = 'aai_ref';

export interface WebhookSettings {
  /** Where the delivery shall go: a host's resume or catch URL, its query included. */
  readonly url: string | URL;
  /** Comes back in the query of every delivery. */
  readonly metadata?: WebhookMetadata | undefined;
  /** @default 'X-AssemblyAI-Webhook-Secret' */
  readonly headerName?: string | undefined;
  /**
   * Ties the redacted-audio delivery to this job; put into the query as `aai_ref`. `false` leaves the query alone.
   * @default random
   */
  readonly ref?: string | false | undefined;
  /** @default `crypto.getRandomValues` */
  readonly randomBytes?: ((count: number) => Uint8Array) | undefined;
}

export interface Webhook {
  readonly url: string;
  readonly headerName: string;
  /** The job's secret: keep it to verify the delivery, and show it to nobody. */
  readonly headerValue: string;
  readonly ref: string | undefined;
  /** To be merged into the parameters of the submission. */
  readonly params: {
    readonly webhook_url: string;
    readonly webhook_auth_header_name: string;
    readonly webhook_auth_header_value: string;
  };
}

const SECRET_BYTES = 32;
const REF_BYTES = 16;

/**
 * A webhook for one job, with a secret of its own: 256 random bits in hexadecimal, which both headers and links carry
 * unchanged.
 *
 * @throws BadInputError for a URL that is no web address (`webhook_url`), or a header name that no header can have
 *   (`webhook_auth_header_name`). Source: contract `webhooks.md` sections 1, 3 and 4.
 */
export function createWebhook({
  url,
  metadata,
  headerName = WEBHOOK_HEADER,
  ref,
  randomBytes = systemBytes,
}: WebhookSettings): Webhook {
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(headerName)) {
    throw new BadInputError('A header name has only letters, digits and hyphens.', {
      field: 'webhook_auth_header_name',
    });
  }
  const headerValue = hex(randomBytes, SECRET_BYTES);
  const jobRef = ref === false ? undefined : (ref ?? hex(randomBytes, REF_BYTES));
  const webhookUrl = buildWebhookUrl(url, { ...metadata, [WEBHOOK_REF]: jobRef });
  return {
    url: webhookUrl,
    headerName,
    headerValue,
    ref: jobRef,
    params: {
      webhook_url: webhookUrl,
      webhook_auth_header_name: headerName,
      webhook_auth_header_value: headerValue,
    },
  };
}

const systemBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));

function hex(randomBytes: (count: number) => Uint8Array, count: number): string {
  const bytes = randomBytes(count);
  if (bytes.length !== count) throw new BadInputError(`randomBytes must give ${count} bytes, not ${bytes.length}.`);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
