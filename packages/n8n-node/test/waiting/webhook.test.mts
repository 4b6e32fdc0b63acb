import fc from 'fast-check';
import type { IWebhookFunctions } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { Waiting } from '../../src/waiting/memory.ts';
import { callWaiting } from '../../src/waiting/webhook.ts';

const SECRET = 's'.repeat(64);
const WAITING: Waiting = {
  jobs: [
    { item: 0, transcriptId: 'first' },
    { item: 1, transcriptId: 'second' },
  ],
  done: {},
  startedAt: 0,
  limitMs: 60_000,
  callback: { headerName: 'X-Secret', secret: SECRET, ref: 'ref' },
};

interface Scene {
  readonly waiting?: unknown;
  readonly body?: unknown;
  readonly headers?: unknown;
  readonly query?: unknown;
  /** Status of each transcript at the service; absent where the service is down. */
  readonly statuses?: Readonly<Record<string, string>>;
}

function call({ waiting = WAITING, body, headers = { 'x-secret': SECRET }, query = {}, statuses }: Scene) {
  const host = {
    evaluateExpression: () => waiting,
    getNode: () => ({ name: 'AssemblyAI' }),
    getBodyData: () => body,
    getHeaderData: () => headers,
    getQueryData: () => query,
    getCredentials: () => Promise.resolve({ region: 'us' }),
    helpers: {
      httpRequestWithAuthentication: (_: string, { url }: { url: string }) => {
        const id = url.split('/').pop()!;
        const status = statuses?.[id];
        return status === undefined
          ? Promise.reject(new Error('down'))
          : Promise.resolve({
              statusCode: 200,
              headers: {},
              body: JSON.stringify({ id, status, audio_url: 'https://a.b/c' }),
            });
      },
    },
  };
  return callWaiting(host as unknown as IWebhookFunctions);
}

const done = (transcript_id: string) => ({ transcript_id, status: 'completed' });
const WOKEN = { webhookResponse: { resumed: true }, workflowData: [[]] };

describe('A call to a waiting execution', () => {
  it('resumes it when the last transcript is ready', async () => {
    expect(await call({ body: done('first'), statuses: { second: 'completed' } })).toEqual(WOKEN);
    expect(await call({ body: done('second'), statuses: { first: 'error' } })).toEqual(WOKEN);
  });

  it('does not resume it while another transcript is pending', async () => {
    const answer = await call({ body: done('first'), statuses: { second: 'processing' } });
    expect(answer).toEqual({ webhookResponse: { resumed: false, note: 'Other transcripts are not ready yet.' } });
  });

  it('resumes it if AssemblyAI does not answer, and the node checks itself', async () => {
    expect(await call({ body: done('first') })).toEqual(WOKEN);
  });

  it.each<[string, Scene]>([
    ['a wrong secret', { body: done('first'), headers: { 'x-secret': 'wrong' } }],
    ['no secret', { body: done('first'), headers: {} }],
    ['an unknown transcript', { body: done('third') }],
    [
      'redacted audio',
      { body: { redacted_audio_url: 'https://a.b/c.mp3', status: 'redacted_audio_ready' }, query: { aai_ref: 'ref' } },
    ],
    ['an execution that does not wait', { body: done('first'), waiting: null }],
    ['a wait without a callback', { body: done('first'), waiting: { ...WAITING, callback: undefined } }],
  ])('does not resume it for %s', async (_, scene) => {
    const answer = await call({ statuses: { first: 'completed', second: 'completed' }, ...scene });
    expect(answer.workflowData).toBeUndefined();
    expect(answer.webhookResponse).toMatchObject({ resumed: false });
  });

  it('never fails and never resumes it, whatever is sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.dictionary(fc.string(), fc.string()), async (body, query) => {
        const answer = await call({ body, query, headers: {}, statuses: {} });
        expect(answer.workflowData).toBeUndefined();
      }),
    );
  });
});
