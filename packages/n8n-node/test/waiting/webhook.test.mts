import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import { type INode, type IWebhookFunctions, type IWebhookResponseData, UserError } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StoredJob, Waiting } from '../../src/waiting/memory.ts';
import { CALLS } from '../../src/waiting/places.ts';
import { callWaiting } from '../../src/waiting/webhook.ts';

const SECRET = 's'.repeat(64);
const job = (item: number, transcriptId: string): StoredJob => ({
  item,
  transcriptId,
  entry: 'transcribe',
  output: { data: 'simplified', formats: [], fileName: `${transcriptId}.mp3` },
  secrets: [],
});
const WAITING: Waiting = {
  jobs: [job(0, 'first'), job(2, 'third')],
  done: { 1: [{ json: { error: 'No link.' }, pairedItem: { item: 1 } }] },
  callback: { headerName: 'X-Secret', secret: SECRET, ref: 'ref' },
};

interface Scene {
  readonly waiting?: unknown;
  readonly body?: unknown;
  readonly headers?: unknown;
  readonly query?: unknown;
  readonly onError?: INode['onError'];
  /** The service's answer for each transcript: a status, or an HTTP status. The service is down for all others. */
  readonly answers?: Readonly<Record<string, string | number>>;
  readonly credential?: 'unreadable' | 'deleted' | 'invalid';
  /** How long n8n takes to read the credential. */
  readonly queryMs?: number;
}

interface Result extends IWebhookResponseData {
  readonly status: number;
  /** IDs in the order of the requests. */
  readonly read: readonly string[];
}

async function call(scene: Scene): Promise<Result> {
  const { waiting = WAITING, body, headers = { 'x-secret': SECRET }, query = {}, onError, answers = {} } = scene;
  const read: string[] = [];
  let status = 200;
  const response = Object.assign(new EventEmitter(), {
    closed: false,
    status(code: number) {
      status = code;
      return response;
    },
    json: () => response,
  });
  const host = {
    evaluateExpression: () => waiting,
    getNode: () => ({ name: 'AssemblyAI', ...(onError !== undefined && { onError }) }),
    getBodyData: () => body,
    getHeaderData: () => headers,
    getQueryData: () => query,
    getResponseObject: () => response,
    getCredentials: async () => {
      vi.advanceTimersByTime(scene.queryMs ?? 0);
      if (scene.credential === 'unreadable') throw new Error('The database is locked');
      if (scene.credential === 'deleted')
        throw new UserError('Credential with ID "1" does not exist for type "assemblyAiApi".');
      return {
        region: 'us',
        apiKey: 'the-api-key',
        ...(scene.credential === 'invalid' && { baseUrl: 'no address' }),
      };
    },
    helpers: {
      httpRequestWithAuthentication: (_: string, { url }: { url: string }) => {
        const id = url.split('/').pop()!;
        read.push(id);
        const answer = answers[id];
        if (answer === undefined) return Promise.reject(new Error('down'));
        const json =
          typeof answer === 'number'
            ? { error: 'The service said the-api-key' }
            : { id, status: answer, audio_url: 'https://a.b/c', text: `Text of ${id}`, error: 'No speech.' };
        return Promise.resolve({
          statusCode: typeof answer === 'number' ? answer : 200,
          headers: {},
          body: JSON.stringify(json),
        });
      },
    },
  };
  const given = await callWaiting(host as unknown as IWebhookFunctions);
  response.emit('close');
  return { ...given, status, read };
}

const ready = (transcript_id: string) => ({ transcript_id, status: 'completed' });
const BOTH = { first: 'completed', third: 'completed' };

describe('A call to a suspended execution', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it.each(['first', 'third'])('returns all items in their order when the last transcript is ready: %s', async (id) => {
    const { workflowData, webhookResponse, status } = await call({ body: ready(id), answers: BOTH });
    expect(status).toBe(200);
    expect(webhookResponse).toEqual({ resumed: true });
    expect(workflowData).toEqual([
      [
        expect.objectContaining({
          json: expect.objectContaining({ id: 'first', text: 'Text of first', file_name: 'first.mp3' }) as unknown,
          pairedItem: { item: 0 },
        }),
        { json: { error: 'No link.' }, pairedItem: { item: 1 } },
        expect.objectContaining({ pairedItem: { item: 2 } }),
      ],
    ]);
  });

  it('keeps waiting while another transcript is pending, and reads that one first', async () => {
    const jobs = Array.from({ length: 30 }, (_, item) => job(item, `job-${item}`));
    const answers = Object.fromEntries(jobs.map(({ transcriptId }) => [transcriptId, 'completed']));
    const result = await call({
      waiting: { ...WAITING, jobs },
      body: ready('job-29'),
      answers: { ...answers, 'job-28': 'processing' },
    });
    expect(result).toMatchObject({
      status: 200,
      webhookResponse: { resumed: false, note: 'Other transcripts are not ready yet.' },
    });
    expect(result.workflowData).toBeUndefined();
    expect(result.read[0]).toBe('job-28');
    expect(result.read).toHaveLength(8);
  });

  it.each<[string, Scene]>([
    ['a transcript cannot be read', { answers: { first: 'completed' } }],
    ['the service has a fault', { answers: { first: 'completed', third: 503 } }],
    ['there are too many requests', { answers: { first: 429, third: 'completed' } }],
    ['the transcript of the call is not final yet', { answers: { first: 'processing', third: 'completed' } }],
    ['the credential cannot be read', { credential: 'unreadable', answers: BOTH }],
  ])('asks for another call with 503 if %s', async (_, scene) => {
    const { status, workflowData, noWebhookResponse } = await call({ body: ready('first'), ...scene });
    expect(status).toBe(503);
    expect(noWebhookResponse).toBe(true);
    expect(workflowData).toBeUndefined();
  });

  it('asks for another call with 503 without any work while n8n handles many others', async () => {
    const scene = { body: ready('first'), answers: BOTH };
    const taken = CALLS.places + CALLS.line;
    const calls = await Promise.all(Array.from({ length: taken + 20 }, () => call(scene)));
    const refused = calls.filter(({ status }) => status === 503);
    expect(refused).toHaveLength(20);
    expect(refused.every(({ read, workflowData }) => read.length === 0 && workflowData === undefined)).toBe(true);
    expect(calls.filter(({ workflowData }) => workflowData !== undefined)).toHaveLength(taken);
    expect(await call(scene)).toMatchObject({ status: 200, webhookResponse: { resumed: true } });
  });

  it("asks for another call with 503 while n8n's database is slow, and reads no transcript", async () => {
    const slow = await call({ body: ready('first'), answers: BOTH, queryMs: 5_001 });
    expect(slow).toMatchObject({ status: 503, read: [] });
    expect(slow.workflowData).toBeUndefined();
    const soon = await call({ body: ready('first'), answers: BOTH, queryMs: 5_000 });
    expect(soon).toMatchObject({ status: 200, webhookResponse: { resumed: true } });
  });

  it.each([
    [undefined, { id: 'third', status: 'error', error: expect.stringMatching(/^No speech\./) as string }],
    ['continueRegularOutput' as const, { error: expect.stringMatching(/^No speech\./) as string }],
  ])('continues with the failure of one transcript: %s', async (onError, json) => {
    const answers = { first: 'completed', third: 'error' };
    const { workflowData } = await call({ body: ready('first'), answers, ...(onError && { onError }) });
    expect(workflowData![0]![0]!.json).toMatchObject({ status: 'completed' });
    expect(workflowData![0]![2]).toMatchObject({ json, pairedItem: { item: 2 } });
    expect('status' in workflowData![0]![2]!.json).toBe(onError === undefined);
  });

  it('gives the error output items that hold the error alone', async () => {
    const answers = { first: 'completed', third: 'error' };
    const { workflowData } = await call({ body: ready('first'), answers, onError: 'continueErrorOutput' });
    expect(Object.keys(workflowData![0]![2]!.json)).toEqual(['error']);
  });

  it('fails only the items if the credential has changed, and shows no key', async () => {
    const { workflowData, status } = await call({ body: ready('first'), answers: { first: 401, third: 401 } });
    expect(status).toBe(200);
    const errors = workflowData![0]!.map(({ json }) => json['error']);
    expect(errors).toEqual([expect.any(String), 'No link.', expect.any(String)]);
    expect(JSON.stringify(workflowData)).not.toContain('the-api-key');
  });

  it.each<[string, Scene, string]>([
    ['the API key was replaced', { answers: { first: 401, third: 401 } }, 'The service said'],
    ['the credential belongs to another account now', { answers: { first: 404, third: 404 } }, 'The service said'],
    ['the credential was deleted', { credential: 'deleted' }, 'does not exist'],
    ['the base URL is invalid now', { credential: 'invalid' }, 'URL'],
  ])('says what to do with the transcript if %s', async (_, scene, reason) => {
    const { workflowData, status } = await call({ body: ready('first'), onError: 'continueRegularOutput', ...scene });
    expect(status).toBe(200);
    const [first, , third] = workflowData![0]!;
    for (const [id, item] of [
      ['first', first],
      ['third', third],
    ] as const) {
      const error = String(item!.json['error']);
      expect(error).toContain(reason);
      expect(error).toContain('use Wait for Transcript with its ID');
      expect(error).toContain(`Transcript ID: ${id}`);
      expect(item!.json['transcript_id']).toBe(id);
    }
  });

  it.each<[string, Scene]>([
    ['a wrong secret', { body: ready('first'), headers: { 'x-secret': 'wrong' } }],
    ['no secret', { body: ready('first'), headers: {} }],
    ['an unknown transcript', { body: ready('fourth') }],
    [
      'redacted audio',
      { body: { redacted_audio_url: 'https://a.b/c.mp3', status: 'redacted_audio_ready' }, query: { aai_ref: 'ref' } },
    ],
    ['an execution that does not wait', { body: ready('first'), waiting: null }],
    ['a wait without a callback', { body: ready('first'), waiting: { ...WAITING, callback: undefined } }],
  ])('does not resume it for %s, and reads nothing', async (_, scene) => {
    const { workflowData, webhookResponse, status, read } = await call({ answers: BOTH, ...scene });
    expect(workflowData).toBeUndefined();
    expect(webhookResponse).toMatchObject({ resumed: false });
    expect(status).toBe(200);
    expect(read).toEqual([]);
  });

  it('never fails and never resumes it, whatever is sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.dictionary(fc.string(), fc.string()), async (body, query) => {
        const answer = await call({ body, query, headers: {} });
        expect(answer.workflowData).toBeUndefined();
        expect([200, 503]).toContain(answer.status);
      }),
    );
  });
});
