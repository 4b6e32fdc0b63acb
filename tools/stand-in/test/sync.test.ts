import { describe, expect, it } from 'vitest';
import { recording, session } from './support.ts';

const TYPE = { 'content-type': 'multipart/form-data; boundary=x' };
const MODEL = { 'x-aai-model': 'universal-3-5-pro' };

interface Form {
  readonly config?: unknown;
  readonly type?: string;
  readonly audio?: Uint8Array;
  readonly order?: 'audio first';
}

/** The form as the vendor's SDK frames it. */
function form({ config = {}, type = 'audio/wav', audio = new Uint8Array(), order }: Form): Uint8Array<ArrayBuffer> {
  const head = `--x\r\nContent-Disposition: form-data; name="config"\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(config)}\r\n`;
  const start = `--x\r\nContent-Disposition: form-data; name="audio"; filename="a.wav"\r\nContent-Type: ${type}\r\n\r\n`;
  const parts = [Buffer.from(head), Buffer.concat([Buffer.from(start), audio, Buffer.from('\r\n')])];
  if (order !== undefined) parts.reverse();
  return new Uint8Array(Buffer.concat([...parts, Buffer.from('--x--\r\n')]));
}

/** So many seconds of silence, mono. */
function silence(seconds: number): Uint8Array {
  const bytes = Buffer.alloc(44 + seconds * 16_000);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(8000, 24);
  bytes.writeUInt32LE(16_000, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(bytes.length - 44, 40);
  return bytes;
}

describe('sync transcription', () => {
  it('answers with the finished transcript, with times only if they are asked for', async () => {
    const { call } = await session();
    const audio = await recording('austen-0870.wav');
    const plain = await call('POST', '/v1/transcribe/live', {
      headers: { ...TYPE, ...MODEL },
      body: form({ audio }),
    });
    expect(plain.status).toBe(200);
    expect(plain.json).toMatchObject({
      session_id: expect.any(String) as string,
      confidence: expect.any(Number) as number,
    });
    expect(plain.json['audio_duration_ms']).toBeGreaterThan(1000);
    const [word] = plain.json['words'] as object[];
    expect(word).not.toHaveProperty('start');

    const timed = await call('POST', '/v1/transcribe/stream', {
      headers: { ...TYPE, ...MODEL },
      body: form({ audio, config: { timestamps: true } }),
    });
    expect((timed.json['words'] as object[])[0]).toHaveProperty('start');
    expect(timed.json['text']).toBe(plain.json['text']);
  });

  it.each<[string, Form, Record<string, string>, number, string]>([
    ['no model', {}, {}, 400, 'X-AAI-Model'],
    ['audio before its config', { order: 'audio first' }, MODEL, 400, 'must come before'],
    ['a long prompt', { config: { prompt: 'x'.repeat(6001) } }, MODEL, 400, 'prompt'],
    ['101 key terms', { config: { keyterms_prompt: Array(101).fill('x') } }, MODEL, 400, 'keyterms_prompt'],
    ['PCM without its rate', { type: 'audio/pcm' }, MODEL, 400, 'sample_rate'],
    ['MP3', { type: 'audio/mpeg' }, MODEL, 415, 'audio/mpeg'],
    ['what is no WAV file', { audio: Buffer.from('ID3') }, MODEL, 400, 'WAV'],
    ['121 seconds', { audio: silence(121) }, MODEL, 413, '120 seconds'],
    ['a recording that nobody knows', { audio: silence(2) }, MODEL, 400, 'knows no words'],
  ])('refuses %s', async (_, parts, headers, status, detail) => {
    const { standIn } = await session();
    const response = await fetch(`${standIn.url}/v1/transcribe/live`, {
      method: 'POST',
      headers: { ...TYPE, ...headers, authorization: standIn.keys[0]! },
      body: form(parts),
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status, detail: expect.stringContaining(detail) as string });
  });

  it('can be warmed up', async () => {
    const { call } = await session();
    expect((await call('GET', '/v1/warm')).status).toBe(200);
  });
});
