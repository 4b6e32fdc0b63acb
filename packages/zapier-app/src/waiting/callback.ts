import { createHmac, randomUUID } from 'node:crypto';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { type Callback, receiveWebhook, WEBHOOK_HEADER } from '../core.ts';

/** Kept with the step while it sleeps: what the secret was made of, not the secret. */
const SEED = 'callback_seed';

/** Where the service shall call, with a secret of its own that only this account can make again. */
export function callbackOf(
  z: ZObject,
  bundle: Bundle,
): { readonly callback: Callback; readonly remembered: Readonly<Record<string, string>> } {
  const seed = randomUUID();
  return {
    callback: { url: z.generateCallbackUrl(), headerName: WEBHOOK_HEADER, headerValue: secretOf(bundle, seed) },
    remembered: { [SEED]: seed },
  };
}

/**
 * Whether the call that woke the step was the service's, in a few words. The transcript is read from the API in any
 * case, so a false call changes nothing but the time.
 */
export function checkCall(bundle: Bundle, transcriptId: string): string {
  const seed = (bundle.outputData as Readonly<Record<string, unknown>> | undefined)?.[SEED];
  const verdict = receiveWebhook({
    body: bundle.cleanedRequest as unknown,
    headers: plainHeaders(bundle.rawRequest?.headers ?? {}),
    expected: { transcriptId, ...(typeof seed === 'string' && { secret: secretOf(bundle, seed) }) },
  });
  return verdict.accepted ? 'The call was in order.' : verdict.message;
}

const secretOf = ({ authData }: Bundle, seed: string): string =>
  createHmac('sha256', authData['apiKey'] ?? '')
    .update(seed)
    .digest('hex');

/** The host writes `Http-` before the names. */
const plainHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.replace(/^http-/i, ''), value]));
