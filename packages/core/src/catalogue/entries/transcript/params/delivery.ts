import { text } from '../../../kit/fields.ts';

/** How the result arrives. */
export const deliveryParams = {
  webhook_url: text({
    prominence: 'common',
    group: 'delivery',
    label: 'Webhook URL',
    help: 'The address to call when the transcript is ready or has failed.',
    format: 'url',
    example: 'https://example.com/webhook',
    source: 'rest.md 4.5, webhooks.md 1',
  }),
  webhook_auth_header_name: text({
    group: 'delivery',
    label: 'Webhook Header Name',
    help: 'The name of a header to send with each call, so that your server knows who is calling.',
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
    help: 'The value of that header, known only to you and the service.',
    secret: true,
    requires: [
      { field: 'webhook_auth_header_name', source: 'rest.md 4.6' },
      { field: 'webhook_url', level: 'warn', source: 'webhooks.md 1' },
    ],
    source: 'rest.md 4.5, webhooks.md 1',
  }),
};
