import { describe, expect, it } from 'vitest';
import { type Json, session, WILDFIRES } from './support.ts';

const textOf = async (params: Json, name = 'dialogue'): Promise<string> => {
  const { standIn, transcribe } = await session();
  return String((await transcribe({ audio_url: standIn.audio[name], ...params }))['text']);
};

describe('the spelling of the text', () => {
  it.each<[Json, string]>([
    [{}, 'He was not an ill disposed young man,'],
    [{ punctuate: false }, 'He was not an ill disposed young man'],
    [{ format_text: false }, 'he was not an ill disposed young man,'],
    [{ punctuate: false, format_text: false }, 'he was not an ill disposed young man'],
    [{ custom_spelling: [{ from: ['YOUNG man', 'x'], to: 'lad' }] }, 'He was not an ill disposed lad,'],
    [
      {
        custom_spelling: [
          { from: ['young'], to: 'Old' },
          { from: ['old'], to: 'New' },
        ],
      },
      'He was not an ill disposed Old man,',
    ],
  ])('with %j', async (params, expected) => {
    expect(await textOf(params, 'austen-0880')).toBe(expected);
  });
});

describe('speech_threshold', () => {
  it('fails a job with less speech, in the documented words', async () => {
    const { standIn, transcribe } = await session();
    const transcript = await transcribe({ audio_url: standIn.audio['jfk'], speech_threshold: 1 });
    expect(transcript).toMatchObject({ status: 'error', text: null });
    expect(transcript['error']).toMatch(
      /^Audio speech threshold 0\.\d{4} is below the requested speech threshold value 1\.0$/,
    );
    expect(await textOf({ speech_threshold: 0.5 }, 'jfk')).toContain('my fellow Americans');
  });
});

describe('language_detection', () => {
  it('names the language and how sure it is, and fails below the threshold', async () => {
    const { standIn, transcribe } = await session();
    const detect = { audio_url: standIn.audio['dialogue'], language_detection: true };
    const transcript = await transcribe(detect);
    expect(transcript).toMatchObject({ status: 'completed', language_code: 'en' });
    expect(transcript['language_confidence']).toBeGreaterThan(0.9);
    expect(await transcribe({ ...detect, language_confidence_threshold: 0.999 })).toMatchObject({
      status: 'error',
      error: expect.stringContaining('below the requested language confidence threshold value 0.999') as string,
    });
  });
});

const everything = {
  auto_highlights: true,
  content_safety: true,
  entity_detection: true,
  iab_categories: true,
  sentiment_analysis: true,
};

describe('audio intelligence', () => {
  it('replays what was recorded, for what was asked', async () => {
    const { transcribe } = await session();
    const transcript = await transcribe({
      audio_url: WILDFIRES,
      ...everything,
      auto_chapters: true,
      speaker_labels: true,
    });
    expect(transcript['chapters']).toMatchObject([{ gist: 'Smoggy air quality alerts across US' }, {}]);
    expect(transcript['content_safety_labels']).toMatchObject({
      status: 'success',
      summary: { disasters: expect.any(Number) as number },
    });
    expect(transcript['iab_categories_result']).toMatchObject({ status: 'success' });
    expect((transcript['entities'] as unknown[]).length).toBeGreaterThan(10);
    expect((transcript['utterances'] as { confidence: number }[])[0]!.confidence).toBeCloseTo(0.97, 1);
    expect(transcript['summary']).toBeNull();
    const plain = await transcribe({ audio_url: WILDFIRES });
    expect([plain['chapters'], plain['entities'], plain['utterances']]).toEqual([null, null, null]);
  });

  it('makes nothing up: quotes and counts, and says what is not available', async () => {
    const { standIn, transcribe } = await session();
    const transcript = await transcribe({ audio_url: standIn.audio['dialogue'], ...everything, summarization: true });
    const text = String(transcript['text']);
    for (const line of String(transcript['summary']).split('\n')) expect(text).toContain(line.replace(/^- /, ''));
    expect(transcript['content_safety_labels']).toMatchObject({ status: 'unavailable', results: [] });
    expect(transcript['iab_categories_result']).toMatchObject({ status: 'unavailable', results: [] });
    const { results } = transcript['auto_highlights_result'] as {
      results: { text: string; count: number; timestamps: unknown[] }[];
    };
    expect(results.length).toBeGreaterThan(0);
    for (const phrase of results) {
      expect(text.toLowerCase().replaceAll(/[.,?]/g, '')).toContain(phrase.text);
      expect(phrase.timestamps).toHaveLength(phrase.count);
    }
    expect(transcript['entities']).toMatchObject([{ text: 'Monday' }, { text: 'five working days' }]);
    const moods = transcript['sentiment_analysis_results'] as { text: string; sentiment: string }[];
    expect(moods.map((mood) => mood.text).join(' ')).toBe(text);
    expect(moods.find((mood) => mood.text.includes('broken'))?.sentiment).toBe('NEGATIVE');
    expect(moods.at(-1)?.sentiment).toBe('POSITIVE');
  });

  it.each([
    ['informative', 'headline', /^Thank you for calling .* today\?$/],
    ['catchy', 'gist', /^Thank you for calling the support$/],
    ['informative', 'paragraph', /^Thank you .* that\.$/],
    ['informative', 'bullets_verbose', /(^- .*\n){5,}/m],
  ])('sums up as %s %s', async (summary_model, summary_type, expected) => {
    const { standIn, transcribe } = await session();
    const transcript = await transcribe({
      audio_url: standIn.audio['dialogue'],
      summarization: true,
      summary_model,
      summary_type,
    });
    expect(transcript['summary']).toMatch(expected);
  });
});

describe('speech understanding of a submission', () => {
  it('names the speakers everywhere and translates nothing without saying so', async () => {
    const { standIn, transcribe } = await session();
    const transcript = await transcribe({
      audio_url: standIn.audio['dialogue'],
      speaker_labels: true,
      speech_understanding: {
        request: {
          speaker_identification: { speaker_type: 'role', known_values: ['Agent', 'Customer'] },
          translation: { target_languages: ['de'], match_original_utterance: true },
        },
      },
    });
    const turns = transcript['utterances'] as {
      speaker: string;
      translated_texts: { de: string };
      words: { speaker: string }[];
    }[];
    expect(turns.map(({ speaker }) => speaker).slice(0, 2)).toEqual(['Agent', 'Customer']);
    expect(turns[1]!.words[0]!.speaker).toBe('Customer');
    expect(turns[0]!.translated_texts.de).toMatch(/^\[stand-in: not translated into de\] Thank you/);
    expect(transcript['translated_texts']).toMatchObject({ de: expect.stringMatching(/^\[stand-in/) as string });
    expect(transcript['speech_understanding']).toMatchObject({
      response: { speaker_identification: { mapping: { A: 'Agent', B: 'Customer' } } },
    });
  });
});
