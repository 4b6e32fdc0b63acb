import fc from 'fast-check';
import type { IDataObject, IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { AssemblyAiTrigger } from '../../nodes/AssemblyAiTrigger/AssemblyAiTrigger.node.ts';
import { findEvent } from '../../src/core.ts';
import { webhookSecretOf } from '../../src/credential.ts';
import { callTrigger } from '../../src/triggers/webhook.ts';

const event = findEvent('transcript_ready')!;
const KEY = 'key-0123456789abcdef';
const SECRET = await webhookSecretOf({ apiKey: KEY });
const HEADER = 'x-assemblyai-webhook-secret';
const SIGNED = { [HEADER]: SECRET };

type Status = 'completed' | 'processing' | 'deleted' | 'missing' | 'down' | 'refused';

interface Scene {
  /** Status of each transcript when it is read, by its ID. */
  readonly statuses: Record<string, Status>;
  /** What the user entered in the credential. */
  readonly webhookSecret?: string;
  readonly isCredentialMissing?: boolean;
  readonly mode?: string;
}

let workflows = 0;

/** n8n with one active workflow: every call gets a copy of the stored static data, which is stored after the call. */
function stage({ statuses, webhookSecret = '', isCredentialMissing = false, mode = 'webhook' }: Scene) {
  const workflowId = `w-${++workflows}`;
  let stored: IDataObject = {};
  const reads: string[] = [];
  const statusesSent: number[] = [];
  async function call(body: unknown, headers: IDataObject = SIGNED): Promise<IWebhookResponseData> {
    const memory = structuredClone(stored);
    const host = {
      getMode: () => mode,
      getWorkflow: () => ({ id: workflowId, active: true }),
      getNode: () => ({ id: 'n', name: 'AssemblyAI Trigger' }),
      getNodeParameter: (_: string, otherwise: unknown) => otherwise,
      getWorkflowStaticData: () => memory,
      getBodyData: () => body,
      getHeaderData: () => headers,
      getQueryData: () => ({}),
      getCredentials: () =>
        isCredentialMissing
          ? Promise.reject(new Error('Credential not found'))
          : Promise.resolve({ region: 'us', apiKey: KEY, webhookSecret }),
      getResponseObject: () => ({
        status: (code: number) => {
          statusesSent.push(code);
          return { json: () => undefined };
        },
      }),
      helpers: {
        httpRequestWithAuthentication: async (_: string, { url }: { url: string }) => {
          const id = decodeURIComponent(url.split('/').pop()!);
          reads.push(id);
          const status = statuses[id] ?? 'missing';
          await new Promise((resolve) => setImmediate(resolve));
          const answer = (statusCode: number, json: object) => ({
            statusCode,
            headers: {},
            body: JSON.stringify(json),
          });
          if (status === 'down') throw new Error('down');
          if (status === 'refused') return answer(401, { error: `Invalid token ${KEY}` });
          if (status === 'missing') return answer(400, { error: `Transcript id not found for ${KEY}` });
          const audio_url = status === 'deleted' ? 'http://deleted_by_user' : 'https://a.b/c';
          return answer(200, { id, status: status === 'deleted' ? 'completed' : status, audio_url, text: `by ${KEY}` });
        },
      },
    };
    const result = await callTrigger(host as unknown as IWebhookFunctions, event);
    await new Promise((resolve) => setImmediate(resolve));
    stored = structuredClone(memory);
    return result;
  }
  return { call, reads, statusesSent, stored: () => stored };
}

const ready = (transcript_id: string) => ({ transcript_id, status: 'completed' });
const started = (all: readonly IWebhookResponseData[]): number =>
  all.filter(({ workflowData }) => workflowData !== undefined).length;

describe('The webhook trigger', () => {
  it('starts one execution for 50 identical calls at once, and none for later ones', async () => {
    const { call, reads } = stage({ statuses: { a: 'completed' } });
    expect(started(await Promise.all(Array.from({ length: 50 }, () => call(ready('a')))))).toBe(1);
    expect(started([await call(ready('a'))])).toBe(0);
    expect(reads.length).toBe(1);
  });

  it('starts one execution for each of 50 transcripts whose calls arrive at once, twice', async () => {
    const ids = Array.from({ length: 50 }, (_, at) => `t-${at}`);
    const statuses = Object.fromEntries(ids.map((id) => [id, 'completed' as const]));
    const { call } = stage({ statuses });
    expect(started(await Promise.all([...ids, ...ids].map((id) => call(ready(id)))))).toBe(50);
  });

  it('reads a transcript again for a call that arrives while it was not ready', async () => {
    const statuses: Record<string, Status> = { a: 'processing' };
    const { call, reads } = stage({ statuses });
    const early = call(ready('a'));
    while (reads.length === 0) await new Promise((resolve) => setImmediate(resolve));
    statuses['a'] = 'completed';
    const late = Array.from({ length: 20 }, () => call(ready('a')));
    expect(started(await Promise.all([early, ...late]))).toBe(1);
    expect(reads.length).toBe(2);
  });

  it('asks for another call if the transcript cannot be read, and starts with that call', async () => {
    const statuses: Record<string, Status> = { a: 'down' };
    const { call, statusesSent } = stage({ statuses });
    expect(await call(ready('a'))).toEqual({ noWebhookResponse: true });
    statuses['a'] = 'refused';
    expect(await call(ready('a'))).toEqual({ noWebhookResponse: true });
    expect(statusesSent).toEqual([503, 503]);
    statuses['a'] = 'completed';
    expect(started([await call(ready('a'))])).toBe(1);
  });

  it.each([{}, { [HEADER]: 'wrong' }, { [HEADER]: '' }, { [HEADER]: `${SECRET} ` }, { authorization: SECRET }])(
    'answers 401 to 1,000 forged calls and reads nothing, while a true call starts one execution: %j',
    async (headers) => {
      const { call, reads, statusesSent } = stage({ statuses: { a: 'completed' } });
      const forged = Array.from({ length: 1_000 }, () => call(ready('a'), headers));
      const all = await Promise.all([...forged.slice(0, 500), call(ready('a')), ...forged.slice(500)]);
      expect(started(all)).toBe(1);
      expect(reads).toEqual(['a']);
      expect(statusesSent).toEqual(Array(1_000).fill(401));
    },
  );

  it('accepts the secret of the credential instead, and no other', async () => {
    const { call, statusesSent } = stage({ statuses: { a: 'completed' }, webhookSecret: 'entered-by-a-user' });
    expect(started([await call(ready('a'))])).toBe(0);
    expect(started([await call(ready('a'), { [HEADER]: 'entered-by-a-user' })])).toBe(1);
    expect(statusesSent).toEqual([401]);
  });

  it('asks for another call if the credential cannot be read', async () => {
    const { call, statusesSent } = stage({ statuses: { a: 'completed' }, isCredentialMissing: true });
    expect(await call(ready('a'))).toEqual({ noWebhookResponse: true });
    expect(statusesSent).toEqual([503]);
  });

  it('ignores a deleted transcript and reports that it was deleted', async () => {
    const { call } = stage({ statuses: { a: 'deleted' } });
    const { webhookResponse } = await call(ready('a'));
    expect(webhookResponse).toEqual({ started: false, note: expect.stringContaining('was deleted') as string });
  });

  it('starts a test with a transcript that was emitted before', async () => {
    const { call } = stage({ statuses: { a: 'completed' }, mode: 'manual' });
    const first = await call(ready('a'));
    expect(started([first])).toBe(1);
  });

  it('shows the API key neither in an answer nor in an item', async () => {
    const { call } = stage({ statuses: { a: 'completed' } });
    const answers = [await call(ready('missing')), await call(ready('a'))];
    expect(JSON.stringify(answers)).toContain('[redacted]');
    expect(JSON.stringify(answers)).not.toContain(KEY);
  });

  it('never throws, whatever is sent', async () => {
    const { call } = stage({ statuses: {} });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.anything(), fc.string().map(ready)), async (body) => {
        expect(started([await call(body)])).toBe(0);
      }),
    );
  });

  it('registers nothing with AssemblyAI', async () => {
    const host = {} as IHookFunctions;
    const { checkExists, create } = new AssemblyAiTrigger().webhookMethods.default;
    expect(await checkExists.call(host)).toBe(false);
    expect(await create.call(host)).toBe(true);
  });
});
