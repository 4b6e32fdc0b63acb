import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findEntry } from '../../src/index.ts';

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

describe('samples are recorded responses of the API', () => {
  it.each([
    ['transcribe', 'transcript-response-full.json'],
    ['wait_for_transcript', 'transcript-response-full.json'],
    ['delete_transcript', 'transcript-response-deleted.json'],
    ['get_sentences', 'sentences-response.json'],
    ['get_paragraphs', 'paragraphs-response.json'],
    ['search_words', 'word-search-response.json'],
    ['list_transcripts', 'list-transcripts-response.json'],
    ['upload_file', 'upload-response.json'],
    ['lemur_task', 'lemur-task-response.json'],
    ['lemur_question_answer', 'lemur-question-answer-response.json'],
    ['lemur_purge', 'lemur-purge-response.json'],
    ['create_streaming_token', 'token-response.json'],
  ])('%s: %s', (id, name) => {
    const { sample } = findEntry(id)!;
    expect(isCutFrom(sample, JSON.parse(fixture(name)))).toEqual([]);
    expect(Object.keys(sample as object)).toEqual(Object.keys(JSON.parse(fixture(name)) as object));
  });

  it('in part: get_subtitles and get_redacted_audio', () => {
    const ready = JSON.parse(fixture('redacted-audio-response-ready.json')) as object;
    expect(findEntry('get_subtitles')!.sample).toMatchObject({ subtitles: fixture('subtitles.srt') });
    expect(findEntry('get_redacted_audio')!.sample).toMatchObject({ ...ready, ready: true, mime_type: 'audio/wav' });
  });

  it('and the comparison detects a changed value', () => {
    expect(isCutFrom({ a: [{ b: 1 }] }, { a: [{ b: 2 }, { b: 3 }] })).toEqual(['.a[0].b']);
    expect(isCutFrom({ a: [1, 2] }, { a: [1] })).toEqual(['.a']);
  });
});
