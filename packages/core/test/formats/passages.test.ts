import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkPassageOptions,
  checkPassageUnit,
  PASSAGE_UNITS,
  type PassageUnitId,
  passagesOf,
} from '../../src/index.ts';
import type { SpokenWord } from '../../src/formats/turns.ts';
import { windowsOf } from '../../src/formats/windows.ts';
import type { Chapter, Transcript } from '../../src/model.ts';
import { anyWords, conversation, fixture, transcript, wildfires, wordsOf } from './support.ts';

const texts = (made: readonly { readonly text: string }[]): string[] => made.map(({ text }) => text);
const chapter = (headline: string, start: number, end: number): Chapter => ({
  headline,
  gist: headline,
  summary: '',
  start,
  end,
});
const call = conversation(
  ['A', 'Hello there. How are you?', 0],
  ['B', 'I am fine. Thanks.', 5000],
  ['A', 'Good.', 9000],
);

describe('passages', () => {
  it('are the utterances with their speakers and times', () => {
    expect(passagesOf(call, 'utterances')).toMatchObject([
      { text: 'Hello there. How are you?', start: 0, end: 1900, speakers: ['A'], confidence: 0.9, channel: undefined },
      { text: 'I am fine. Thanks.', start: 5000, end: 6500, speakers: ['B'] },
      { text: 'Good.', start: 9000, end: 9300, speakers: ['A'] },
    ]);
  });

  it('are ordered by time', () => {
    const backwards = { ...call, utterances: [...call.utterances!].reverse() };
    expect(passagesOf(backwards, 'utterances')).toEqual(passagesOf(call, 'utterances'));
  });

  it('are turns if only the words have speakers', () => {
    const words = [...wordsOf('Yes.', { speaker: 'A' }), ...wordsOf('No.', { speaker: 'B' }, 1000)];
    expect(passagesOf(transcript({ text: 'Yes. No.', words }), 'utterances')).toMatchObject([
      { text: 'Yes.', speakers: ['A'] },
      { text: 'No.', speakers: ['B'] },
    ]);
  });

  it('contain the unchanged sentences and paragraphs of the API', () => {
    const { sentences } = fixture('sentences-response') as unknown as { sentences: { text: string; start: number }[] };
    const made = passagesOf({ ...wildfires, sentences } as unknown as Transcript, 'sentences');
    expect(texts(made)).toEqual(sentences.map(({ text }) => text));
    expect(made.map(({ start }) => start)).toEqual(sentences.map(({ start }) => start));
    expect(made[0]!.given).toBe(sentences[0]);
    expect(texts(passagesOf({ ...wildfires, paragraphs: sentences } as unknown as Transcript, 'paragraphs'))).toEqual(
      sentences.map(({ text }) => text),
    );
  });

  it('are split at punctuation and speaker changes without sentences of the API', () => {
    expect(texts(passagesOf(call, 'sentences'))).toEqual([
      'Hello there.',
      'How are you?',
      'I am fine.',
      'Thanks.',
      'Good.',
    ]);
    expect(texts(passagesOf(call, 'paragraphs'))).toEqual(['Hello there. How are you?', 'I am fine. Thanks.', 'Good.']);
    const paragraphs = passagesOf(
      transcript({ words: wordsOf('One two three four five. '.repeat(100).trim()) }),
      'paragraphs',
    );
    expect(paragraphs.length).toBeGreaterThan(3);
    for (const { text } of paragraphs) expect(text).toMatch(/^One.*five\.$/);
  });

  it('contain the chapter in which they begin', () => {
    const chaptered = fixture('transcript-response-auto-chapters');
    const [first] = chaptered.chapters!;
    const chapters = passagesOf(chaptered, 'chapters');
    expect(chapters[0]).toMatchObject({ start: first!.start, end: first!.end, chapter: first!.headline, given: first });
    expect(chapters[0]!.text).toBe(`${first!.headline}\n\n${first!.summary}`);
    const sentences = passagesOf(
      { ...call, chapters: [chapter('Hello', 0, 4000), chapter('Bye', 8000, 9000)] },
      'sentences',
    );
    expect(sentences.map((passage) => passage.chapter)).toEqual(['Hello', 'Hello', 'Hello', 'Hello', 'Bye']);
    expect(passagesOf({ ...wildfires, chapters: chaptered.chapters! }, 'text')[0]!.chapter).toBeUndefined();
  });

  it('contain the whole text if a recording is too short for chapters', () => {
    expect(texts(passagesOf({ ...call, text: 'Hello.', auto_chapters: true, chapters: [] }, 'chapters'))).toEqual([
      'Hello.',
    ]);
  });

  it('contain the channel', () => {
    const stereo = fixture('transcript-response-multichannel');
    const made = passagesOf(stereo, 'utterances');
    expect(new Set(made.map(({ channel }) => channel))).toEqual(new Set(['1', '2']));
    for (const { channel, speakers } of passagesOf(stereo, 'words', { window: { words: 3 } })) {
      expect(channel).toBe(speakers.length === 1 ? speakers[0] : undefined);
    }
  });

  it('contain a whole transcript, its subtitles or its summary', () => {
    const summed = fixture('transcript-response-summarization');
    const [summary] = passagesOf(summed, 'summary');
    expect(summary!.text.split('\n').every((line) => line.startsWith('- '))).toBe(true);
    expect(passagesOf(wildfires, 'text')).toMatchObject([
      { language: wildfires.language_code, text: wildfires.text, start: wildfires.words![0]!.start },
    ]);
    expect(passagesOf(wildfires, 'srt')[0]!.text).toMatch(/^1\n00:00:00,/);
    expect(passagesOf(wildfires, 'vtt', { captions: { speakers: 'none' } })[0]!.text).toMatch(/^WEBVTT\n/);
  });

  it.each([
    ['utterances', 'speaker_labels'],
    ['chapters', 'auto_chapters'],
    ['summary', 'summarization'],
  ] as const)('say what %s need', (unit, needed) => {
    const plain = transcript({ text: 'Hello.', words: wordsOf('Hello.') });
    expect(() => passagesOf(plain, unit)).toThrow(
      expect.objectContaining({ code: 'bad_input', field: needed, transcriptId: 't-1' }) as Error,
    );
  });

  it('are checked before a job is submitted', () => {
    expect(() => checkPassageUnit('utterances', { speaker_labels: false })).toThrow(
      expect.objectContaining({ code: 'bad_input', field: 'speaker_labels' }) as Error,
    );
    expect(() => checkPassageUnit('pages' as never, {})).toThrow(expect.objectContaining({ field: 'unit' }) as Error);
    for (const params of [{ speaker_labels: true }, { multichannel: true }]) checkPassageUnit('utterances', params);
    checkPassageUnit('summary', { speech_understanding: { request: {} } });
    checkPassageUnit('text', {});
    expect(() => checkPassageOptions({ captions: { maxLines: 0 } })).toThrow(
      expect.objectContaining({ field: 'maxLines' }) as Error,
    );
    checkPassageOptions({ window: { words: 5 }, captions: { maxLines: 1 } });
    checkPassageOptions({});
  });

  it.each(PASSAGE_UNITS.map(({ id }) => id))('are empty for a silent recording (%s)', (unit) => {
    expect(passagesOf(transcript({ text: '', words: [], utterances: [] }), unit)).toEqual([]);
    expect(passagesOf(transcript({ text: null, words: null, utterances: null }), unit)).toEqual([]);
  });

  it('have no times for text without times', () => {
    const untimed = transcript({ text: 'One two three. Four five.' });
    for (const unit of ['text', 'sentences', 'paragraphs', 'words'] as const) {
      expect(passagesOf(untimed, unit)).toMatchObject([{ text: untimed.text, start: undefined, end: undefined }]);
    }
    expect(texts(passagesOf(untimed, 'words', { window: { words: 2, overlap: 0 } }))).toEqual([
      'One two',
      'three. Four',
      'five.',
    ]);
  });

  it('never cause an error for unexpected fields, and are never blank', () => {
    const units: PassageUnitId[] = ['text', 'srt', 'vtt', 'paragraphs', 'sentences', 'words'];
    fc.assert(
      fc.property(anyWords(), fc.constantFrom(...units), (words, unit) => {
        for (const { text, start, end } of passagesOf(transcript({ words }), unit)) {
          expect(text.trim()).not.toBe('');
          if (start !== undefined) expect(end).toBeGreaterThanOrEqual(start);
        }
      }),
    );
  });
});

const anySpoken = fc
  .array(fc.record({ gap: fc.integer({ min: 0, max: 3000 }), length: fc.integer({ min: 0, max: 900 }) }), {
    maxLength: 80,
  })
  .map((steps) => {
    let at = 0;
    return steps.map(({ gap, length }, index): SpokenWord => {
      const start = at + gap;
      at = start + length;
      return { text: `w${index}`, start, end: at, confidence: 1, speaker: undefined, spaced: true };
    });
  });

describe('windows', () => {
  it('contain and share a number of words', () => {
    const words = passagesOf(transcript({ words: wordsOf('a b c d e f g h i j') }), 'words', {
      window: { words: 4, overlap: 1 },
    });
    expect(texts(words)).toEqual(['a b c d', 'd e f g', 'g h i j']);
  });

  it('last and share a number of seconds', () => {
    const words = passagesOf(transcript({ words: wordsOf('a b c d e f g h i j') }), 'words', {
      window: { seconds: 1.2, overlap: 0.5 },
    });
    expect(texts(words)).toEqual(['a b c', 'c d e', 'e f g', 'g h i', 'i j']);
  });

  it('contain every word, split none, and are finite', () => {
    fc.assert(
      fc.property(
        anySpoken,
        fc.oneof(
          fc
            .integer({ min: 1, max: 12 })
            .chain((words) =>
              fc.record({ words: fc.constant(words), overlap: fc.integer({ min: 0, max: words - 1 }) }),
            ),
          fc.double({ min: 0.1, max: 20, noNaN: true }).chain((seconds) =>
            fc.record({
              seconds: fc.constant(seconds),
              overlap: fc.double({ min: 0, max: seconds * 0.99, noNaN: true }),
            }),
          ),
        ),
        (words, options) => {
          const windows = windowsOf(words, options);
          expect(new Set(windows.flat())).toEqual(new Set(words));
          windows.forEach((window, index) => {
            const from = words.indexOf(window[0]!);
            expect(window).toEqual(words.slice(from, from + window.length));
            if ('words' in options) expect(window.length).toBeLessThanOrEqual(options.words);
            else if (window.length > 1) {
              expect(window.at(-1)!.end - window[0]!.start).toBeLessThanOrEqual(options.seconds * 1000);
            }
            const previous = windows[index - 1];
            if (previous === undefined) return;
            expect(words.indexOf(previous.at(-1)!)).toBeLessThan(words.indexOf(window.at(-1)!));
            expect(from).toBeGreaterThan(words.indexOf(previous[0]!));
            const to = words.indexOf(previous.at(-1)!) + 1;
            expect(from).toBeLessThanOrEqual(to);
            // Windows share the requested number of words, or the words within the requested time.
            if ('words' in options) {
              expect(previous).toHaveLength(options.words);
              expect(from).toBe(to - options.overlap);
              return;
            }
            const limit = previous.at(-1)!.end - options.overlap * 1000;
            if (from < to) expect(words[from]!.start).toBeGreaterThanOrEqual(limit);
            const before = words[from - 1]!;
            const isEarly = before.start < limit;
            const isCrowded = words[to]!.end - before.start > options.seconds * 1000;
            expect(isEarly || isCrowded || before === previous[0]).toBe(true);
          });
        },
      ),
    );
  });

  it.each([
    [{ words: 0 }, 'words'],
    [{ words: 1.5 }, 'words'],
    [{ seconds: Number.NaN }, 'seconds'],
    [{ words: 5, overlap: 5 }, 'overlap'],
    [{ seconds: 5, overlap: -1 }, 'overlap'],
  ])('reject %j', (window, field) => {
    const refusal = expect.objectContaining({ code: 'bad_input', field }) as Error;
    expect(() => passagesOf(call, 'words', { window })).toThrow(refusal);
    expect(() => checkPassageOptions({ window })).toThrow(refusal);
  });
});
