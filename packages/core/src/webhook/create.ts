import { BadInputError } from '../errors.ts';
import { buildWebhookUrl, type WebhookMetadata } from './webhook-url.ts';

/** The default name of the header with the secret. */
export const WEBHOOK_HEADER = 'X-AssemblyAI-Webhook-Secret';

/** The query parameter that assigns a delivery to its job if the body names no transcript. */
export const WEBHOOK_REF = 'aai_ref';

export interface WebhookSettings {
  /** URL that receives the delivery: a resume or catch URL of a host, including its query. */
  readonly url: string | URL;
  /** Returned in the query of every delivery. */
  readonly metadata?: WebhookMetadata | undefined;
  /** @default 'X-AssemblyAI-Webhook-Secret' */
  readonly headerName?: string | undefined;
  /**
   * Assigns the redacted-audio delivery to this job. Added to the query as `aai_ref`. `false` adds nothing.
   * @default random
   */
  readonly ref?: string | false | undefined;
  /** @default `crypto.getRandomValues` */
  readonly randomBytes?: ((count: number) => Uint8Array) | undefined;
}

export interface Webhook {
  readonly url: string;
  readonly headerName: string;
  /** The secret of this job. Store it to verify the delivery, and never display it. */
  readonly headerValue: string;
  readonly ref: string | undefined;
  /** Parameters to merge into the submission. */
  readonly params: {
    readonly webhook_url: string;
    readonly webhook_auth_header_name: string;
    readonly webhook_auth_header_value: string;
  };
}

const SECRET_BYTES = 32;
const REF_BYTES = 16;

/**
 * Creates a webhook for one job, with its own secret: 256 random bits in hexadecimal, which headers and links carry
 * unchanged.
 *
 * @throws BadInputError for an invalid URL (`webhook_url`) or header name (`webhook_auth_header_name`). Source:
 *   contract `webhooks.md` sections 1, 3 and 4.
 */
export function createWebhook({
  url,
  metadata,
  headerName = WEBHOOK_HEADER,
  ref,
  randomBytes = systemBytes,
}: WebhookSettings): Webhook {
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(headerName)) {
    throw new BadInputError('The header name must contain only letters, digits and hyphens.', {
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
  if (bytes.length !== count) throw new BadInputError(`randomBytes must return ${count} bytes, not ${bytes.length}.`);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
