import { expect, it } from 'vitest';
import { createClient, fetchIo } from '../../src/lib/core.ts';
import { callbackFor } from '../../src/lib/waiting/callback.ts';

const client = createClient({ io: fetchIo(), apiKey: 'key' });

/** A host at this URL that counts its waitpoints. */
function hostAt(publicUrl: string): { readonly host: Parameters<typeof callbackFor>[0]; created(): number } {
  let created = 0;
  const run = {
    id: 'run',
    createWaitpoint: () => {
      const resumeUrl = `${publicUrl}v1/flow-runs/run/waitpoints/${++created}`;
      return Promise.resolve({ id: String(created), resumeUrl, buildResumeUrl: () => resumeUrl });
    },
    waitForWaitpoint: () => undefined,
  };
  return {
    host: { run, server: { publicUrl } } as unknown as Parameters<typeof callbackFor>[0],
    created: () => created,
  };
}

it('gives the service a webhook URL if it can reach the server', async () => {
  const { host } = hostAt('https://flows.example.com/api/');
  const { callback, expected } = (await callbackFor(host, client))!;
  expect(callback.url).toMatch(/^https:\/\/flows\.example\.com\/api\/v1\/flow-runs\/run\/waitpoints\/1\?aai_ref=/);
  expect(callback.headerValue).toBe(expected.secret);
});

it('creates no waitpoint on a server that the service cannot reach', async () => {
  const { host, created } = hostAt('http://localhost:8080/api/');
  expect(await callbackFor(host, client)).toBeUndefined();
  expect(created()).toBe(0);
});
