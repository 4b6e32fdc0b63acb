import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@aai-connectors/core/web';
import { createClient as createBareClient } from '@aai-connectors/core';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { playerIo } from '../player.ts';
import { type Recorder, startRecorder } from '../recorder.ts';
import type { Exchange, Scenario } from '../scenario.ts';
import { createScrubber } from '../scrub.ts';

const KEY = 'a-real-looking-key-0123456789';
const SECRET = 'webhook-secret-value-42';
const AUDIO = 'https://assembly.ai/wildfires.mp3';

describe('a recording', () => {
  let standIn: StandIn;
  let recorder: Recorder;
  let folder: string;

  beforeEach(async () => {
    standIn = await startStandIn({ keys: [KEY] });
    recorder = await startRecorder({ targets: standIn.hosts, now: () => new Date('2026-11-23T00:00:00Z') });
    folder = await mkdtemp(join(tmpdir(), 'aai-record-'));
  });
  afterEach(async () => {
    await recorder.close();
    await standIn.close();
    await rm(folder, { recursive: true });
  });

  const work = async (): Promise<string> => {
    const client = createClient({ apiKey: KEY, hosts: recorder.hosts });
    await client.files.upload(new TextEncoder().encode('RIFF and some bytes'));
    const { token } = await client.streaming.createToken({ expires_in_seconds: 60 });
    const { id } = await client.transcribe(
      AUDIO,
      {
        webhook_url: 'https://example.com/hook?secret=query-secret-1',
        webhook_auth_header_name: 'X-Secret',
        webhook_auth_header_value: SECRET,
      },
      { intervalMs: 20 },
    );
    await client.llm.chat({ model: 'm', prompt: 'Hello' });
    expect(token).not.toBe('');
    return id;
  };

  it('holds what was said, and none of the secrets', async () => {
    const id = await work();
    const [path] = await recorder.save(folder, 'session');
    const text = await readFile(path!, 'utf8');
    const { exchanges, provenance } = JSON.parse(text) as Scenario;

    expect(exchanges.map(({ request: { method, host } }) => `${method} ${host}`).slice(0, 3)).toEqual([
      'POST api',
      'GET streaming',
      'POST api',
    ]);
    expect(exchanges.at(-1)?.request.host).toBe('llm');
    expect(text).toContain(id);
    expect(provenance.recorded).toBe('2026-11-23');
    for (const secret of [KEY, SECRET, 'query-secret-1', standIn.url + '/upload/']) {
      expect(text).not.toContain(secret);
    }
    expect(text).toContain('https://cdn.assemblyai.com/upload/00000000-0000-4000-8000-000000000001');
    expect(exchanges[0]?.request.body).toMatchObject({ bytes: 19 });
    expect(exchanges[1]?.response.body).toEqual({ json: expect.objectContaining({ token: 'scrubbed' }) as unknown });
  });

  it('plays back to the same result, with no network', async () => {
    const client = createClient({ apiKey: KEY, hosts: recorder.hosts });
    const live = await client.transcribe(AUDIO, {}, { intervalMs: 20 });
    const scenario = recorder.scenario('playback');

    const hosts = {
      api: 'https://api.example.com',
      llm: 'https://llm.example.com',
      streaming: 'https://s.example.com',
    };
    const io = playerIo(scenario, hosts);
    const played = await createBareClient({ io, hosts }).transcribe(AUDIO);
    expect(played).toEqual(live);
    expect(io.unplayed()).toEqual([]);
  });

  it('is not written when something in it looks like a secret', async () => {
    const client = createClient({ apiKey: KEY, hosts: recorder.hosts });
    await client.request({ method: 'GET', path: '/v2/transcript', query: { limit: 1 } });
    await client
      .request({ method: 'POST', path: '/v2/transcript', body: { note: 'AKIAABCDEFGHIJKLMNOP' } })
      .catch(() => undefined);
    await expect(recorder.save(folder, 'leak')).rejects.toThrow('looks like a cloud access key');
    await expect(readdir(folder)).resolves.toEqual([]);
  });

  it('returns responses unchanged, and reports an unreachable API', async () => {
    const wrong = createClient({ apiKey: 'wrong', hosts: recorder.hosts });
    await expect(wrong.transcripts.list()).rejects.toMatchObject({ code: 'authentication', status: 401 });
    await standIn.close();
    const answer = await fetch(`${recorder.hosts.api}/v2/transcript`);
    expect(answer.status).toBe(502);
    expect((await fetch(new URL('/nowhere', recorder.hosts.api))).status).toBe(404);
  });
});

describe('scrubbing', () => {
  const exchange = (body: unknown, path = '/v2/x', response: unknown = {}): Exchange => ({
    request: {
      method: 'POST',
      host: 'api',
      path,
      headers: { authorization: KEY, cookie: 'c=1', 'content-type': 'application/json' },
      body: { json: body },
    },
    response: {
      status: 200,
      headers: { 'x-request-id': 'r-1', 'set-cookie': 'a=b', server: 'x' },
      body: { json: response },
    },
  });

  it('keeps the headers that describe the API, and drops all others', () => {
    const { request, response } = createScrubber().scrub(exchange({}));
    expect(request.headers).toEqual({ 'content-type': 'application/json' });
    expect(response.headers).toEqual({ 'x-request-id': 'r-1' });
  });

  it('replaces the same link by the same replacement everywhere', () => {
    const scrubber = createScrubber();
    const link = 'https://cdn.assemblyai.com/upload/6f2a';
    const first = scrubber.scrub(exchange({}, '/v2/upload', { upload_url: link }));
    const second = scrubber.scrub(exchange({ audio_url: link }));
    const put = (first.response.body as { json: { upload_url: string } }).json.upload_url;
    expect(put).not.toBe(link);
    expect((second.request.body as { json: { audio_url: string } }).json.audio_url).toBe(put);
  });

  it('lets the key through nowhere, wherever it is put', () => {
    const key = fc.stringMatching(/^[a-z0-9]{12,40}$/);
    fc.assert(
      fc.property(key, fc.jsonValue(), fc.constantFrom('error', 'echo', 'url'), (apiKey, around, member) => {
        const scrubber = createScrubber();
        const raw = exchange({ around, [member]: `x ${apiKey} y` }, `/v2/x?q=${apiKey}`, { [member]: [apiKey] });
        const scrubbed = scrubber.scrub({ ...raw, request: { ...raw.request, headers: { authorization: apiKey } } });
        expect(JSON.stringify(scrubbed)).not.toContain(apiKey);
      }),
    );
  });
});
