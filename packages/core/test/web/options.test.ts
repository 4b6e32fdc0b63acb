import { describe, expect, it } from 'vitest';
import type { ApiRequest } from '../../src/host-io.ts';
import { createClient as createNodeClient } from '../../src/node/index.ts';
import {
  type AssemblyAIError,
  CLIENT_OPTIONS,
  createClient,
  createRestClient,
  explain,
  isAssemblyAIError,
  type Problem,
} from '../../src/web/index.ts';
import { thrownBy, transcript } from '../support/scripted.ts';

const audio = 'https://example.com/a.mp3';

const clientWith = (options: object = {}) => {
  const sent: ApiRequest[] = [];
  const send = (request: ApiRequest) => {
    sent.push(request);
    return Promise.resolve({ status: 200, headers: {}, body: JSON.stringify(transcript()) });
  };
  return { sent, client: createClient({ apiKey: 'key-1', io: { send }, ...options }) };
};

describe.each([
  ['web', createClient],
  ['Node', createNodeClient],
] as [string, (options: unknown) => unknown][])('the options of the client for %s', (_, create) => {
  it.each<[unknown, string, string]>([
    [{ apikey: 'k' }, 'apikey', 'There is no option apikey. Did you mean apiKey?'],
    [{ api_key: 'k' }, 'api_key', 'There is no option api_key. Did you mean apiKey?'],
    [{ apiKey: 'k', timeoutms: 1 }, 'timeoutms', 'There is no option timeoutms. Did you mean timeoutMs?'],
    [{ apiKey: 'k', timeout: 1 }, 'timeout', 'There is no option timeout. Set timeoutMs, in milliseconds.'],
    [
      { apiKey: 'k', baseUrl: 'https://a.example' },
      'baseUrl',
      'There is no option baseUrl. Set hosts: { api: "https://api.assemblyai.com" }, or region: "eu" for the EU.',
    ],
    [
      { apiKey: 'k', retry: { attempt: 1 } },
      'retry.attempt',
      'There is no option retry.attempt. Did you mean retry.attempts?',
    ],
    [
      { apiKey: 'k', hosts: { rest: 'x' } },
      'hosts.rest',
      'There is no option hosts.rest. The options are api, llm, streaming, sync, dictation, tts, agents.',
    ],
    [
      { apiKey: 'k', hooks: { onrequest: 1 } },
      'hooks.onrequest',
      'There is no option hooks.onrequest. Did you mean hooks.onRequest?',
    ],
    ['k', 'options', 'Pass an object to createClient, such as createClient({ apiKey }).'],
    [null, 'options', 'Pass an object to createClient, such as createClient({ apiKey }).'],
  ])('reject %j', (options, field, message) => {
    expect(() => create(options)).toThrow(
      expect.objectContaining({ code: 'bad_input', field, message, problems: [{ field, message }] }),
    );
  });

  it.each(['streamingBaseUrl', 'llmGatewayBaseUrl', 'syncBaseUrl', 'dictationBaseUrl', 'userAgent', 'maxRetries'])(
    'reject %s of the official SDK, and name the option to set',
    (name) => {
      expect(() => create({ apiKey: 'k', [name]: 'x' })).toThrow(
        /^There is no option \w+\. (Set|Pass|This client) .+\.$/,
      );
    },
  );

  it('reject an option that resembles none, and list all', () => {
    expect(() => create({ apiKey: 'k', banana: 1 })).toThrow(CLIENT_OPTIONS.join(', '));
  });
});

describe('the parameters of a job', () => {
  it('are checked before anything is sent', async () => {
    const { client, sent } = clientWith();
    await expect(thrownBy(client.transcribe(audio, { speaker_lables: true } as never))).resolves.toMatchObject({
      code: 'bad_input',
      field: 'speaker_lables',
      message: 'There is no parameter speaker_lables. Did you mean speaker_labels?',
    });
    await expect(thrownBy(client.streaming.connect({ sample_rate: 1 }))).resolves.toMatchObject({
      message: 'sample_rate must be between 1000 and 384000.',
    });
    expect(sent).toEqual([]);
  });

  it('that are new are sent, with a warning', async () => {
    const warnings: string[] = [];
    const { client, sent } = clientWith({
      onWarning: ({ message }: { message: string }) => {
        warnings.push(message);
        throw new Error('A listener that fails changes nothing.');
      },
    });
    await client.transcribe(audio, { brand_new: 1 } as never);
    expect(warnings).toEqual(['brand_new is not a known parameter. It is sent unchanged.']);
    expect(JSON.parse(String(sent[0]!.body))).toEqual({ audio_url: audio, brand_new: 1 });
  });

  it('are not checked with validate: false, and in the small client', async () => {
    const { client, sent } = clientWith({ validate: false });
    await client.transcribe(audio, { speaker_lables: true } as never);
    const { send } = { send: () => Promise.resolve({ status: 200, headers: {}, body: JSON.stringify(transcript()) }) };
    await createRestClient({ apiKey: 'key-1', io: { send } }).transcribe(audio, { speaker_lables: true } as never);
    expect(sent).toHaveLength(1);
  });
});

describe('a message', () => {
  const huge = 'ł'.repeat(100_000);
  const answering = (status: number, body: object) => ({
    io: { send: () => Promise.resolve({ status, headers: { 'x-request-id': huge }, body: JSON.stringify(body) }) },
    retry: { attempts: 1 },
  });
  const get = (status: number, body: object) => (): Promise<unknown> =>
    clientWith(answering(status, body)).client.transcripts.wait('t-1');

  it.each<[string, () => unknown]>([
    ['an option', () => createClient({ apiKey: 'k', [huge]: 1 } as never)],
    ['a region', () => createClient({ apiKey: 'k', region: huge as 'us' })],
    ['a parameter', () => clientWith().client.transcribe(audio, { [huge]: 1, speaker_labels: huge } as never)],
    [
      'a thousand rows',
      () =>
        clientWith().client.transcribe(audio, {
          custom_spelling: Array.from({ length: 1_000 }, () => ({ form: huge })) as never,
        }),
    ],
    ['a link', () => clientWith().client.transcribe(huge)],
    ['the path of a file', () => createNodeClient({ apiKey: 'k' }).transcribe(huge)],
    ['a data URL', () => clientWith().client.transcribe(`data:image/${huge},`)],
    ['an ID', () => clientWith(answering(404, { error: 'no' })).client.transcripts.get(huge)],
    ['a word to search for', () => clientWith().client.transcripts.wordSearch('t-1', [`${huge},`])],
    ['the text of a refusal', get(400, { error: huge })],
    [
      'a list of reasons',
      get(422, { detail: Array.from({ length: 500 }, () => ({ loc: ['a'.repeat(500)], msg: 'ł' })) }),
    ],
    ['the reason of a failed job', get(200, transcript({ status: 'error', error: huge }))],
  ])('has at most 1 KB, for any input or response: %s', async (_, run) => {
    const error = await thrownBy(Promise.resolve().then(run));
    expect(isAssemblyAIError(error)).toBe(true);
    const lines = [error.message, explain(error as AssemblyAIError & typeof error)];
    for (const line of lines) expect(new TextEncoder().encode(line).byteLength).toBeLessThan(1_024);
    for (const { message } of error['problems'] as Problem[]) {
      expect(new TextEncoder().encode(message).byteLength).toBeLessThan(1_024);
    }
  });
});
