import { PASSAGE_UNITS, type Transcript } from '@aai-connectors/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssemblyAILoader, type AssemblyAILoaderOptions, type TranscriptDocument } from '../src/index.ts';
import { fixture, wildfires } from './api.ts';

const load = (transcript: Transcript, options: Partial<AssemblyAILoaderOptions> = {}): Promise<TranscriptDocument[]> =>
  AssemblyAILoader.fromTranscript(transcript, options).load();
const bytes = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;
const transcript = (more: Partial<Transcript>): Transcript =>
  ({ id: 't-1', status: 'completed', audio_url: 'https://example.com/call.mp3', ...more }) as Transcript;

/** Twenty thousand words in sentences of ten, of two speakers. */
function long(): Transcript {
  const words = Array.from({ length: 20_000 }, (_, index) => ({
    text: index % 10 === 9 ? 'end.' : `word${index}`,
    start: index * 400,
    end: index * 400 + 300,
    confidence: 0.9,
    speaker: index % 200 < 100 ? 'A' : 'B',
  }));
  const groups = Array.from({ length: 200 }, (_, at) => words.slice(at * 100, at * 100 + 100));
  const utterances = groups.map((group) => ({
    speaker: group[0]!.speaker,
    text: group.map(({ text }) => text).join(' '),
    start: group[0]!.start,
    end: group.at(-1)!.end,
    confidence: 0.9,
    words: group,
  }));
  const chapters = [
    { gist: 'Start', headline: 'How it began', summary: 'They begin.', start: 0, end: 4_000_000 },
    { gist: 'End', headline: 'How it ended', summary: 'They end.', start: 4_000_000, end: 8_000_000 },
  ];
  return transcript({
    text: words.map(({ text }) => text).join(' '),
    words,
    utterances,
    chapters,
    auto_chapters: true,
    summary: '- It was long.',
    summarization: true,
    language_code: 'en_us',
  });
}

describe('documents of a transcript', () => {
  it('are small and flat, and name their source', async () => {
    const documents = await load(wildfires, { unit: 'utterances' });
    expect(documents).toHaveLength(wildfires.utterances!.length);
    const [first] = wildfires.utterances!;
    expect(documents[0]).toMatchObject({
      pageContent: first!.text,
      metadata: {
        source: 'https://assembly.ai/wildfires.mp3',
        transcript_id: wildfires.id,
        unit: 'utterances',
        index: 0,
        start_ms: first!.start,
        end_ms: first!.end,
        start_time: '00:00:00',
        speaker: 'A',
        link: `https://assembly.ai/wildfires.mp3#t=${first!.start / 1000},${first!.end / 1000}`,
      },
    });
    for (const { metadata } of documents) {
      for (const value of Object.values(metadata)) expect(['string', 'number']).toContain(typeof value);
    }
  });

  it("contain the API's data with full metadata", async () => {
    const [document] = await load(wildfires, { unit: 'utterances', metadata: 'full' });
    expect(document!.metadata).toMatchObject({
      words: wildfires.utterances![0]!.words,
      start_ms: wildfires.utterances![0]!.start,
    });
    const [whole] = await load(wildfires, { metadata: 'full' });
    expect(whole!.metadata).toMatchObject({ ...wildfires, unit: 'text' });
  });

  it('use the given speaker names', async () => {
    const documents = await load(wildfires, { unit: 'utterances', speakerNames: { A: 'Host' } });
    expect(new Set(documents.map(({ metadata }) => metadata.speaker))).toEqual(new Set(['Host', 'B']));
  });

  it('have stable, unique IDs', async () => {
    const ids = async (options: Partial<AssemblyAILoaderOptions>): Promise<string[]> =>
      (await load(wildfires, options)).map(({ id }) => id!);
    const all = [
      ...(await ids({ unit: 'sentences' })),
      ...(await ids({ unit: 'utterances' })),
      ...(await ids({ unit: 'words', window: { words: 20 } })),
      ...(await ids({ unit: 'words', window: { words: 30 } })),
      ...(await ids({ unit: 'text' })),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(await ids({ unit: 'sentences' })).toEqual(await ids({ unit: 'sentences' }));
    for (const id of all) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    // Written down once: an id that changes with a release would double everybody's vectors.
    expect((await ids({ unit: 'text' }))[0]).toBe('dcbea112-ee62-8c74-a959-a8b2548e5b54');
  });

  it('have the same IDs however the window options are written', async () => {
    const ids = async (window: NonNullable<AssemblyAILoaderOptions['window']>): Promise<string[]> =>
      (await load(wildfires, { unit: 'words', window })).map(({ id }) => id!);
    expect(await ids({ words: 20, overlap: 5 })).toEqual(await ids({ overlap: 5, words: 20 }));
    expect(await ids({ words: 20 })).toEqual(await ids({ words: 20, overlap: undefined }));
    expect(await ids({ words: 20 })).not.toEqual(await ids({ seconds: 20 }));
  });

  it('shorten a long headline', async () => {
    const headline = `The wildfires of Canada ${'and so on '.repeat(40)}`;
    const chaptered = { ...wildfires, chapters: [{ gist: '', headline, summary: '', start: 0, end: 9e6 }] };
    const [document] = await load(chaptered, { unit: 'sentences' });
    expect(document!.metadata.chapter).toMatch(/^The wildfires of Canada and so on .*…$/);
    expect(bytes(document!.metadata.chapter)).toBeLessThanOrEqual(120);
  });

  it.each(PASSAGE_UNITS.map(({ id }) => id))('of 20 000 words have less than 1 KB of metadata (%s)', async (unit) => {
    const documents = await load(long(), { unit });
    expect(documents.length).toBeGreaterThan(0);
    for (const { metadata } of documents) expect(bytes(metadata)).toBeLessThan(1024);
    const spoken = documents.map(({ pageContent }) => pageContent).join(' ');
    if (unit !== 'chapters' && unit !== 'summary') expect(spoken).toContain('word19998 end.');
  });

  it('of 20,000 words can be windows that contain every word', async () => {
    const documents = await load(long(), { unit: 'words', window: { seconds: 30, overlap: 5 } });
    const words = new Set(documents.flatMap(({ pageContent }) => pageContent.split(' ')));
    for (let index = 0; index < 20_000; index += 10) expect(words.has(`word${index}`)).toBe(true);
    expect(documents.at(-1)!.metadata).toMatchObject({
      end_ms: 7_999_900,
      end_time: '02:13:19',
      chapter: 'How it ended',
    });
  });

  it('have under 1 KB of scalar metadata, whatever the API returns', async () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2000 }),
      fc.constant('"\\\u0000😀'.repeat(300)),
      fc.constant('\ud83d'.repeat(500)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          id: nasty,
          url: fc.webUrl({ withQueryParameters: true }),
          tail: nasty,
          speakers: fc.array(nasty, { minLength: 1, maxLength: 30 }),
          named: nasty,
          headline: nasty,
          language: nasty,
          unit: fc.constantFrom(...PASSAGE_UNITS.map((unit) => unit.id)),
        }),
        async ({ id, url, tail, speakers, named, headline, language, unit }) => {
          const words = speakers.map((speaker, at) => ({
            text: at % 3 === 2 ? 'Hi.' : 'Hi',
            start: at * 1e11,
            end: 1e12,
            confidence: 1 / 3,
            speaker,
            channel: speaker,
          }));
          const made = transcript({
            id,
            audio_url: url + encodeURIComponent(tail.replace(/\p{Cs}/gu, '')),
            text: words.map(({ text }) => text).join(' '),
            language_code: language,
            multichannel: true,
            confidence: 1 / 3,
            words,
            utterances: words.map((word) => ({ ...word, words: [word] })) as never,
            chapters: [{ start: 0, end: 5, gist: headline, headline, summary: 'They speak.' }],
            summary: 'Hi.',
          });
          const documents = await load(made, { unit, speakerNames: { [speakers[0]!]: named } });
          expect(documents.length).toBeGreaterThan(0);
          for (const { metadata } of documents) {
            expect(bytes(metadata)).toBeLessThan(1024);
            for (const value of Object.values(metadata)) expect(['string', 'number']).toContain(typeof value);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('contain the channel', async () => {
    const documents = await load(fixture('transcript-response-multichannel'), { unit: 'utterances' });
    expect(documents.map(({ metadata }) => [metadata.channel, metadata.speaker])).toEqual([
      ['1', '1'],
      ['2', '2'],
    ]);
  });

  it('contain the chapter headline, and can be chapters', async () => {
    const { chapters } = fixture('transcript-response-auto-chapters');
    const chaptered = { ...wildfires, chapters: chapters! };
    const sentences = await load(chaptered, { unit: 'sentences' });
    const { chapter: known } = sentences[1]!.metadata;
    expect(chapters![0]!.headline.startsWith(known!.replace(/…$/, ''))).toBe(true);
    expect(known!.length).toBeGreaterThan(80);
    const [chapter] = await load(chaptered, { unit: 'chapters' });
    expect(chapter!.pageContent).toContain(chapters![0]!.summary);
  });

  it('of a transcript without speakers can be any unit but utterances', async () => {
    const { utterances: _, words, ...rest } = wildfires;
    const plain = { ...rest, words: words!.map(({ speaker: __, ...word }) => word) };
    const sentences = await load(plain, { unit: 'sentences' });
    expect(sentences.length).toBeGreaterThan(5);
    for (const { metadata } of sentences) expect(metadata).not.toHaveProperty('speaker');
    await expect(load(plain, { unit: 'utterances' })).rejects.toMatchObject({
      code: 'bad_input',
      field: 'speaker_labels',
      transcriptId: wildfires.id,
    });
  });

  it('are split in languages without spaces too', async () => {
    const text = '今日は良い天気です。明日は雨が降るでしょう。';
    const words = [...'今日は良い天気です。'].map((character, index) => ({
      text: character,
      start: index * 100,
      end: index * 100 + 100,
      confidence: 0.9,
    }));
    const rest = [...'明日は雨が降るでしょう。'].map((character, index) => ({
      text: character,
      start: 2000 + index * 100,
      end: 2100 + index * 100,
      confidence: 0.9,
    }));
    const japanese = transcript({ text, words: [...words, ...rest], language_code: 'ja' });
    const documents = await load(japanese, { unit: 'sentences' });
    expect(documents.map(({ pageContent }) => pageContent)).toEqual([
      '今日は良い天気です。',
      '明日は雨が降るでしょう。',
    ]);
    expect(documents[1]!.metadata).toMatchObject({ start_ms: 2000, language: 'ja' });
  });

  it.each(PASSAGE_UNITS.map(({ id }) => id))('of silence are none (%s)', async (unit) => {
    expect(await load(transcript({ text: '', words: [], audio_duration: 12 }), { unit })).toEqual([]);
  });

  it('of an unfinished transcript are refused', async () => {
    const { error } = fixture('transcript-response-error-download-failed');
    await expect(load(transcript({ status: 'error', error: error! }))).rejects.toMatchObject({
      code: 'transcript_failed',
      message: error,
      transcriptId: 't-1',
    });
    await expect(load(transcript({ status: 'processing' }))).rejects.toMatchObject({ code: 'bad_input' });
    await expect(load(fixture('transcript-response-deleted'))).rejects.toMatchObject({ code: 'not_found' });
  });
});
