import { describe, expect, it } from 'vitest';
import type { ApiRequest, Media, SyncParams, UploadBody } from '../../src/index.ts';
import { wavHeader } from '../../src/client/now-form.ts';
import { scripted, type Step, thrownBy, transcript } from '../support/scripted.ts';

/** The given number of seconds of 16-bit PCM at 8 kHz, mono. */
const pcm = (seconds: number): Uint8Array => new Uint8Array(seconds * 16_000);

const wav = (seconds: number): Uint8Array => {
  const samples = pcm(seconds);
  const file = new Uint8Array(44 + samples.length);
  file.set(wavHeader(8000, 1, samples.length));
  file.set(samples, 44);
  return file;
};

const ANSWER = {
  text: 'Hello.',
  words: [{ text: 'Hello.', confidence: 0.9 }],
  confidence: 0.9,
  audio_duration_ms: 2000,
  session_id: 's-1',
};

/** The upload, the submission and the finished job. */
const JOB: readonly Step[] = [
  { json: { upload_url: 'https://cdn.assemblyai.com/upload/1' } },
  { json: transcript({ status: 'queued' }) },
  { json: transcript({ status: 'completed', text: 'Hi.', words: [], audio_duration: 2 }) },
];

const bodyOf = async ({ body }: ApiRequest): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of body as UploadBody) pieces.push(piece);
  return Buffer.concat(pieces);
};

describe('transcribing in one request', () => {
  it('sends the config before the audio in one request, and returns the response', async () => {
    let sent: Buffer | undefined;
    const { client, sent: requests } = scripted([
      async (request) => {
        sent = await bodyOf(request);
        return { json: ANSWER };
      },
    ]);
    const params: SyncParams = {
      timestamps: false,
      conversation_context: 'Hi?',
      language_codes: ['en'],
      extra: { x: 1 },
    };
    await expect(client.transcribeNow(wav(2), params)).resolves.toEqual({ ...ANSWER, via: 'sync' });
    const [{ method, url, headers }] = requests as [ApiRequest];
    expect([method, url, headers['x-aai-model']]).toEqual([
      'POST',
      'https://sync.assemblyai.com/v1/transcribe/live',
      'universal-3-5-pro',
    ]);
    const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(headers['content-type']!)![1]!;
    const [, config, audio, end] = sent!.toString('latin1').split(`--${boundary}`);
    expect(config).toContain('name="config"');
    expect(JSON.parse(config!.split('\r\n\r\n')[1]!)).toEqual({
      timestamps: false,
      conversation_context: ['Hi?'],
      language_codes: ['en'],
      x: 1,
    });
    expect(audio).toMatch(
      /^\r\nContent-Disposition: form-data; name="audio"; filename="audio.wav"\r\nContent-Type: audio\/wav\r\n\r\nRIFF/,
    );
    expect(audio!.length).toBeGreaterThan(32_044);
    expect(end).toBe('--\r\n');
  });

  it('sends the sample rate of PCM', async () => {
    let sent = '';
    const { client } = scripted([
      async (request) => ((sent = (await bodyOf(request)).toString('latin1')), { json: ANSWER }),
    ]);
    await client.transcribeNow(pcm(1), { sample_rate: 8000, channels: 1 });
    expect(sent).toContain('{"sample_rate":8000,"channels":1}');
    expect(sent).toContain('Content-Type: audio/pcm');
    await expect(thrownBy(client.transcribeNow(pcm(1), { channels: 1 }))).resolves.toMatchObject({
      field: 'sample_rate',
    });
  });

  it.each<[string, Media, SyncParams, string]>([
    ['a link', 'https://example.com/a.mp3', {}, 'does not accept links'],
    ['an MP3 file', new TextEncoder().encode('ID3 and so on'), {}, 'accepts only WAV and PCM'],
    ['121 seconds', wav(121), {}, 'longer than 120 seconds'],
    ['121 seconds of PCM', pcm(121), { sample_rate: 8000, channels: 1 }, 'longer than 120 seconds'],
  ])('transcribes %s as a job, and reports the reason', async (_, audio, params, reason) => {
    const steps = typeof audio === 'string' ? JOB.slice(1) : JOB;
    const { client } = scripted(steps);
    const reasons: string[] = [];
    const result = await client.transcribeNow(audio, params, { onFallback: (why) => reasons.push(why) });
    expect(result).toMatchObject({
      text: 'Hi.',
      via: 'transcript',
      audio_duration_ms: 2000,
      transcript: { id: 't-1' },
    });
    expect(reasons).toEqual([result.reason]);
    expect(result.reason).toContain(reason);

    const strict = scripted([]);
    await expect(thrownBy(strict.client.transcribeNow(audio, params, { fallback: false }))).resolves.toMatchObject({
      code: 'bad_input',
      message: expect.stringContaining(reason) as string,
    });
  });

  it('converts PCM to WAV for a job, and passes on the parameters that jobs accept', async () => {
    let uploaded: Buffer | undefined;
    const { client, sent } = scripted(
      [
        { status: 503, json: {} },
        async (request) => {
          uploaded = await bodyOf(request);
          return JOB[0]!;
        },
        ...JOB.slice(1),
      ],
      { retry: { attempts: 1 } },
    );
    const params: SyncParams = {
      sample_rate: 8000,
      channels: 1,
      prompt: 'Names.',
      keyterms_prompt: ['a'],
      language_codes: ['es'],
    };
    const { reason } = await client.transcribeNow(pcm(1), params);
    expect(reason).toContain('sync transcription failed');
    expect(uploaded!.subarray(0, 44)).toEqual(Buffer.from(wavHeader(8000, 1, 16_000)));
    expect(uploaded).toHaveLength(16_044);
    expect(JSON.parse(sent[2]!.body as string)).toEqual({
      audio_url: 'https://cdn.assemblyai.com/upload/1',
      prompt: 'Names.',
      keyterms_prompt: ['a'],
      language_code: 'es',
    });
  });

  it('transcribes a stream that is too long as a job, from its first byte', async () => {
    const piece = new Uint8Array(1_000_000).fill(7);
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (let left = 30; left > 0; left--) yield piece;
    }
    let size = 0;
    const { client } = scripted([
      async (request) => {
        size = (await bodyOf(request)).length;
        return JOB[0]!;
      },
      ...JOB.slice(1),
    ]);
    await client.transcribeNow(endless());
    expect(size).toBe(30_000_000);
  });

  it.each([
    [{ status: 401, json: { error: 'No.' } }, 'authentication'],
    [{ status: 400, json: { title: 'Bad request', detail: 'No.' } }, 'bad_input'],
    [{ text: '<html>' }, 'protocol'],
    [{ throws: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }, 'network'],
  ] as const)('does not try again what a job would not mend or may be billed: %j', async (step, code) => {
    const { client, sent } = scripted([step]);
    await expect(thrownBy(client.transcribeNow(wav(1)))).resolves.toMatchObject({ code });
    expect(sent).toHaveLength(1);
  });

  it('is not available in the EU', async () => {
    const { client } = scripted(JOB, { region: 'eu' });
    expect((await client.transcribeNow(wav(1))).reason).toContain('region');
  });
});
