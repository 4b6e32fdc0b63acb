import { describe, expect, it } from 'vitest';
import { alignmentEngine, type Engine } from '../index.ts';
import { LONG_ENOUGH, session, WILDFIRES } from './support.ts';

describe('a job', () => {
  it('is queued, then processing, then completed, at the times of the clock', async () => {
    const { call, clock } = await session({ timing: { queuedMs: 1000, processingMs: 5000 } });
    const { json } = await call('POST', '/v2/transcript', { json: { audio_url: WILDFIRES } });
    const read = async () => (await call('GET', `/v2/transcript/${String(json['id'])}`)).json;

    expect(json).toMatchObject({ status: 'queued', text: null, words: null, audio_url: WILDFIRES });
    await clock.advance(999);
    expect(await read()).toMatchObject({ status: 'queued' });
    await clock.advance(1);
    expect(await read()).toMatchObject({ status: 'processing', text: null });
    await clock.advance(4999);
    expect(await read()).toMatchObject({ status: 'processing' });
    await clock.advance(1);
    expect(await read()).toMatchObject({ status: 'completed', text: expect.stringMatching(/^Smoke from hundreds/) });
  });

  it('is created by the clock that the answers carry', async () => {
    const { call, clock } = await session();
    await clock.advance(3_600_000);
    const { headers } = await call('POST', '/v2/transcript', { json: { audio_url: WILDFIRES } });
    const { json } = await call('GET', '/v2/transcript');
    const [{ created }] = json['transcripts'] as [{ created: string }];
    const aheadMs = Date.parse(`${created}Z`) - Date.parse(String(headers.get('date')));
    expect(aheadMs).toBeGreaterThanOrEqual(0);
    expect(aheadMs).toBeLessThan(1_000);
  });

  it('takes a quarter longer with multichannel', async () => {
    const { call, clock } = await session({ timing: { queuedMs: 0, processingMs: 1000 } });
    const { json } = await call('POST', '/v2/transcript', { json: { audio_url: WILDFIRES, multichannel: true } });
    await clock.advance(1249);
    expect((await call('GET', `/v2/transcript/${String(json['id'])}`)).json).toMatchObject({ status: 'processing' });
    await clock.advance(1);
    expect((await call('GET', `/v2/transcript/${String(json['id'])}`)).json).toMatchObject({ status: 'completed' });
  });

  it('waits, throttled, while the account has as many as it may', async () => {
    const { call, clock } = await session({ concurrency: 1, timing: { queuedMs: 10, processingMs: 10 } });
    const submit = async () => (await call('POST', '/v2/transcript', { json: { audio_url: WILDFIRES } })).json;
    const [first, second] = [await submit(), await submit()];
    expect([first['throttled'], second['throttled']]).toEqual([false, true]);
    await clock.advance(20);
    expect((await call('GET', `/v2/transcript/${String(first['id'])}`)).json).toMatchObject({ status: 'completed' });
    expect((await call('GET', `/v2/transcript/${String(second['id'])}`)).json).toMatchObject({ status: 'queued' });
    await clock.advance(20);
    expect((await call('GET', `/v2/transcript/${String(second['id'])}`)).json).toMatchObject({ status: 'completed' });
  });

  it('ends in an error when its engine breaks', async () => {
    const broken: Engine = { name: 'broken', transcribe: () => Promise.reject(new Error('out of order')) };
    const { transcribe } = await session({ engines: [broken] });
    expect(await transcribe({ audio_url: WILDFIRES })).toMatchObject({
      status: 'error',
      error: 'The stand-in API failed: out of order',
      text: null,
    });
  });

  it('is answered by the first engine that knows the audio', async () => {
    const asked: string[] = [];
    const ignorant: Engine = {
      name: 'ignorant',
      transcribe: ({ url }) => {
        asked.push(url);
        return Promise.resolve(undefined);
      },
    };
    const knowing: Engine = {
      name: 'knowing',
      transcribe: () =>
        Promise.resolve({
          words: [{ text: 'Hello.', start: 0, end: 400, confidence: 0.5, speaker: 'A' }],
          durationMs: 400,
          channels: 1,
          languageCode: 'en_us',
          entities: [],
          recorded: {},
        }),
    };
    const { transcribe, standIn } = await session({ engines: [ignorant, knowing] });
    const transcript = await transcribe({ audio_url: 'https://example.com/a.wav' });
    expect(transcript).toMatchObject({ status: 'completed', text: 'Hello.', confidence: 0.5 });
    expect(transcript['speech_model_used']).toBe('stand-in/knowing');
    expect(standIn.engineOf(String(transcript['id']))).toBe('knowing');
    expect(asked).toEqual(['https://example.com/a.wav']);
  });

  it('echoes its parameters, but never the secret of its webhook', async () => {
    const { call } = await session();
    const { json, text } = await call('POST', '/v2/transcript', {
      json: {
        audio_url: WILDFIRES,
        speech_model: 'universal',
        word_boost: ['smoke'],
        webhook_url: 'https://example.com/hook',
        webhook_auth_header_name: 'X-Secret',
        webhook_auth_header_value: 'do-not-tell',
      },
    });
    expect(json).toMatchObject({ speech_model: 'universal', word_boost: ['smoke'], webhook_auth: true });
    expect(json['webhook_auth_header_name']).toBe('X-Secret');
    expect(text).not.toContain('do-not-tell');
  });
});

describe('a transcript', () => {
  it('is not found under another key, or by a made-up id, and that is a 400', async () => {
    const { call, transcribe } = await session({ keys: ['one', 'two'] });
    const { id } = await transcribe({ audio_url: WILDFIRES });
    const unknown = { error: 'Transcript lookup error, transcript id not found' };
    for (const [path, key] of [
      [`/v2/transcript/${String(id)}`, 'two'],
      [`/v2/transcript/${String(id)}/sentences`, 'two'],
      ['/v2/transcript/made-up', 'one'],
    ] as const) {
      const { status, json } = await call('GET', path, { key });
      expect([status, json]).toEqual([400, unknown]);
    }
  });

  it.each(['srt', 'vtt', 'sentences', 'paragraphs', 'word-search?words=a', 'redacted-audio'])(
    'has no %s before it is completed',
    async (resource) => {
      const { call } = await session();
      const { json } = await call('POST', '/v2/transcript', { json: { audio_url: WILDFIRES } });
      const reply = await call('GET', `/v2/transcript/${String(json['id'])}/${resource}`);
      expect(reply.status).toBe(400);
      expect(reply.json).toEqual({ error: 'This transcript is not completed, its status is queued.' });
    },
  );

  it('loses its data when it is deleted, and keeps its place', async () => {
    const { call, transcribe } = await session();
    const { id } = await transcribe({ audio_url: WILDFIRES, webhook_url: 'http://127.0.0.1:9/', speaker_labels: true });
    const deleted = await call('DELETE', `/v2/transcript/${String(id)}`);
    expect(deleted.json).toMatchObject({
      id,
      status: 'completed',
      text: 'Deleted by user.',
      words: null,
      utterances: null,
      audio_url: 'http://deleted_by_user',
      webhook_url: 'http://deleted_by_user',
    });
    expect((await call('GET', `/v2/transcript/${String(id)}`)).json).toEqual(deleted.json);
    expect((await call('GET', `/v2/transcript/${String(id)}/srt`)).status).toBe(400);
    const { json } = await call('GET', '/v2/transcript');
    expect(json['transcripts']).toMatchObject([{ id, audio_url: 'http://deleted_by_user' }]);
  });

  it('cannot be deleted while it is worked on', async () => {
    const { call, clock } = await session();
    const { json } = await call('POST', '/v2/transcript', { json: { audio_url: WILDFIRES } });
    expect((await call('DELETE', `/v2/transcript/${String(json['id'])}`)).status).toBe(400);
    await clock.advance(LONG_ENOUGH);
    expect((await call('DELETE', `/v2/transcript/${String(json['id'])}`)).status).toBe(200);
  });
});

describe('a stand-in', () => {
  it('closes twice without complaint, in the middle of its work', async () => {
    const engines = [alignmentEngine()];
    const { call, standIn, clock } = await session({ engines });
    await call('POST', '/v2/transcript', { json: { audio_url: standIn.audio['jfk'] } });
    await clock.advance(LONG_ENOUGH, { settle: 'events' });
    await Promise.all([standIn.close(), standIn.close()]);
    await expect(fetch(standIn.url)).rejects.toThrow();
  });

  it('says so when its port is taken', async () => {
    const { standIn } = await session();
    const { startStandIn } = await import('../index.ts');
    await expect(startStandIn({ port: Number(new URL(standIn.url).port) })).rejects.toThrow('EADDRINUSE');
  });
});
