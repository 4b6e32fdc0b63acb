import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEntry, simplified, withoutWords } from '../../src/index.ts';

const { output, sample } = findEntry('transcribe')!;

describe('the fields of a result', () => {
  it('exclude the list of words but keep other words', () => {
    const keys = ['text', 'words', 'words[].text', 'utterances[].words', 'words_total'];
    const fields = keys.map((key) => ({ key, label: key, type: 'text' as const }));
    expect(withoutWords(fields).map(({ key }) => key)).toEqual(['text', 'utterances[].words', 'words_total']);
  });
});

describe('a simplified result', () => {
  it('contains the declared fields that are not empty', () => {
    const transcript = {
      id: 't1',
      status: 'completed',
      text: 'Hello.',
      confidence: 0,
      punctuate: true,
      summary: null,
      chapters: [],
      words: [{ text: 'Hello.' }],
      utterances: [{ speaker: 'A', text: 'Hello.', start: 0, end: 9, words: [{ text: 'Hello.' }] }],
      auto_highlights_result: { status: 'success', results: [{ text: 'Hello', count: 1, rank: 0.1, timestamps: [] }] },
      content_safety_labels: { status: 'unavailable', results: [], summary: {} },
    };
    expect(simplified(output, transcript)).toEqual({
      id: 't1',
      status: 'completed',
      text: 'Hello.',
      confidence: 0,
      utterances: [{ speaker: 'A', text: 'Hello.', start: 0, end: 9 }],
      auto_highlights_result: { results: [{ text: 'Hello', count: 1, rank: 0.1 }] },
    });
  });

  it('of a recorded transcript is smaller and keeps the text', () => {
    const short = simplified(output, sample) as { readonly text: string };
    expect(short.text).toBe((sample as { readonly text: string }).text);
    expect(JSON.stringify(short).length).toBeLessThan(JSON.stringify(sample).length);
  });

  it('contains only values of its input, for any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        const short: unknown = simplified(output, value);
        expect(JSON.stringify(short).length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
