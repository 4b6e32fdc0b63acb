import { expect, it } from 'vitest';
import type { WaitingContext } from '../../src/lib/context.ts';
import { createClient, fetchIo } from '../../src/lib/core.ts';
import { callbackFor, isReachable } from '../../src/lib/waiting/callback.ts';

const client = createClient({ io: fetchIo(), apiKey: 'key' });

type Waitpoint = Parameters<WaitingContext['run']['createWaitpoint']>[0];

/** A host at this URL that remembers its waitpoints. */
function hostAt(publicUrl: string): { readonly host: WaitingContext; readonly created: Waitpoint[] } {
  const created: Waitpoint[] = [];
  const run = {
    id: 'run',
    createWaitpoint: (waitpoint: Waitpoint) => {
      const resumeUrl = `${publicUrl}v1/flow-runs/run/waitpoints/${created.push(waitpoint)}`;
      return Promise.resolve({ id: String(created.length), resumeUrl, buildResumeUrl: () => resumeUrl });
    },
    waitForWaitpoint: () => undefined,
  };
  return { host: { run, server: { publicUrl } } as unknown as WaitingContext, created };
}

it('gives the service a webhook URL that also ends by itself', async () => {
  const { host, created } = hostAt('https://flows.example.com/api/');
  const before = Date.now();
  const { callback, expected } = (await callbackFor(host, 90_000))!;
  expect(callback.url).toMatch(/^https:\/\/flows\.example\.com\/api\/v1\/flow-runs\/run\/waitpoints\/1\?aai_ref=/);
  expect(callback.headerValue).toBe(expected.secret);
  expect(created).toEqual([{ type: 'DELAY', resumeDateTime: expect.any(String) as string }]);
  const waits = Date.parse(created[0]!.resumeDateTime!) - before;
  expect(waits).toBeGreaterThanOrEqual(90_000);
  expect(waits).toBeLessThan(91_000);
});

it('asks for another waitpoint if the first one is due before the flow has paused', async () => {
  const { host, created } = hostAt('https://flows.example.com/api/');
  const call = (await callbackFor(host, 1_000))!;
  await call.pause();
  expect(created).toHaveLength(2);
  expect(Date.parse(created[1]!.resumeDateTime!)).toBeGreaterThan(Date.now() + 5_000);
});

it('is not used on a server that the service cannot reach', () => {
  expect(isReachable(hostAt('http://localhost:8080/api/').host, client)).toBe(false);
  expect(isReachable(hostAt('https://flows.example.com/api/').host, client)).toBe(true);
});
