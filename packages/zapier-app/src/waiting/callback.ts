import { createHmac, randomUUID } from 'node:crypto';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { type Callback, receiveWebhook, WEBHOOK_HEADER } from '../core.ts';
import { type Remembered, withCallback } from './memory.ts';

/** The address that the service calls when the job is done, with a secret that only this account can derive. */
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
      // The host creates an address for each run of a step, to know which run to resume.
      url: z.generateCallbackUrl(),
      isUnique: true,
      headerName: WEBHOOK_HEADER,
      headerValue: secretOf(bundle, seed),
    },
    remembered: withCallback(seed, Date.now()),
  };
}

/** The call that resumed a step. */
export interface ResumingCall {
  /** What is wrong with it, in one sentence. Absent for a call of the service. */
  readonly remark?: string;
  /** The transcript that the service reports. Absent if the call does not name it. */
  readonly transcriptId?: string;
}

/**
 * The call that resumed the step. The transcript is read from the API in any case, so a forged call changes only the
 * time of the check.
 */
export function callThatResumed(bundle: Bundle, { transcriptId, seed }: Remembered): ResumingCall {
  const verdict = receiveWebhook({
    body: bundle.cleanedRequest as unknown,
    headers: plainHeaders(bundle.rawRequest?.headers ?? {}),
    expected: {
      ...(transcriptId !== undefined && { transcriptId }),
      ...(seed !== undefined && { secret: secretOf(bundle, seed) }),
    },
  });
  if (!verdict.accepted) return { remark: verdict.message };
  const reported = verdict.verified ? verdict.event.transcriptId : undefined;
  return reported === undefined ? {} : { transcriptId: reported };
}

const secretOf = ({ authData }: Bundle, seed: string): string =>
  createHmac('sha256', authData['api_key'] ?? '')
    .update(seed)
    .digest('hex');

/** The host adds `Http-` to the names. */
const plainHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.replace(/^http-/i, ''), value]));
