import type { AnyInput } from '../../kit/values.ts';

/** The header that a host expects in calls to its webhook. */
interface WebhookHeader {
  readonly headerName: string;
  readonly headerValue: string;
}

/**
 * The same input, with a secret for the webhook that it names. An input with its own header stays unchanged, and so does
 * one whose webhook URL belongs to somebody else.
 *
 * @param isReceiver whether the webhook URL belongs to the host, which knows the secret
 */
export function withWebhookSecret(input: AnyInput, header: WebhookHeader, isReceiver: (url: URL) => boolean): AnyInput {
  const { webhook_url: url, webhook_auth_header_name: name, webhook_auth_header_value: value } = input;
  if (name !== undefined || value !== undefined || typeof url !== 'string') return input;
  if (!URL.canParse(url) || !isReceiver(new URL(url))) return input;
  return { ...input, webhook_auth_header_name: header.headerName, webhook_auth_header_value: header.headerValue };
}
