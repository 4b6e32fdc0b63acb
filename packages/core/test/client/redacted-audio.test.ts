import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PollOptions } from '../../src/index.ts';
import { failure, scripted, type Step, thrownBy, transcript } from '../support/scripted.ts';

const URL = 'https://bucket.example.com/redacted-audio/t-1.mp3?Signature=abc&Expires=1';
const READY: Step = { json: { status: 'redacted_audio_ready', redacted_audio_url: URL } };
const NOT_YET: Step = { json: { status: 'processing' } };
const REFUSED: Step = { status: 400, json: { error: 'The redacted audio is not ready yet.' } };
const asked = { redact_pii: true, redact_pii_audio: true };
const at = (status: string, over: Record<string, unknown> = {}): Step => ({
  json: transcript({ status, ...asked, ...over }),
});
const COMPLETED = at('completed');

const wait = (steps: Parameters<typeof scripted>[0], options?: PollOptions) => {
  const it = scripted(steps);
  return { ...it, result: it.client.transcripts.waitForRedactedAudio(' t-1 ', options) };
};

/** A service with the two resources. Each repeats its last response. */
const service = (audio: readonly Step[], transcripts: readonly Step[]) => {
  const left = { audio: [...audio], transcripts: [...transcripts] };
  return ({ url }: { readonly url: string }): Step => {
    const steps = url.endsWith('/redacted-audio') ? left.audio : left.transcripts;
    return steps.length > 1 ? steps.shift()! : steps[0]!;
  };
};

describe('waiting for redacted audio', () => {
  it('takes one request if the audio is ready', async () => {
    const { result, sent, slept } = wait([READY]);
    await expect(result).resolves.toEqual({ status: 'redacted_audio_ready', redacted_audio_url: URL });
    expect(sent.map(({ url }) => url)).toEqual(['https://api.assemblyai.com/v2/transcript/t-1/redacted-audio']);
    expect(slept).toEqual([]);
  });

  it.each([
    ['a status without a name in the documentation', NOT_YET],
    ['a refusal', REFUSED],
    ['not found', { status: 404, json: { error: 'Not found' } }],
  ] as const)('goes on through %s, and asks for the finished transcript once', async (_, step) => {
    const { result, sent } = wait(service([step, step, step, READY], [COMPLETED]));
    await expect(result).resolves.toMatchObject({ redacted_audio_url: URL });
    expect(sent.filter(({ url }) => !url.endsWith('/redacted-audio'))).toHaveLength(1);
  });

  it('waits for the transcript first', async () => {
    const audio = [REFUSED, REFUSED, REFUSED, NOT_YET, READY];
    const { result } = wait(service(audio, [at('queued'), at('processing'), COMPLETED]));
    await expect(result).resolves.toMatchObject({ redacted_audio_url: URL });
  });

  it('continues after failed checks of the audio and of the transcript', async () => {
    const audio = [{ status: 503 }, failure('ECONNRESET'), NOT_YET, { text: '<html>' }, NOT_YET, READY];
    const { result } = wait(service(audio, [{ status: 500 }, COMPLETED]));
    await expect(result).resolves.toMatchObject({ redacted_audio_url: URL });
  });

  it('fails at once if redacted audio was not requested', async () => {
    const { result, slept } = wait(service([REFUSED], [{ json: transcript() }]));
    await expect(thrownBy(result)).resolves.toMatchObject({
      code: 'bad_input',
      field: 'redact_pii_audio',
      transcriptId: 't-1',
      retryable: false,
    });
    expect(slept).toEqual([]);
  });

  it.each([null, ''])('fails at once if the recording has no speech (text %j)', async (text) => {
    const { result, slept } = wait(service([REFUSED], [at('completed', { text, words: [] })]));
    const error = await thrownBy(result);
    expect(error).toMatchObject({ code: 'not_found', transcriptId: 't-1', retryable: false });
    expect(`${error.message} ${error.hint}`).toMatch(/no speech.*return_redacted_no_speech_audio/);
    expect(slept).toEqual([]);
  });

  it('waits for a silent recording if it was requested', async () => {
    const silent = at('completed', { text: '', redact_pii_audio_options: { return_redacted_no_speech_audio: true } });
    await expect(wait(service([NOT_YET, READY], [silent])).result).resolves.toMatchObject({ redacted_audio_url: URL });
  });

  it('fails at the deadline with the message of the service', async () => {
    const { result, clock } = wait(service([NOT_YET, REFUSED], [COMPLETED]), { deadlineMs: 20_000 });
    const started = clock.now;
    const error = await thrownBy(result);
    expect(error).toMatchObject({ code: 'timeout', transcriptId: 't-1', retryable: true });
    expect(error.message).toBe(
      'The redacted audio was not ready within 20 s; it is still refused: The redacted audio is not ready yet.',
    );
    expect(clock.now - started).toBe(20_000);
  });

  it('fails after 10 minutes by default', async () => {
    const { result, clock } = wait(service([NOT_YET], [COMPLETED]), { deadlineMs: undefined });
    const started = clock.now;
    await expect(thrownBy(result)).resolves.toMatchObject({
      message: 'The redacted audio was not ready within 10 minutes; it is still processing.',
    });
    expect(clock.now - started).toBe(600_000);
  });

  it.each([
    ['the redaction failed', [{ json: { status: 'error', error: 'Too long.' } }], COMPLETED, 'Too long.'],
    ['the redaction failed for no reason', [{ json: { status: 'error' } }], COMPLETED, 'could not be redacted'],
    ['the transcription failed', [REFUSED], at('error', { error: 'No audio.' }), 'No audio.'],
  ] as const)('ends when %s', async (_, audio, job, message) => {
    await expect(thrownBy(wait(service(audio, [job])).result)).resolves.toMatchObject({
      code: 'transcript_failed',
      message: expect.stringContaining(message) as string,
      transcriptId: 't-1',
    });
  });

  it('ends for a deleted or unknown transcript, and for a wrong key', async () => {
    const deleted = at('completed', { audio_url: 'http://deleted_by_user', text: 'Deleted by user.' });
    await expect(thrownBy(wait(service([REFUSED], [deleted])).result)).resolves.toMatchObject({ code: 'not_found' });
    const unknown: Step = { status: 400, json: { error: 'Transcript lookup error, transcript id not found' } };
    await expect(thrownBy(wait(service([unknown], [unknown])).result)).resolves.toMatchObject({ code: 'not_found' });
    const wrong: Step = { status: 401, json: { error: 'Authentication error' } };
    const { result, sent } = wait(() => wrong);
    await expect(thrownBy(result)).resolves.toMatchObject({ code: 'authentication', transcriptId: 't-1' });
    expect(sent).toHaveLength(1);
  });

  it.each(['during a check', 'between two checks'])('stops when the signal fires %s', async (when) => {
    const stop = new AbortController();
    const abort = (): Step => (stop.abort(), NOT_YET);
    const steps = when === 'during a check' ? [abort] : [NOT_YET, () => (stop.abort(), COMPLETED)];
    const { result } = wait(steps, { signal: stop.signal });
    await expect(thrownBy(result)).resolves.toMatchObject({ code: 'aborted', transcriptId: 't-1' });
  });

  it.each([undefined, '', 7, 'ftp://x/y', ['https://x/y'], { href: 'https://x/y' }])(
    'never takes %j for a link',
    async (url) => {
      const odd: Step = { json: { status: 'redacted_audio_ready', redacted_audio_url: url } };
      const { result } = wait(service([odd], [COMPLETED]), { deadlineMs: 5000 });
      await expect(thrownBy(result)).resolves.toMatchObject({ code: 'timeout' });
    },
  );

  it('ends by the deadline with an AssemblyAIError, whatever the service responds', async () => {
    const answers = fc.constantFrom<Step>(
      NOT_YET,
      REFUSED,
      COMPLETED,
      at('queued'),
      { status: 503 },
      { status: 429, json: {}, headers: { 'retry-after': '3' } },
      { text: 'null' },
      { json: { status: 'redacted_audio_ready', redacted_audio_url: null } },
      failure('ECONNRESET'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(answers, { minLength: 1, maxLength: 8 }), async (steps) => {
        let at = 0;
        const { result, clock } = wait(() => steps[at++ % steps.length]!, { deadlineMs: 30_000 });
        const started = clock.now;
        expect((await thrownBy(result)).transcriptId).toBe('t-1');
        expect(clock.now - started).toBeLessThanOrEqual(30_000);
      }),
      { numRuns: 200 },
    );
  });

  it.each(['', '  ', '..'])('refuses %j as an ID before anything is sent', async (id) => {
    const { client, sent } = scripted([]);
    for (const call of ['waitForRedactedAudio', 'redactedAudioFile'] as const) {
      await expect(thrownBy(client.transcripts[call](id))).resolves.toMatchObject({ field: 'transcript_id' });
    }
    expect(sent).toEqual([]);
  });
});

describe('the file of redacted audio', () => {
  const download = (...steps: Step[]) => scripted(steps).client.transcripts.redactedAudioFile('t-1');

  it('is returned once it is ready', async () => {
    const bytes: Step = { text: 'bytes', headers: { 'content-type': 'audio/mpeg', 'content-length': '5' } };
    const file = await download(REFUSED, COMPLETED, NOT_YET, READY, bytes);
    expect(file).toMatchObject({ url: URL, contentType: 'audio/mpeg', size: 5 });
    const pieces: Uint8Array[] = [];
    for await (const piece of file.data) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe('bytes');
  });

  it.each([403, 404, 410])('fails with its own error if it has expired (%d)', async (status) => {
    const xml = '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';
    const error = await thrownBy(download(READY, { status, text: xml }));
    expect(error).toMatchObject({ code: 'not_found', cause: { status }, transcriptId: 't-1', retryable: false });
    expect(error.message).toContain('24 hours');
    expect(error.hint).not.toContain('key');
  });

  it('fails with a different error if it cannot be reached', async () => {
    const { client } = scripted(({ url }) => (url === URL ? { status: 500 } : READY));
    await expect(thrownBy(client.transcripts.redactedAudioFile('t-1'))).resolves.toMatchObject({ code: 'server' });
  });
});

describe('transcribing with redacted audio', () => {
  const params = { ...asked, redact_pii_policies: ['person_name'] };

  it('waits until both are ready, and returns the transcript', async () => {
    const { client, sent } = scripted([at('queued'), COMPLETED, REFUSED, COMPLETED, READY]);
    const result = await client.transcribe('https://example.com/a.mp3', params, { redactedAudio: true });
    expect(result).toMatchObject({ id: 't-1', status: 'completed' });
    expect(sent.at(-1)!.url).toMatch(/\/redacted-audio$/);
  });

  it('does not wait for redacted audio unless requested', async () => {
    const { client, sent } = scripted([at('queued'), COMPLETED]);
    await client.transcribe('https://example.com/a.mp3', params);
    expect(sent).toHaveLength(2);
  });

  it('starts no job that would have no redacted audio', async () => {
    const { client, sent } = scripted([]);
    const result = client.transcribe(new Uint8Array([1]), { redact_pii: true }, { redactedAudio: true });
    await expect(thrownBy(result)).resolves.toMatchObject({ code: 'bad_input', field: 'redact_pii_audio' });
    expect(sent).toEqual([]);
  });

  it('has one deadline for both', async () => {
    const { client, clock } = scripted(service([NOT_YET], [at('queued'), at('processing'), COMPLETED]));
    const started = clock.now;
    const options = { redactedAudio: true, deadlineMs: 20_000 };
    const error = await thrownBy(client.transcribe('https://example.com/a.mp3', params, options));
    expect(error).toMatchObject({ code: 'timeout', transcriptId: 't-1' });
    expect(error.message).toContain('The redacted audio');
    expect(clock.now - started).toBe(20_000);
  });

  it('does not check more often after a watch has seen the transcript end', async () => {
    const steps = service([NOT_YET, NOT_YET, NOT_YET, READY], [at('queued'), COMPLETED]);
    const { client, slept } = scripted(steps);
    let woken = 0;
    const until = () => (woken++, Promise.resolve());
    await client.transcribe('https://example.com/a.mp3', params, { redactedAudio: true, until });
    expect(woken).toBe(1);
    expect(slept).toHaveLength(3);
  });
});
