import { createHmac, randomUUID } from 'node:crypto';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { type Callback, receiveWebhook, WEBHOOK_HEADER } from '../core.ts';
import { type Remembered, withCallback } from './memory.ts';

/** Where the service calls when the job is done, with a secret that only this account can derive again. */
export function callbackOf(
  z: ZObject,
  bundle: Bundle,
): {
  readonly callback: Callback & { readonly headerValue: string };
  readonly remembered: Readonly<Record<string, string>>;
} {
  const seed = randomUUID();
  return {
    callback: {
      // The host makes an address for each run of a step: it has no other way to know which one to wake.
      url: z.generateCallbackUrl(),
      isUnique: true,
      headerName: WEBHOOK_HEADER,
      headerValue: secretOf(bundle, seed),
    },
    remembered: withCallback(seed, Date.now()),
  };
}

/**
 * What is wrong with the call that woke the step, in one sentence; `undefined` for the service's own. The transcript is
 * read from the API in any case, so a false call changes nothing but the time.
 */
export function remarkOn(bundle: Bundle, { transcriptId, seed }: Remembered): string | undefined {
  const verdict = receiveWebhook({
    body: bundle.cleanedRequest as unknown,
    headers: plainHeaders(bundle.rawRequest?.headers ?? {}),
    expected: { transcriptId, ...(seed !== undefined && { secret: secretOf(bundle, seed) }) },
  });
  return verdict.accepted ? undefined : verdict.message;
}

const secretOf = ({ authData }: Bundle, seed: string): string =>
  createHmac('sha256', authData['apiKey'] ?? '')
    .update(seed)
    .digest('hex');

/** The host writes `Http-` before the names. */
const plainHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.replace(/^http-/i, ''), value]));
