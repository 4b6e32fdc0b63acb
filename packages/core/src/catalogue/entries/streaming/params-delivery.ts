import { json, text } from '../../kit/fields.ts';

/** Where results go in addition to the session. */
export const liveDeliveryParams = {
  llm_gateway: json({
    group: 'delivery',
    label: 'LLM Gateway',
    help: 'A request to a language model for each finished turn: its model, messages and longest answer.',
    shape: 'object',
    example: { model: 'claude-sonnet-4-6', messages: [{ role: 'user', content: 'Translate.' }], max_tokens: 100 },
    source: 'newer.md 4',
  }),
  webhook_url: text({
    group: 'delivery',
    label: 'Webhook URL',
    help: 'The address that receives all messages once the session has ended.',
    format: 'url',
    example: 'https://example.com/webhook',
    source: 'newer.md 4, 5',
  }),
  webhook_auth_header_name: text({
    group: 'delivery',
    label: 'Webhook Header Name',
    help: 'The name of a header to send with the webhook.',
    requires: [
      { field: 'webhook_auth_header_value', level: 'warn', source: 'newer.md 4' },
      { field: 'webhook_url', level: 'warn', source: 'newer.md 4' },
    ],
    source: 'newer.md 4, 5',
  }),
  webhook_auth_header_value: text({
    group: 'delivery',
    label: 'Webhook Header Value',
    help: 'The value of that header.',
    secret: true,
    requires: [{ field: 'webhook_auth_header_name', level: 'warn', source: 'newer.md 4' }],
    source: 'newer.md 4, 5',
  }),
};
