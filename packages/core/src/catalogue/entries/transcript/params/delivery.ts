import { text } from '../../../kit/fields.ts';

/** Webhook to notify of the result. */
export const deliveryParams = {
  webhook_url: text({
    prominence: 'common',
    group: 'delivery',
    label: 'Webhook URL',
    help: 'URL to notify when the transcript is ready or has failed.',
    format: 'url',
    example: 'https://example.com/webhook',
    source: 'rest.md 4.5, webhooks.md 1',
  }),
  webhook_auth_header_name: text({
    group: 'delivery',
    label: 'Webhook Header Name',
    help: 'Header to send with the webhook, so your server can verify the sender.',
    example: 'X-My-Webhook-Secret',
    requires: [
      { field: 'webhook_auth_header_value', source: 'rest.md 4.6' },
      { field: 'webhook_url', level: 'warn', source: 'webhooks.md 1' },
    ],
    source: 'rest.md 4.5, webhooks.md 1',
  }),
  webhook_auth_header_value: text({
    group: 'delivery',
    label: 'Webhook Header Value',
    help: 'Secret value of the webhook header.',
    secret: true,
    requires: [
      { field: 'webhook_auth_header_name', source: 'rest.md 4.6' },
      { field: 'webhook_url', level: 'warn', source: 'webhooks.md 1' },
    ],
    source: 'rest.md 4.5, webhooks.md 1',
  }),
};
