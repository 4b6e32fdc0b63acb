import { json, text } from '../../kit/fields.ts';

/** Language model requests and the webhook of a session. */
export const liveDeliveryParams = {
  llm_gateway: json({
    group: 'delivery',
    label: 'LLM Gateway',
    help: 'Request to a language model after each turn, with the model, messages, and maximum tokens.',
    shape: 'object',
    example: { model: 'claude-sonnet-4-6', messages: [{ role: 'user', content: 'Translate.' }], max_tokens: 100 },
    source: 'newer.md 4',
  }),
  webhook_url: text({
    group: 'delivery',
    label: 'Webhook URL',
    help: 'URL that receives all messages when the session ends.',
    format: 'url',
    example: 'https://example.com/webhook',
    source: 'newer.md 4, 5',
  }),
  webhook_auth_header_name: text({
    group: 'delivery',
    label: 'Webhook Header Name',
    help: 'Header to send with the webhook, so your server can verify the sender.',
    requires: [
      { field: 'webhook_auth_header_value', level: 'warn', source: 'newer.md 4' },
      { field: 'webhook_url', level: 'warn', source: 'newer.md 4' },
    ],
    source: 'newer.md 4, 5',
  }),
  webhook_auth_header_value: text({
    group: 'delivery',
    label: 'Webhook Header Value',
    help: 'Secret value of the webhook header.',
    secret: true,
    requires: [{ field: 'webhook_auth_header_name', level: 'warn', source: 'newer.md 4' }],
    source: 'newer.md 4, 5',
  }),
};
