import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { Transcript, Utterance, Word } from '../../src/model.ts';

export const word = (text: string, start: number, end: number, more: Partial<Word> = {}): Word => ({
  text,
  start,
  end,
  confidence: 0.9,
  ...more,
});

/** Consecutive words, each 300 ms long and followed by 100 ms of silence. */
export const wordsOf = (text: string, more: Partial<Word> = {}, from = 0): Word[] =>
  text.split(' ').map((part, index) => word(part, from + index * 400, from + index * 400 + 300, more));

export const utterance = (speaker: string, text: string, from: number): Utterance => {
  const words = wordsOf(text, { speaker }, from);
  return { text, speaker, words, start: from, end: words.at(-1)!.end, confidence: 0.9 };
};

export const transcript = (fields: Partial<Transcript> = {}): Transcript =>
  ({ id: 't-1', status: 'completed', audio_url: 'https://example.com/call.mp3', ...fields }) as Transcript;

export const conversation = (
  ...turns: readonly (readonly [speaker: string, text: string, from: number])[]
): Transcript => transcript({ utterances: turns.map(([speaker, text, from]) => utterance(speaker, text, from)) });

export const fixture = (name: string): Transcript =>
  JSON.parse(readFileSync(new URL(`../fixtures/formats/${name}.json`, import.meta.url), 'utf8')) as Transcript;

export const wildfires = fixture('transcript-response-completed-speaker-labels');

const awkward = fc.constantFrom(
  '-->',
  '--->',
  '<b>',
  '</v>',
  '&amp;',
  'a\n\nb',
  '',
  ' ',
  '\u0000',
  '今日は良い天気です。',
  '👩‍👩‍👧',
  'é',
  '1',
  'Dr.',
  'end.',
  '\ufeff',
  '\u200b',
  'x'.repeat(90),
);

export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[A-Za-z]{1,12}[.,?!]?$/) },
  { weight: 2, arbitrary: awkward },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);

const anyTime = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 20 * 3_600_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -5, 12.5, Number.NaN, Number.POSITIVE_INFINITY) },
);

export const anyWord = (text = anyText): fc.Arbitrary<Word> =>
  fc.record({
    text,
    start: anyTime,
    end: anyTime,
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    speaker: fc.constantFrom('A', 'B', 'C', null),
  });

/** Words with realistic times: consecutive, some after a pause. */
export const anySpeech = (text = anyText): fc.Arbitrary<Word[]> =>
  fc
    .array(fc.tuple(anyWord(text), fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 900 })), {
      maxLength: 80,
    })
    .map((items) => {
      let at = 0;
      return items.map(([item, pause, length]) => {
        const start = at + pause;
        at = start + length;
        return { ...item, start, end: at };
      });
    });

/** Words with realistic or random times. */
export const anyWords = (text = anyText): fc.Arbitrary<Word[]> =>
  fc.oneof(anySpeech(text), fc.array(anyWord(text), { maxLength: 60 }));
