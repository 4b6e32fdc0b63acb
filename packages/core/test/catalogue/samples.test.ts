import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exampleResult, findEntry } from '../../src/index.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/catalogue/${name}`, import.meta.url), 'utf8');

/** Whether `sample` equals `original` except for shortened lists. */
function isCutFrom(sample: unknown, original: unknown, path = ''): string[] {
  if (Array.isArray(sample)) {
    if (!Array.isArray(original) || sample.length > original.length) return [path];
    return sample.flatMap((item, at) => isCutFrom(item, original[at], `${path}[${at}]`));
  }
  if (typeof sample === 'object' && sample !== null) {
    if (typeof original !== 'object' || original === null) return [path];
    return Object.entries(sample).flatMap(([key, value]) =>
      isCutFrom(value, (original as Record<string, unknown>)[key], `${path}.${key}`),
    );
  }
  return sample === original ? [] : [path];
}

/** Features of the vendor's example other than speaker labels. */
const FEATURES = [
  'language_detection',
  'webhook_auth',
  'auto_highlights',
  'filter_profanity',
  'redact_pii',
  'content_safety',
  'iab_categories',
  'auto_chapters',
  'summarization',
  'sentiment_analysis',
  'entity_detection',
];

describe('samples are what the API gave', () => {
  const resultOf = (id: string): unknown => exampleResult(findEntry(id)!);

  it.each([
    ['get_paragraphs', 'paragraphs-response.json'],
    ['search_words', 'word-search-response.json'],
    ['upload_file', 'upload-response.json'],
    ['lemur_question_answer', 'lemur-question-answer-response.json'],
    ['lemur_purge', 'lemur-purge-response.json'],
    ['create_streaming_token', 'token-response.json'],
  ])('%s: %s', (id, name) => {
    const sample = resultOf(id);
    expect(isCutFrom(sample, JSON.parse(fixture(name)))).toEqual([]);
    expect(Object.keys(sample as object)).toEqual(Object.keys(JSON.parse(fixture(name)) as object));
  });

  it.each(['transcribe', 'wait_for_transcript', 'get_transcript'])(
    '%s: transcript-response-full.json, with speaker labels alone',
    (id) => {
      const { speech_model_used: model, ...sample } = resultOf(id) as Readonly<Record<string, unknown>>;
      expect(model).toBeTypeOf('string');
      const full = JSON.parse(fixture('transcript-response-full.json')) as Readonly<Record<string, unknown>>;
      expect(Object.keys(sample)).toEqual(Object.keys(full));
      const changed = Object.keys(sample).filter((key) => isCutFrom(sample[key], full[key]).length > 0);
      expect(changed.filter((key) => sample[key] !== null && sample[key] !== false)).toEqual([]);
      expect(changed.filter((key) => typeof full[key] === 'boolean' && sample[key] === false).sort()).toEqual(
        [...FEATURES].sort(),
      );
    },
  );

  it('delete_transcript: transcript-response-deleted.json, with a flag', () => {
    const { deleted, ...record } = resultOf('delete_transcript') as Readonly<Record<string, unknown>>;
    expect([deleted, record]).toEqual([true, JSON.parse(fixture('transcript-response-deleted.json'))]);
  });

  it('get_sentences: sentences-response.json, with speakers', () => {
    const withoutSpeakers = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'speaker' ? undefined : part)));
    const [sample, original] = [resultOf('get_sentences'), JSON.parse(fixture('sentences-response.json')) as object];
    expect(isCutFrom(withoutSpeakers(sample), withoutSpeakers(original))).toEqual([]);
    expect(Object.keys(sample as object)).toEqual(Object.keys(original));
  });

  it('lemur_task: lemur-task-response.json, without white space around the answer', () => {
    const original = JSON.parse(fixture('lemur-task-response.json')) as { readonly response: string };
    expect(resultOf('lemur_task')).toEqual({ ...original, response: original.response.trim() });
  });

  it('list_transcripts: list-transcripts-response.json, cut to the last of its transcripts', () => {
    const original = JSON.parse(fixture('list-transcripts-response.json')) as { readonly transcripts: unknown[] };
    expect(resultOf('list_transcripts')).toEqual({ ...original, transcripts: original.transcripts.slice(-1) });
  });

  it('get_subtitles and get_redacted_audio, around what the API gave', () => {
    const ready = JSON.parse(fixture('redacted-audio-response-ready.json')) as object;
    expect(resultOf('get_subtitles')).toMatchObject({ subtitles: fixture('subtitles.srt') });
    expect(resultOf('get_redacted_audio')).toMatchObject({ ...ready, ready: true, mime_type: 'audio/wav' });
  });

  it('and the comparison detects a changed value', () => {
    expect(isCutFrom({ a: [{ b: 1 }] }, { a: [{ b: 2 }, { b: 3 }] })).toEqual(['.a[0].b']);
    expect(isCutFrom({ a: [1, 2] }, { a: [1] })).toEqual(['.a']);
  });
});
