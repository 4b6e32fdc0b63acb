import { describe, expect, it } from 'vitest';
import type { Engine } from '../engines/engine.ts';
import { parseWav } from '../engines/wav.ts';
import { always, type Json, LONG_ENOUGH, receiver, recording, session, WILDFIRES } from './support.ts';

const AUSTEN = (words: string): string => `And Mister ${words} had then leisure to consider`;
const names = { redact_pii: true, redact_pii_policies: ['person_name'] };

const path = (id: unknown): string => `/v2/transcript/${String(id)}/redacted-audio`;

describe('redacted text', () => {
  it.each([
    [{}, AUSTEN('#### ########')],
    [{ redact_pii_sub: 'hash' }, AUSTEN('#### ########')],
    [{ redact_pii_sub: 'entity_name' }, AUSTEN('[PERSON_NAME]')],
    [{ redact_pii_policies: ['date'] }, AUSTEN('John Dashwood')],
  ])('with %j', async (params, expected) => {
    const { standIn, transcribe } = await session();
    const transcript = await transcribe({ audio_url: standIn.audio['austen-0870'], ...names, ...params });
    expect(String(transcript['text']).startsWith(expected)).toBe(true);
    expect((transcript['words'] as { text: string }[]).map(({ text }) => text).join(' ')).toBe(transcript['text']);
  });

  it('leaves other results unchanged', async () => {
    const { standIn, transcribe } = await session();
    const transcript = await transcribe({ audio_url: standIn.audio['austen-0870'], ...names, entity_detection: true });
    expect(transcript['entities']).toMatchObject([{ entity_type: 'person_name', text: 'John Dashwood' }]);
  });
});

describe('redacted audio', () => {
  it('is a second job, and then a file with a tone over what is hidden', async () => {
    const { standIn, call, clock } = await session({ timing: { queuedMs: 0, processingMs: 0, redactionMs: 1000 } });
    const params = {
      audio_url: standIn.audio['austen-0870'],
      ...names,
      redact_pii_audio: true,
      entity_detection: true,
    };
    const { json: submitted } = await call('POST', '/v2/transcript', { json: params });
    const { id } = submitted;
    expect((await call('GET', path(id))).status).toBe(400);
    await clock.advance(0);
    expect((await call('GET', `/v2/transcript/${String(id)}`)).json).toMatchObject({ status: 'completed' });
    expect(await call('GET', path(id))).toMatchObject({
      status: 400,
      json: { error: 'The redacted audio of this transcript is not ready yet.' },
    });
    await clock.advance(1000);
    const { json } = await call('GET', path(id));
    expect(json).toMatchObject({ status: 'redacted_audio_ready' });

    const response = await fetch(String(json['redacted_audio_url']));
    expect(response.headers.get('content-type')).toBe('audio/wav');
    const redacted = parseWav(new Uint8Array(await response.arrayBuffer()))!;
    const original = parseWav(await recording('austen-0870.wav'))!;
    const transcript = (await call('GET', `/v2/transcript/${String(id)}`)).json;
    const [{ start, end }] = transcript['entities'] as [{ start: number; end: number }];
    const changed = [...original.samples.keys()].filter((at) => original.samples[at] !== redacted.samples[at]);
    expect(redacted.samples).toHaveLength(original.samples.length);
    expect(changed[0]! / 16).toBeCloseTo(start, -1);
    expect(changed.at(-1)! / 16).toBeCloseTo(end, -1);
  });

  it('may have a status that means wait, before it is ready', async () => {
    const timing = { queuedMs: 0, processingMs: 0, redactionMs: 1000 };
    const { standIn, call, clock } = await session({ timing, pendingRedactedAudio: 'status' });
    const params = { audio_url: standIn.audio['austen-0870'], ...names, redact_pii_audio: true };
    const { json: submitted } = await call('POST', '/v2/transcript', { json: params });
    await clock.advance(0);
    expect((await call('GET', path(submitted['id']))).json).toEqual({ status: 'processing' });
  });

  it.each([
    [undefined, true],
    ['mp3', true],
    ['wav', false],
  ])('asked for as %s says why it is not MP3: %s', async (quality, isNoted) => {
    const { standIn, transcribe, call, clock } = await session();
    const asked = { redact_pii_audio: true, ...(quality !== undefined && { redact_pii_audio_quality: quality }) };
    const { id } = await transcribe({ audio_url: standIn.audio['jfk'], ...names, ...asked });
    await clock.advance(LONG_ENOUGH);
    const { headers, json } = await call('GET', path(id));
    expect(json['redacted_audio_url']).toContain('.wav?');
    expect(headers.get('x-stand-in-note') ?? '').toMatch(isNoted ? /^WAV in place of MP3: .+\.$/ : /^$/);
  });

  it.each([
    [{}, 400],
    [{ redact_pii_audio_options: { return_redacted_no_speech_audio: true } }, 200],
  ])('of a recording without speech, with %j, is answered %d', async (options, status) => {
    const nobodySpeaks: Engine = {
      name: 'silence',
      transcribe: async ({ file }) => {
        await file();
        return { words: [], durationMs: 1000, channels: 1, languageCode: 'en_us', entities: [], recorded: {} };
      },
    };
    const { standIn, transcribe, call, clock } = await session({ engines: [nobodySpeaks] });
    const { id } = await transcribe({ audio_url: standIn.audio['jfk'], ...names, redact_pii_audio: true, ...options });
    await clock.advance(LONG_ENOUGH);
    expect((await call('GET', path(id))).status).toBe(status);
  });

  it('has a link that is signed and works for a day', async () => {
    const { standIn, transcribe, call, clock } = await session();
    const { id } = await transcribe({ audio_url: standIn.audio['jfk'], ...names, redact_pii_audio: true });
    await clock.advance(LONG_ENOUGH);
    const url = String((await call('GET', path(id))).json['redacted_audio_url']);
    const status = async (link: string) => {
      const response = await fetch(link);
      await response.arrayBuffer();
      return response.status;
    };
    expect(await status(url)).toBe(200);
    expect(await status(url.replace(/Signature=.{4}/, 'Signature=0000'))).toBe(403);
    await clock.advance(24 * 3_600_000);
    expect(await status(url)).toBe(403);
  });

  it('fails for a recorded answer, which has no audio', async () => {
    const { transcribe, call, clock } = await session();
    const { id } = await transcribe({ audio_url: WILDFIRES, ...names, redact_pii_audio: true });
    await clock.advance(LONG_ENOUGH);
    expect((await call('GET', path(id))).json).toMatchObject({ status: 'error', error: expect.any(String) as string });
  });

  it('is not there for a transcript that did not ask for it', async () => {
    const { transcribe, call } = await session();
    const { id } = await transcribe({ audio_url: WILDFIRES });
    expect((await call('GET', path(id))).status).toBe(400);
  });

  it('is announced before the transcript is', async () => {
    const { url, received } = await receiver(always(200));
    const { standIn, transcribe, clock } = await session();
    const { id } = await transcribe({
      audio_url: standIn.audio['jfk'],
      ...names,
      redact_pii_audio: true,
      webhook_url: url,
    });
    await clock.advance(LONG_ENOUGH);
    const bodies = received.map(({ body }) => body as Json);
    expect(bodies).toMatchObject([
      { status: 'redacted_audio_ready', redacted_audio_url: expect.stringContaining(String(id)) as string },
      { transcript_id: id, status: 'completed' },
    ]);
    expect(Object.keys(bodies[0]!)).not.toContain('transcript_id');
  });
});
