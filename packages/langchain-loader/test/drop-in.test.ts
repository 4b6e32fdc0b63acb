import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import {
  AudioSubtitleLoader,
  AudioTranscriptLoader,
  AudioTranscriptParagraphsLoader,
  AudioTranscriptSentencesLoader,
} from '../src/index.ts';
import { fakeApi, fixture, wildfires } from './api.ts';

const link = 'https://example.com/a.mp3';

describe('the drop-in loaders', () => {
  it('return the whole text', async () => {
    const api = fakeApi();
    const [document, ...rest] = await new AudioTranscriptLoader(
      { audio: link, speaker_labels: true },
      api.config,
    ).load();
    expect(rest).toEqual([]);
    expect(document).toMatchObject({
      pageContent: wildfires.text,
      metadata: { source: link, transcript_id: 'job-1', unit: 'text' },
    });
    expect(api.asked[0]!.body).toEqual({ audio_url: link, speaker_labels: true });
  });

  it('accept the URL as audio_url, and do not change the parameters', async () => {
    const api = fakeApi();
    const params = { audio_url: link, punctuate: false };
    await new AudioTranscriptLoader(params, api.config).load();
    expect(api.asked[0]!.body).toEqual({ audio_url: link, punctuate: false });
    expect(params).toEqual({ audio_url: link, punctuate: false });
  });

  it('distinguish a URL and a path from a transcript ID', async () => {
    const api = fakeApi();
    api.put('t-1', wildfires);
    await new AudioTranscriptLoader(link, api.config).load();
    expect(api.asked[0]!.body).toEqual({ audio_url: link });
    await new AudioTranscriptLoader(fileURLToPath(import.meta.url), api.config).load();
    expect(api.count('POST', /upload$/)).toBe(1);
    const [document] = await new AudioTranscriptLoader('t-1', api.config).load();
    expect(document!.metadata.transcript_id).toBe('t-1');
    expect(api.count('POST', /transcript$/)).toBe(2);
  });

  it('accept bytes in any form', async () => {
    const api = fakeApi();
    const bytes = Buffer.from('RIFF');
    for (const audio of [
      bytes,
      'data:audio/wav;base64,UklGRg==',
      new DataView(new ArrayBuffer(8)),
      Readable.from([bytes]),
    ]) {
      await new AudioTranscriptLoader({ audio }, api.config).load();
    }
    expect(api.count('POST', /upload$/)).toBe(4);
  });

  it('use the key of the environment if the option is empty, like the community loader', () => {
    vi.stubEnv('ASSEMBLYAI_API_KEY', 'key');
    expect(() => new AudioTranscriptLoader({ audio: link }, { apiKey: '' })).not.toThrow();
    vi.stubEnv('ASSEMBLYAI_API_KEY', undefined);
    expect(() => new AudioTranscriptLoader({ audio: link }, { apiKey: '' })).toThrow('No AssemblyAI API key provided');
    vi.unstubAllEnvs();
  });

  it.each([
    ['sentences', AudioTranscriptSentencesLoader],
    ['paragraphs', AudioTranscriptParagraphsLoader],
  ] as const)('give the %s of the API', async (unit, Loader) => {
    const api = fakeApi();
    const answer = fixture<Record<string, { text: string }[]>>(`${unit}-response`)[unit]!;
    const documents = await new Loader({ audio: link }, api.config).load();
    expect(documents.map(({ pageContent }) => pageContent)).toEqual(answer.map(({ text }) => text));
    const full = await new Loader({ audio: link }, { ...api.config, metadata: 'full' }).load();
    full.forEach(({ metadata }, index) => expect(metadata).toMatchObject(answer[index]!));
  });

  it.each([
    ['srt', '1\n00:00:00,250 --> 00:00:06,382\nSmoke\n'],
    ['vtt', 'WEBVTT\n\n00:00.250 --> 00:06.382\nSmoke\n'],
  ] as const)('give the %s subtitles of the API, with metadata', async (format, subtitles) => {
    const api = fakeApi(undefined, { [`GET /v2/transcript/t-1/${format}`]: subtitles });
    api.put('t-1', { ...wildfires, status: 'completed' });
    const documents = await new AudioSubtitleLoader('t-1', format, api.config).load();
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({ pageContent: subtitles, metadata: { unit: format, transcript_id: 't-1' } });
  });

  it('return one document for a recording without speech', async () => {
    const api = fakeApi(() => ({ text: '', words: [] }));
    expect(await new AudioTranscriptLoader({ audio: link }, api.config).load()).toMatchObject([
      { pageContent: '', metadata: { source: link, unit: 'text', index: 0 } },
    ]);
    expect(await new AudioTranscriptSentencesLoader({ audio: link }, api.config).load()).toEqual([]);
  });

  it('report why a job failed, with its transcript ID', async () => {
    const failed = fixture('transcript-response-error-download-failed');
    const api = fakeApi(() => failed);
    for (const Loader of [AudioTranscriptLoader, AudioTranscriptSentencesLoader, AudioTranscriptParagraphsLoader]) {
      await expect(new Loader({ audio: link }, api.config).load()).rejects.toMatchObject({
        code: 'transcript_failed',
        message: failed.error,
        transcriptId: expect.stringMatching(/^job-/) as string,
      });
    }
    api.put('t-1', { status: 'error', error: 'File does not appear to contain audio.' });
    await expect(new AudioTranscriptLoader('t-1', api.config).load()).rejects.toThrow(
      'does not appear to contain audio',
    );
  });

  it('refuse invalid arguments', () => {
    const { config } = fakeApi();
    expect(() => new AudioTranscriptLoader({}, config)).toThrow('Audio or a transcript ID is missing');
    expect(() => new AudioSubtitleLoader('t-1', 'ass' as never, config)).toThrow(
      'Subtitle format ass is not supported',
    );
    expect(() => new AudioTranscriptLoader('t-1', { apiKey: ' ' })).toThrow('No AssemblyAI API key provided');
  });
});
