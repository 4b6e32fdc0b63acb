export { createWebhook, type Webhook, WEBHOOK_HEADER, WEBHOOK_REF, type WebhookSettings } from './create.ts';
export {
  deliveryKey,
  parseWebhook,
  type RedactedAudioDelivery,
  type StreamingDelivery,
  type TranscriptDelivery,
  type UnknownDelivery,
  type WebhookDelivery,
} from './delivery.ts';
export { createOnceGate, type Once, type OnceGate, type OnceOptions } from './once.ts';
export type { Pairs } from './reading.ts';
export { canCall, isPrivate } from './reachable.ts';
export {
  type ExpectedWebhook,
  type ReceivedWebhook,
  receiveWebhook,
  type RefusalReason,
  type WebhookVerdict,
} from './receive.ts';
export { WEBHOOK_SOURCE_IPS } from './source-ips.ts';
export { verifyWebhook, type WebhookSecret } from './verify.ts';
export { buildWebhookUrl, type WebhookMetadata } from './webhook-url.ts';
