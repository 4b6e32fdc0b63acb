import type { IWebhookFunctions } from 'n8n-workflow';
import type { Pairs, ReceivedWebhook } from './core.ts';

/** A request to one of the node's webhooks, as the core reads it. */
export const deliveryOf = (host: IWebhookFunctions): ReceivedWebhook => ({
  body: host.getBodyData(),
  headers: host.getHeaderData() as Pairs,
  query: host.getQueryData() as Pairs,
});
