import type { Bundle, ZObject } from 'zapier-platform-core';
import { expect, it } from 'vitest';
import { callbackOf, callThatResumed } from '../../src/waiting/callback.ts';
import { rememberedBy } from '../../src/waiting/memory.ts';

const z = { generateCallbackUrl: () => 'https://hooks.example.com/1' } as ZObject;
const account = { authData: { api_key: 'key' } } as Partial<Bundle> as Bundle;

/** The remark on a call to a step that was started with `account`. */
function remark(change: { readonly headers?: Record<string, string>; readonly id?: string; readonly key?: string }) {
  const { callback, remembered } = callbackOf(z, account);
  const { headerName, headerValue } = callback as { headerName: string; headerValue: string };
  const resumed: Bundle = {
    ...account,
    authData: { api_key: change.key ?? 'key' },
    outputData: { id: 't-1', ...remembered },
    cleanedRequest: { transcript_id: change.id ?? 't-1', status: 'completed' },
    // The host adds `Http-` to the names of headers.
    rawRequest: { headers: change.headers ?? { [`Http-${headerName}`]: headerValue } },
  };
  return callThatResumed(resumed, rememberedBy(resumed)).remark;
}

it('accepts the call that carries the secret of the step', () => {
  expect(remark({})).toBeUndefined();
});

it.each([
  ['without the secret', { headers: {} }],
  ['with the secret of another account', { key: 'another' }],
  ['about another transcript', { id: 't-2' }],
])('reports what is wrong with a call %s', (_, change) => {
  expect(remark(change)).toMatch(/^The (?:secret of the )?delivery /);
});

it('takes the ID of the transcript from a call of the service only', () => {
  const { callback, remembered } = callbackOf(z, account);
  const { headerName, headerValue } = callback;
  const call = (secret: string) => {
    const resumed: Bundle = {
      ...account,
      outputData: remembered,
      cleanedRequest: { transcript_id: 't-1', status: 'completed' },
      rawRequest: { headers: { [`Http-${headerName!}`]: secret } },
    };
    return callThatResumed(resumed, rememberedBy(resumed));
  };
  expect(call(headerValue)).toEqual({ transcriptId: 't-1' });
  expect(call('forged').transcriptId).toBeUndefined();
});
