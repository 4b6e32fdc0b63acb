import type { Host } from './host.ts';

/** Calls the production webhook of a published workflow as JSON, once. */
export function callWebhook(host: Host, path: string, body: unknown = {}): Promise<Response> {
  return fetch(`${host.url}webhook/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
}
