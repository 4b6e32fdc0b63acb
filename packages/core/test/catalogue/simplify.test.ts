import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENTRIES, EVENTS, findEntry, inputFileName, type OutputField, sampleOf, simplified } from '../../src/index.ts';

const transcribe = findEntry('transcribe')!;
const ALL = [...ENTRIES, ...EVENTS];

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/catalogue/${name}`, import.meta.url), 'utf8'));

describe('a simple output', () => {
  it('has the declared names, and nothing empty', () => {
    const transcript = {
      id: 't1',
      status: 'completed',
      audio_url: 'https://cdn.assemblyai.com/upload/17c0f3bb-1f3a-4a62-9ac6-3f1e8a7c6a11',
      text: 'Hello.',
      confidence: 0,
      punctuate: true,
      summary: null,
      chapters: [],
      webhook_status_code: 200,
      words: [{ text: 'Hello.' }],
      utterances: [{ speaker: 'A', text: 'Hello.', start: 0, end: 9, words: [{ text: 'Hello.' }] }],
      auto_highlights_result: { status: 'success', results: [{ text: 'Hello', count: 1, rank: 0.1, timestamps: [] }] },
      content_safety_labels: { status: 'unavailable', results: [], summary: {} },
      translated_texts: { de: 'Hallo.' },
    };
    expect(simplified(transcribe, transcript)).toEqual({
      id: 't1',
      status: 'completed',
      text: 'Hello.',
      audio_url: transcript.audio_url,
      confidence: 0,
      utterances: [{ speaker: 'A', text: 'Hello.', start: 0, end: 9 }],
      key_phrases: [{ text: 'Hello', count: 1, rank: 0.1 }],
      translations: { de: 'Hallo.' },
    });
  });

  it('of a transcript with all features has each under a plain name', () => {
    const all = fixture('transcript-response-full.json');
    expect(Object.keys(simplified(transcribe, all) as object)).toEqual([
      'id',
      'status',
      'text',
      'audio_url',
      'file_name',
      'audio_duration',
      'confidence',
      'language_code',
      'language_confidence',
      'utterances',
      'summary',
      'chapters',
      'key_phrases',
      'entities',
      'topics',
      'topic_segments',
      'sensitive_content',
      'sensitive_segments',
    ]);
    expect(JSON.stringify(simplified(transcribe, all)).length).toBeLessThan(JSON.stringify(all).length);
  });

  it('has one text summary, from either feature', () => {
    const understood = (summarization: object): object => ({ speech_understanding: { response: { summarization } } });
    const summaryOf = (result: object): unknown => simplified(transcribe, result);
    expect(summaryOf({ summary: '- Hello.' })).toEqual({ summary: '- Hello.' });
    expect(summaryOf(understood({ block_summary: 'They greet.', summary: ['Hello.'] }))).toEqual({
      summary: 'They greet.',
    });
    expect(summaryOf(understood({ summary: ['Hello.', 'Bye.'], bullets: ['Hello.'] }))).toEqual({
      summary: 'Hello.\nBye.',
      summary_bullets: ['Hello.'],
    });
  });

  it('of a language model is its answer', () => {
    const chat = {
      request_id: 'r',
      choices: [{ message: { role: 'assistant', content: 'Hi!' }, finish_reason: 'stop' }],
    };
    expect(simplified(findEntry('llm_chat')!, chat)).toEqual({ answer: 'Hi!', finish_reason: 'stop', request_id: 'r' });
    const answers = [{ question: 'Who?', answer: 'Ann' }];
    expect(simplified(findEntry('lemur_question_answer')!, { response: answers })).toEqual({ answers });
  });

  it('takes any JSON and invents nothing', () => {
    const leaves = (value: unknown): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];
    fc.assert(
      fc.property(fc.constantFrom(...ALL), fc.jsonValue(), (entry, value) => {
        const known = new Set(leaves(value));
        expect(leaves(simplified(entry, value)).filter((leaf) => !known.has(leaf))).toEqual([]);
      }),
    );
  });

  it('reads what every object inherits as missing', () => {
    const output: readonly OutputField[] = [
      { key: 'a', from: 'constructor.name', label: 'A', type: 'text' },
      { key: 'b', from: '__proto__', label: 'B', type: 'object' },
    ];
    expect(simplified({ output }, {})).toEqual({});
  });
});

describe('the names of outputs', () => {
  const fields = ALL.flatMap(({ id, output }) => output.map((field) => ({ id, ...field })));

  it('are plain snake case, at most one step deep', () => {
    expect(fields.filter(({ key }) => !/^[a-z]+(_[a-z]+)*(\[\])?(\.[a-z]+(_[a-z]+)*)?$/.test(key))).toEqual([]);
  });

  it('mean the same everywhere: one label and one type each', () => {
    const meanings = new Map<string, Set<string>>();
    for (const { key, label, type } of fields) {
      const name = key.replace(/^transcripts\[\]\./, '');
      meanings.set(name, (meanings.get(name) ?? new Set()).add(`${label}: ${type}`));
    }
    expect([...meanings].filter(([, some]) => some.size > 1)).toEqual([]);
  });
});

describe('the name of the audio file', () => {
  const nameOf = (audio_url: unknown): string | undefined => inputFileName(transcribe, { audio_url });
  const data = new Uint8Array(1);

  it.each([
    [{ data, name: 'call.wav' }, 'call.wav'],
    [{ data, name: 'C:\\calls\\call 1.wav' }, 'call 1.wav'],
    [{ data, name: 'Notes' }, 'Notes'],
    ['https://example.com/calls/2026%2F01/call%201.mp3?token=s3cret#t=1', 'call 1.mp3'],
    [new URL('https://example.com/call.mp3'), 'call.mp3'],
    ['https://example.com/%E0%A4%A.mp3', '%E0%A4%A.mp3'],
  ])('is known of %o', (media, name) => {
    expect(nameOf(media)).toBe(name);
  });

  it.each([
    [data],
    [{ data }],
    [{ data, name: ' ' }],
    ['https://example.com'],
    ['https://example.com/watch'],
    ['https://example.com/.mp3'],
    ['https://cdn.assemblyai.com/upload/call.mp3'],
    ['file:///home/ann/call.mp3'],
    ['call.mp3'],
    [undefined],
  ])('is unknown of %o', (media) => {
    expect(nameOf(media)).toBeUndefined();
  });

  it('comes with the transcript: from the step that has the file, else from the link', () => {
    const audio_url = 'https://example.com/call.mp3';
    expect(simplified(transcribe, { id: 't', audio_url })).toEqual({ id: 't', audio_url, file_name: 'call.mp3' });
    expect(simplified(transcribe, { id: 't' }, 'my.wav')).toEqual({ id: 't', file_name: 'my.wav' });
    expect(simplified(findEntry('get_sentences')!, { id: 't' }, 'my.wav')).toEqual({ id: 't' });
    const listed = simplified(findEntry('list_transcripts')!, { transcripts: [{ audio_url }, { id: 'u' }] }, 'my.wav');
    expect(listed).toEqual({ transcripts: [{ audio_url, file_name: 'call.mp3' }, { id: 'u' }] });
  });
});

describe('the sample', () => {
  it.each(ALL.map((entry) => [entry.id, entry] as const))('of %s has what comes without asking', (_, entry) => {
    const keys = Object.keys(sampleOf(entry) as object);
    const tops = (fields: readonly OutputField[]): string[] => [
      ...new Set(fields.map(({ key }) => key.split(/[.[]/)[0]!)),
    ];
    expect(tops(entry.output)).toEqual(expect.arrayContaining(keys));
    expect(keys).toEqual(expect.arrayContaining(tops(entry.output.filter(({ optional }) => optional !== true))));
  });

  it('of a plain transcription has no results of features', () => {
    expect(Object.keys(sampleOf(transcribe) as object)).toEqual([
      'id',
      'status',
      'text',
      'audio_url',
      'file_name',
      'audio_duration',
      'confidence',
      'language_code',
      'speech_model',
      'utterances',
    ]);
  });
});
