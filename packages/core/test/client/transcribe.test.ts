import { describe, expect, it } from 'vitest';
import { scripted, thrownBy, transcript } from '../support/scripted.ts';

const UPLOADED = 'https://cdn.assemblyai.com/upload/u-1';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function textOf(body: unknown): Promise<string> {
  let text = '';
  for await (const piece of body as AsyncIterable<Uint8Array>) text += new TextDecoder().decode(piece);
  return text;
}

describe('transcribe', () => {
  it('submits a link unchanged, and waits', async () => {
    const { client, sent } = scripted([{ json: transcript({ status: 'queued' }) }, { json: transcript() }]);
    const done = await client.transcribe('https://example.com/a.mp3', {
      speaker_labels: false,
      speakers_expected: 0,
      language_code: undefined,
    });
    expect(done.text).toBe('Hello.');
    expect(JSON.parse(sent[0]?.body as string)).toEqual({
      audio_url: 'https://example.com/a.mp3',
      speaker_labels: false,
      speakers_expected: 0,
    });
  });

  it('uploads bytes first, with their length and progress', async () => {
    const progress: [number, number | undefined][] = [];
    const { client, sent } = scripted([
      async ({ body }) => {
        expect(await textOf(body)).toBe('RIFF');
        return { json: { upload_url: UPLOADED } };
      },
      { json: transcript({ status: 'queued' }) },
      { json: transcript() },
    ]);
    await client.transcribe(
      bytes('RIFF'),
      {},
      { onProgress: (sentBytes, total) => void progress.push([sentBytes, total]) },
    );
    expect(sent[0]).toMatchObject({ url: 'https://api.assemblyai.com/v2/upload', body: { size: 4 } });
    expect(progress).toEqual([[4, 4]]);
    expect(JSON.parse(sent[1]?.body as string)).toEqual({ audio_url: UPLOADED });
  });

  it('adds the ID of the billed job to every failure after the submission', async () => {
    for (const step of [
      { status: 401, json: { error: 'no' } },
      { status: 404, json: { error: 'Not found' } },
      { json: transcript({ status: 'error', error: 'Download error' }) },
      { json: transcript({ status: 'processing' }) },
    ]) {
      const { client } = scripted((request) =>
        request.method === 'POST' ? { json: transcript({ status: 'queued' }) } : step,
      );
      const error = await thrownBy(client.transcribe('https://example.com/a.mp3', {}, { deadlineMs: 5_000 }));
      expect(error).toMatchObject({ transcriptId: 't-1' });
    }
  });

  it('finds the job of a lost response instead of submitting again', async () => {
    const created = '2026-01-01T00:00:01.000000';
    const { client, sent } = scripted([
      { text: '{"id": "t-' },
      {
        json: {
          page_details: {},
          transcripts: [
            { id: 'other', audio_url: 'https://example.com/b.mp3', created },
            { id: 'else', audio_url: 'https://example.com/a.mp3', created },
            { id: 't-1', audio_url: 'https://example.com/a.mp3', created },
            { id: 'old', audio_url: 'https://example.com/a.mp3', created: '2025-12-01T00:00:00.000000' },
          ],
        },
      },
      { json: transcript({ id: 'else', status: 'queued', speaker_labels: false }) },
      { json: transcript({ status: 'queued', speaker_labels: true }) },
    ]);
    const submitted = await client.transcripts.submit({ audio_url: 'https://example.com/a.mp3', speaker_labels: true });
    expect(submitted.id).toBe('t-1');
    expect(sent.slice(2).map(({ url }) => url.split('/').at(-1))).toEqual(['else', 't-1']);
    expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('resumes by ID', async () => {
    const { client, sent } = scripted([{ json: transcript() }]);
    await expect(client.resume('t-1')).resolves.toMatchObject({ id: 't-1' });
    expect(sent[0]?.url).toMatch(/\/v2\/transcript\/t-1$/);
  });

  it('checks the parameters before it uploads', async () => {
    const { client, sent } = scripted([], {
      checkParams: (params) => {
        if (params['speaker_labels'] === params['multichannel']) throw new RangeError('both');
      },
    });
    await expect(client.transcribe(bytes('RIFF'), { speaker_labels: true, multichannel: true })).rejects.toThrow(
      'both',
    );
    expect(sent).toEqual([]);
  });

  it.each([
    '',
    'notes.wav',
    's3://bucket/a.mp3',
    'ftp://example.com/a.mp3',
    'file:///a.mp3',
    'https://www.youtube.com/watch?v=x',
    'data:audio/wav;base64,AA',
  ])('rejects the source %j before anything is sent', async (source) => {
    const { client, sent } = scripted([]);
    await expect(thrownBy(client.transcribe(source))).resolves.toMatchObject({ code: 'bad_input', field: 'audio_url' });
    expect(sent).toEqual([]);
  });
});
