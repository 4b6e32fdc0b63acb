import { expect, it } from 'vitest';
import { createClient, fetchIo } from '../../src/lib/core.ts';
import { callbackFor } from '../../src/lib/waiting/callback.ts';

const client = createClient({ io: fetchIo(), apiKey: 'key' });

/** A host at this address that counts the waitpoints it made. */
function hostAt(publicUrl: string): { readonly host: Parameters<typeof callbackFor>[0]; made(): number } {
  let made = 0;
  const run = {
    id: 'run',
    createWaitpoint: () => {
      const resumeUrl = `${publicUrl}v1/flow-runs/run/waitpoints/${++made}`;
      return Promise.resolve({ id: String(made), resumeUrl, buildResumeUrl: () => resumeUrl });
    },
    waitForWaitpoint: () => undefined,
  };
  return { host: { run, server: { publicUrl } } as unknown as Parameters<typeof callbackFor>[0], made: () => made };
}

it('has the service call a server that it can reach', async () => {
  const { host } = hostAt('https://flows.example.com/api/');
  const { callback, expected } = (await callbackFor(host, client))!;
  expect(callback.url).toMatch(/^https:\/\/flows\.example\.com\/api\/v1\/flow-runs\/run\/waitpoints\/1\?aai_ref=/);
  expect(callback.headerValue).toBe(expected.secret);
});

it('leaves no waitpoint behind on a server that is known at home only', async () => {
  const { host, made } = hostAt('http://localhost:8080/api/');
  expect(await callbackFor(host, client)).toBeUndefined();
  expect(made()).toBe(0);
});
