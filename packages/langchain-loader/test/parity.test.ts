import { readFile } from 'node:fs/promises';
import {
  AudioSubtitleLoader as CommunitySubtitleLoader,
  AudioTranscriptLoader as CommunityTranscriptLoader,
  AudioTranscriptParagraphsLoader as CommunityParagraphsLoader,
  AudioTranscriptSentencesLoader as CommunitySentencesLoader,
} from '@langchain/community/document_loaders/web/assemblyai';
import {
  AudioSubtitleLoader,
  AudioTranscriptLoader,
  AudioTranscriptParagraphsLoader,
  AudioTranscriptSentencesLoader,
} from '@aai-connectors/langchain';
import { createClient } from '@aai-connectors/core/node';
import type { BaseServiceParams, CreateTranscriptParameters, TranscribeParams } from 'assemblyai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordingPath, isVirtual, type StandIn, startStandIn } from '@aai-connectors/stand-in';

const REASON = 'Download error to https://example.com/gone.mp3, 403 Client Error';
const PARAMS = { speaker_labels: true };

describe('the drop-in loaders return what the community loaders return', () => {
  let standIn: StandIn;
  const ids: string[] = [];
  let failed: string;

  beforeAll(async () => {
    standIn = await startStandIn({
      clock: 'manual',
      seed: [{ audio_url: 'https://example.com/gone.mp3', status: 'error', error: REASON }],
    });
    if (!isVirtual(standIn.clock)) throw new Error('The clock must stand still.');
    const client = createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts });
    const sources = [
      { audio_url: 'https://assembly.ai/wildfires.mp3', ...PARAMS },
      { audio_url: standIn.audio['dialogue']!, ...PARAMS },
      { audio_url: standIn.audio['dialogue']!, multichannel: true },
      { audio_url: standIn.audio['jfk']! },
    ];
    failed = (await client.transcripts.list({ status: 'error' })).transcripts[0]!.id;
    for (const params of sources) ids.push((await client.transcripts.submit(params)).id);
    await standIn.clock.advance(120_000);
  });
  afterAll(() => standIn.close());

  const options = () => ({ apiKey: standIn.keys[0]!, baseUrl: standIn.hosts.api });
  const contents = async (loader: { load(): Promise<{ pageContent: string }[]> }): Promise<string[]> =>
    (await loader.load()).map(({ pageContent }) => pageContent);

  it.each([
    ['text', AudioTranscriptLoader, CommunityTranscriptLoader],
    ['paragraphs', AudioTranscriptParagraphsLoader, CommunityParagraphsLoader],
    ['sentences', AudioTranscriptSentencesLoader, CommunitySentencesLoader],
  ] as const)('as %s', async (_, Ours, Theirs) => {
    for (const id of ids) {
      const theirs = await new Theirs(id, options()).load();
      const ours = await new Ours(id, { ...options(), metadata: 'full' }).load();
      expect(ours.map(({ pageContent }) => pageContent)).toEqual(theirs.map(({ pageContent }) => pageContent));
      expect(theirs.length).toBeGreaterThan(0);
      // With full metadata nothing is missing that somebody may rely on.
      theirs.forEach(({ metadata }, index) => expect(ours[index]!.metadata).toMatchObject(metadata));
    }
  });

  it.each(['srt', 'vtt'] as const)('as %s subtitles', async (format) => {
    for (const id of ids) {
      expect(await contents(new AudioSubtitleLoader(id, format, options()))).toEqual(
        await contents(new CommunitySubtitleLoader(id, format, options())),
      );
    }
  });

  it('except for smaller metadata', async () => {
    const size = (documents: { metadata: object }[]): number =>
      Math.max(...documents.map(({ metadata }) => JSON.stringify(metadata).length));
    const [id] = ids as [string];
    const theirs = size(await new CommunityTranscriptLoader(id, options()).load());
    const ours = size(await new AudioTranscriptLoader(id, options()).load());
    expect(ours).toBeLessThan(1024);
    expect(theirs).toBeGreaterThan(20 * ours);
  });

  it('and a reason instead of a TypeError', async () => {
    await expect(new CommunityTranscriptLoader(failed, options()).load()).rejects.toThrow(TypeError);
    await expect(new AudioTranscriptLoader(failed, options()).load()).rejects.toMatchObject({
      code: 'transcript_failed',
      message: REASON,
      transcriptId: failed,
    });
  });
});

describe('the drop-in loaders accept what the community loaders accept', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startStandIn();
  });
  afterAll(() => standIn.close());

  const path = recordingPath('jfk.wav');
  const given: Readonly<Record<string, () => Promise<TranscribeParams | CreateTranscriptParameters>>> = {
    'the path of a file': async () => ({ audio: path, punctuate: false }),
    'a file: link': async () => ({ audio: `file://${path}` }),
    'the path as audio_url': async () => ({ audio_url: path, language_code: null }),
    'a link': async () => ({ audio: standIn.audio['jfk']! }),
    'the link as audio_url': async () => ({ audio_url: standIn.audio['jfk']!, speaker_labels: true }),
    bytes: async () => ({ audio: await readFile(path) }),
    'a data: link': async () => ({ audio: `data:audio/wav;base64,${await readFile(path, 'base64')}` }),
  };

  it.each(Object.entries(given))('%s', { concurrent: true }, async (_, params) => {
    const options = (): Partial<BaseServiceParams> => ({
      apiKey: standIn.keys[0]!,
      baseUrl: standIn.hosts.api,
      userAgent: { integration: { name: 'LangChainJS', version: '1.0.1' } },
    });
    const [[ours], [theirs]] = await Promise.all([
      new AudioTranscriptLoader(await params(), options()).load(),
      new CommunityTranscriptLoader(await params(), options()).load(),
    ]);
    expect(ours!.pageContent).toContain('country');
    expect(ours!.pageContent).toBe(theirs!.pageContent);
  });
});
