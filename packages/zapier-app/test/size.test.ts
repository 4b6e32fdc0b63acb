import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '@aai-connectors/host-zapier/emulator';
import { ENTRIES, findEntry } from '../src/core.ts';
import { resultOf } from '../src/output.ts';
import { fitting, LARGEST_RESULT, LEFT_OUT } from '../src/size.ts';

const getTranscript = findEntry('get_transcript')!;
const HOURS = 10;
/** Words in an hour of fast speech. */
const WORDS_PER_HOUR = 10_000;

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** A transcript of many hours with all analyses. @param word a word of the language */
function longTranscript(word: string): Record<string, unknown> {
  const words = Array.from({ length: HOURS * WORDS_PER_HOUR }, (_, at) => ({
    text: word,
    start: at * 360,
    end: at * 360 + 300,
    confidence: 0.98,
    speaker: 'A',
  }));
  const sentence = `${word} `.repeat(12).trim();
  const sentences = Array.from({ length: words.length / 12 }, (_, at) => ({
    text: sentence,
    start: at * 4_000,
    end: at * 4_000 + 3_900,
    confidence: 0.97,
    speaker: at % 2 === 0 ? 'A' : 'B',
  }));
  return {
    id: 't-1',
    status: 'completed',
    audio_url: 'https://example.com/board-meeting.mp3',
    audio_duration: HOURS * 3_600,
    text: words.map(({ text }) => text).join(' '),
    words,
    utterances: sentences.map((one) => ({
      ...one,
      words: words.slice(0, 12),
      translated_texts: { de: sentence, fr: sentence },
    })),
    sentiment_analysis_results: sentences.map((one) => ({ ...one, sentiment: 'NEUTRAL' })),
    entities: sentences.map(({ start, end }) => ({ entity_type: 'person_name', text: word, start, end })),
    iab_categories_result: {
      status: 'success',
      results: sentences.map(({ text }) => ({
        text,
        labels: Array.from({ length: 10 }, (_, at) => ({ relevance: 0.5, label: `Business>Industry>Number${at}` })),
      })),
      summary: { Business: 1 },
    },
    translated_texts: { de: `${word} `.repeat(words.length), fr: `${word} `.repeat(words.length) },
  };
}

describe('The result of a recording of ten hours', () => {
  it.each(['everything', '会議', 'réunion'])('with all analyses fits into what Zapier accepts: %s', (word) => {
    const transcript = longTranscript(word);
    expect(bytesOf(transcript)).toBeGreaterThan(LIMITS.outputCharacters);
    const result = resultOf(getTranscript, transcript);
    expect(bytesOf(result)).toBeLessThanOrEqual(LARGEST_RESULT);
    expect(result).toMatchObject({ id: 't-1', text: transcript['text'] });
    expect(result).not.toHaveProperty('words');
    expect(result[LEFT_OUT]).toContain('Topic Segments');
    expect(result[LEFT_OUT]).toContain('JSON');
    expect(String(result[LEFT_OUT]).length).toBeLessThan(400);
  });

  it('with speakers only is complete', () => {
    const { id, status, text, words, audio_url } = longTranscript('everything');
    const utterances = (words as object[]).slice(0, 5_000);
    const result = resultOf(getTranscript, { id, status, text, words, audio_url, utterances });
    expect(result).not.toHaveProperty(LEFT_OUT);
    expect(result).toHaveProperty('utterances');
  });
});

describe('A list of records', () => {
  it('that is too long for Zapier has its first items', () => {
    const list = findEntry('list_transcripts')!;
    const transcripts = Array.from({ length: 30_000 }, (_, at) => ({
      id: `t-${at}`,
      status: 'completed',
      created: '2026-01-15T12:00:00',
      audio_url: `https://example.com/${'a'.repeat(200)}.mp3`,
    }));
    const result = resultOf(list, { transcripts }) as { transcripts: { id: string }[] };
    expect(bytesOf(result)).toBeLessThanOrEqual(LARGEST_RESULT);
    expect(result.transcripts.length).toBeGreaterThan(10_000);
    expect(result.transcripts[0]!.id).toBe('t-0');
  });
});

it('leaves out nothing of a result that fits', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ENTRIES), fc.dictionary(fc.string(), fc.jsonValue()), (entry, result) => {
      expect(fitting(entry, result)).toEqual(result);
    }),
  );
});
