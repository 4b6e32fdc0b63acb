import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Json, session, WILDFIRES } from './support.ts';

const policies = { redact_pii: true, redact_pii_policies: ['person_name'] };

describe('a submission is refused', () => {
  it.each<[string, Json, string]>([
    ['without audio', {}, 'audio_url is required'],
    ['for audio that is no link', { audio_url: 'sound.mp3' }, 'audio_url must be a valid url'],
    ['for a flag that is none', { format_text: 'yes' }, 'format_text must be a Boolean'],
    ['for a parameter that does not exist', { speakers: 2 }, 'speakers is not a known parameter'],
    ['for an unknown part of one', { speaker_options: { most: 2 } }, 'speaker_options.most is not a known parameter'],
    ['for a value out of range', { content_safety_confidence: 24 }, 'content_safety_confidence must be >= 25'],
    [
      'for a value that is not a choice',
      { redact_pii_sub: 'stars' },
      'redact_pii_sub must be one of: entity_name, hash',
    ],
    ['for a wrong item of a list', { keyterms_prompt: ['a', 1] }, 'keyterms_prompt[1] must be a String'],
    [
      'speakers and channels',
      { speaker_labels: true, multichannel: true },
      'speaker_labels and multichannel cannot both',
    ],
    ['speakers and the old channels', { speaker_labels: true, dual_channel: true }, 'speaker_labels and multichannel'],
    [
      'summary and chapters',
      { summarization: true, auto_chapters: true },
      'Only one of summarization and auto_chapters',
    ],
    ['a summary model alone', { summarization: true, summary_model: 'catchy' }, 'must be given together'],
    ['a summary type alone', { summarization: true, summary_type: 'gist' }, 'must be given together'],
    [
      'a type that the model has not',
      { summary_model: 'catchy', summary_type: 'bullets' },
      'bullets is not available for',
    ],
    [
      'gist with an informative summary',
      { summary_model: 'informative', summary_type: 'gist' },
      'gist is not available',
    ],
    ['a summary without punctuation', { summarization: true, punctuate: false }, 'requires punctuate and format_text'],
    ['a summary without formatting', { summarization: true, format_text: false }, 'requires punctuate and format_text'],
    [
      'a conversation without speakers',
      { summarization: true, summary_model: 'conversational', summary_type: 'bullets' },
      'conversational requires speaker_labels or multichannel',
    ],
    ['chapters without punctuation', { auto_chapters: true, punctuate: false }, 'auto_chapters requires punctuate'],
    [
      'key terms for universal',
      { keyterms_prompt: ['a'], speech_model: 'universal' },
      'not available for speech_model',
    ],
    ['a long key term', { keyterms_prompt: ['a b c d e f g'] }, 'at most 6 words'],
    ['too many key terms', { keyterms_prompt: Array<string>(501).fill('two words') }, 'at most 1000 words'],
    ['slam-1 in French', { speech_model: 'slam-1', language_code: 'fr' }, 'only available in English'],
    ['a threshold without detection', { language_confidence_threshold: 0.5 }, 'requires language_detection'],
    ['redaction of nothing', { redact_pii: true }, 'at least one of redact_pii_policies'],
    ['redacted audio alone', { redact_pii_audio: true }, 'redact_pii_audio requires redact_pii'],
    ['half a secret', { webhook_auth_header_name: 'X-A' }, 'must be given together'],
    ['a spelling of two words', { custom_spelling: [{ from: ['a'], to: 'b c' }] }, 'must be one word'],
    [
      'features that the language lacks',
      { language_code: 'ja', summarization: true, sentiment_analysis: true },
      'The following models are not available in this language: summarization, sentiment_analysis',
    ],
  ])('%s', async (_, params, error) => {
    const { call } = await session();
    const audio = 'audio_url' in params || error.startsWith('audio_url') ? {} : { audio_url: WILDFIRES };
    const { status, json } = await call('POST', '/v2/transcript', { json: { ...audio, ...params } });
    expect([status, json['error']]).toEqual([400, expect.stringContaining(error)]);
    expect(Object.keys(json)).toEqual(['error']);
  });

  it('redacted audio in the EU', async () => {
    const { call } = await session({ region: 'eu' });
    const json = { audio_url: WILDFIRES, ...policies, redact_pii_audio: true };
    expect((await call('POST', '/v2/transcript', { json })).json['error']).toContain('EU');
  });

  it.each<[Json, string]>([
    [{ speech_model: 'universal' }, 'speech_model is deprecated'],
    [{ word_boost: ['a'] }, 'word_boost is no longer supported'],
    [{ dual_channel: true }, 'dual_channel is no longer supported'],
    [{ speech_models: ['universal-3-pro'] }, 'universal-3-pro is not available'],
  ])('for what has gone, today only: %j', async (params, error) => {
    const json = { audio_url: WILDFIRES, ...params };
    const today = await session({ api: 'today' });
    expect((await today.call('POST', '/v2/transcript', { json })).json['error']).toContain(error);
    const documented = await session();
    expect((await documented.call('POST', '/v2/transcript', { json })).status).toBe(200);
  });
});

describe('a submission is taken', () => {
  it.each<Json>([
    { speech_model: 'slam-1', keyterms_prompt: ['differential diagnosis'] },
    { speech_models: ['assemblyai-stt-3-7', 'universal'], keyterms_prompt: ['smoke'] },
    { speech_model: 'best', boost_param: 'high', word_boost: ['smoke'] },
    { speaker_labels: true, speaker_options: { min_speakers_expected: 2, max_speakers_expected: 4 } },
    { language_detection: true, language_detection_options: { on_low_language_confidence: 'fallback' } },
    { language_code: 'fr', speaker_labels: true },
    { speech_understanding: { request: { translation: { target_languages: ['es'] }, action_items: {} } } },
    { domain: 'medical-v1', redact_static_entities: { product: ['X'] } },
    { ...policies, redact_pii_audio: true, redact_pii_audio_quality: 'wav', redact_pii_sub: null },
    { summarization: true, summary_model: 'conversational', summary_type: 'paragraph', multichannel: true },
    { language_confidence_threshold: 0, speakers_expected: null },
  ])('with %j', async (params) => {
    const { call } = await session();
    expect((await call('POST', '/v2/transcript', { json: { audio_url: WILDFIRES, ...params } })).status).toBe(200);
  });
});

describe('a key', () => {
  it.each([null, 'wrong', 'Bearer stand-in-key', ''])('is refused when it is %j', async (key) => {
    const { call } = await session();
    const rest = await call('GET', '/v2/transcript', { key });
    expect([rest.status, rest.json]).toEqual([401, { error: 'Authentication error, API token missing/invalid' }]);
    const gateway = await call('POST', '/v1/chat/completions', { key, json: { model: 'm', prompt: 'x' } });
    expect([gateway.status, gateway.json['error']]).toEqual([401, { code: 401, message: rest.json['error'] }]);
  });

  it('is not in the log of requests', async () => {
    const { call, standIn } = await session();
    await call('GET', '/v2/transcript');
    await call('GET', '/v2/transcript', { key: 'a-real-key-by-mistake' });
    expect(JSON.stringify(standIn.requests())).not.toMatch(/stand-in-key|by-mistake/);
    expect(standIn.requests().map(({ headers }) => headers['authorization'])).toEqual(['[accepted]', '[not accepted]']);
  });
});

describe('the server survives', () => {
  it('paths and methods that do not exist', async () => {
    const { call } = await session();
    for (const [method, path] of [
      ['GET', '/'],
      ['PUT', '/v2/transcript'],
      ['POST', '/lemur/v3/generate/nothing'],
      ['GET', '/v2/transcript/%E0%A4%A/srt/more'],
      ['GET', '/_stand-in/nothing'],
    ] as const) {
      const { status, json } = await call(method, path);
      expect([status, json['error']]).toEqual([404, 'Not found']);
    }
  });

  it('bodies that are not what they should be', async () => {
    const { call } = await session();
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (body) => {
        for (const path of ['/v2/transcript', '/lemur/v3/generate/task', '/v1/understanding', '/_stand-in/faults']) {
          expect((await call('POST', path, { body })).status).toBe(400);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('bytes that are not HTTP', async () => {
    const { standIn, call } = await session();
    const { port } = new URL(standIn.url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('\u0000\u0001 nonsense\r\n\r\n'));
      let text = '';
      socket.on('data', (piece) => (text += piece.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request/);
    expect((await call('GET', '/v2/transcript')).status).toBe(200);
  });
});

describe('the documentation', () => {
  it('prints requests that are all taken', async () => {
    const folder = new URL('../fixtures/requests/', import.meta.url);
    const { call } = await session();
    const names = readdirSync(folder);
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) {
      const text = readFileSync(new URL(name, folder), 'utf8').replaceAll(/<UPLOAD_URL>|YOUR_AUDIO_URL/g, WILDFIRES);
      const { status, json } = await call('POST', '/v2/transcript', { body: text });
      expect([name, status, json['error']]).toEqual([name, 200, undefined]);
    }
  });
});
