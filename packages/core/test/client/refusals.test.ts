import { startStandIn, type StandIn } from '@aai-connectors/stand-in';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type WebClient } from '../../src/web/index.ts';
import { scripted, thrownBy } from '../support/scripted.ts';

const audio_url = 'https://example.com/a.mp3';

describe('a rejection by the service', () => {
  let standIn: StandIn;
  let client: WebClient;
  beforeAll(async () => {
    standIn = await startStandIn();
    client = createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts, validate: false });
  });
  afterAll(() => standIn.close());

  it('of the LLM Gateway includes the reasons in its metadata', async () => {
    const error = await thrownBy(client.llm.chat({ model: 'any', prompt: 'x', temperature: 3 }));
    expect(error).toMatchObject({
      code: 'bad_input',
      message: 'invalid request body: temperature must be <= 2',
      field: 'temperature',
      problems: [{ field: 'temperature', message: 'invalid request body: temperature must be <= 2' }],
    });
  });

  it('of the token endpoint includes each message, and names the parameter', async () => {
    const error = await thrownBy(client.streaming.createToken({ expires_in_seconds: 0 }));
    expect(error).toMatchObject({
      code: 'bad_input',
      status: 422,
      message: 'expires_in_seconds: must be between 1 and 600',
      field: 'expires_in_seconds',
      problems: [{ field: 'expires_in_seconds', message: 'expires_in_seconds: must be between 1 and 600' }],
    });
    const missing = await thrownBy(client.streaming.createToken({} as never));
    expect(missing).toMatchObject({ message: 'expires_in_seconds: Field required', field: 'expires_in_seconds' });
  });

  it('of a job names the parameter in its message', async () => {
    const params = { audio_url, punctuate: false, auto_chapters: true };
    const error = await thrownBy(client.transcripts.submit(params));
    expect(error).toMatchObject({
      code: 'bad_input',
      message: 'auto_chapters requires punctuate to be enabled',
      field: 'auto_chapters',
      problems: [{ field: 'auto_chapters', message: 'auto_chapters requires punctuate to be enabled' }],
    });
  });
});

describe('the body of an error', () => {
  const errorFor = async (json: unknown, params: object = {}) => {
    const { client } = scripted([{ status: 400, json }]);
    return thrownBy(client.transcripts.submit({ audio_url, ...params }));
  };

  it('is parsed in each shape of the service', async () => {
    const shapes: [unknown, string][] = [
      [{ error: ' No.\n Really. ' }, 'No. Really.'],
      [{ error: { code: 400, message: 'No.' } }, 'No.'],
      [
        { error: { message: 'invalid request body', metadata: { errors: ['no access to model a', 'nor to b'] } } },
        'invalid request body: no access to model a; nor to b',
      ],
      [{ detail: [{ loc: ['query', 'a'], msg: 'Field required' }, { msg: 'No.' }] }, 'a: Field required; No.'],
      [{ detail: 'Not allowed' }, 'Not allowed'],
      [{ error: { metadata: {} } }, 'The service answered with status 400.'],
      [[{}, {}], 'The service answered with status 400.'],
    ];
    for (const [body, message] of shapes) expect((await errorFor(body)).message).toBe(message);
  });

  it('gives the first parameter that it names: one that was sent, or one with an underscore', async () => {
    await expect(errorFor({ error: 'punctuate must be a Boolean' }, { punctuate: 1 })).resolves.toMatchObject({
      field: 'punctuate',
    });
    await expect(errorFor({ error: 'speech_models.0 is not known to topics' })).resolves.toMatchObject({
      field: 'speech_models',
    });
    const unclear = await errorFor({ error: 'The constructor of punctuate failed' });
    expect(unclear).toMatchObject({ field: undefined, problems: [] });
  });

  it('gives no parameter for a key, an ID or a failure of the service', async () => {
    for (const status of [401, 404, 429, 500]) {
      const { client } = scripted(() => ({ status, json: { error: 'audio_url' } }), { retry: { attempts: 1 } });
      const error = await thrownBy(client.transcripts.submit({ audio_url }));
      expect([error['field'], error['problems']]).toEqual([undefined, []]);
    }
  });
});
