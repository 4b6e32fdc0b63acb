import fc from 'fast-check';
import { parse as parseSubtitles } from 'subsrt-ts';
import { describe, expect, it } from 'vitest';
import { WebVTTParser } from 'webvtt-parser';
import { textOf, type Word } from '../audio-model.ts';
import { captions } from '../readings/captions.ts';
import { paragraphsOf, sentencesOf } from '../readings/sentences.ts';
import { searchWords } from '../readings/word-search.ts';
import { session, WILDFIRES } from './support.ts';

const spelling = fc.stringMatching(/^[A-Za-z]{1,12}[.,?!]?$/);
const talk: fc.Arbitrary<Word[]> = fc
  .array(fc.tuple(spelling, fc.integer({ min: 1, max: 900 }), fc.nat(3000), fc.constantFrom('A', 'B')), {
    minLength: 1,
    maxLength: 60,
  })
  .map((parts) => {
    let at = 0;
    return parts.map(([text, length, pauseMs, speaker]) => {
      const start = at + pauseMs;
      at = start + length;
      return { text, start, end: at, confidence: 0.9, speaker };
    });
  });

interface Cue {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const srtCues = (text: string): Cue[] =>
  parseSubtitles(text, { format: 'srt' }).flatMap((part) =>
    part.type === 'caption' ? [trimmed(part as unknown as Cue)] : [],
  );

const trimmed = (cue: Cue): Cue => ({ ...cue, text: cue.text.trim() });

function vttCues(text: string): Cue[] {
  const { cues, errors } = new WebVTTParser().parse(text, 'metadata');
  expect(errors).toEqual([]);
  return cues.map((cue) => ({
    start: Math.round(cue.startTime * 1000),
    end: Math.round(cue.endTime * 1000),
    text: cue.text,
  }));
}

describe('captions', () => {
  it.each(['srt', 'vtt'] as const)('in %s hold all words once, in order, within the limit and the times', (format) => {
    fc.assert(
      fc.property(talk, fc.integer({ min: 1, max: 60 }), (words, limit) => {
        const text = captions(words, format, limit);
        const cues = format === 'srt' ? srtCues(text) : vttCues(text);
        expect(cues.map((cue) => cue.text).join(' ')).toBe(textOf(words));
        for (const cue of cues) expect(cue.text.length <= limit || !cue.text.includes(' ')).toBe(true);
        expect(cues[0]?.start).toBe(words[0]?.start);
        expect(cues.at(-1)?.end).toBe(words.at(-1)?.end);
        expect(cues.every(({ start }, at) => at === 0 || start >= cues[at - 1]!.end)).toBe(true);
      }),
    );
  });

  it('give the hours only when there are some, in VTT', () => {
    const late: Word = { text: 'late', start: 3_600_000, end: 3_601_000, confidence: 1, speaker: null };
    expect(captions([late], 'vtt')).toContain('01:00:00.000 --> 01:00:01.000');
    expect(captions([{ ...late, start: 12_340, end: 16_220 }], 'vtt')).toContain('\n00:12.340 --> 00:16.220\n');
  });
});

describe('sentences and paragraphs', () => {
  it('divide the words without losing or doubling one', () => {
    fc.assert(
      fc.property(talk, (words) => {
        for (const parts of [sentencesOf(words), paragraphsOf(words)]) {
          expect(parts.flatMap(({ words: spoken }) => spoken)).toEqual(words);
          expect(parts.every((part) => part.text === textOf(part.words))).toBe(true);
          expect(parts.every((part) => new Set(part.words.map(({ speaker }) => speaker)).size === 1)).toBe(true);
        }
      }),
    );
  });

  it('read overlapping channels one by one', () => {
    const word = (text: string, start: number, channel: string): Word => ({
      text,
      start,
      end: start + 50,
      confidence: 1,
      speaker: channel,
      channel,
    });
    const words = [
      word('How', 0, '1'),
      word('Fine', 10, '2'),
      word('are', 60, '1'),
      word('thanks.', 70, '2'),
      word('you?', 120, '1'),
    ];
    expect(sentencesOf(words).map(({ text }) => text)).toEqual(['How are you?', 'Fine thanks.']);
  });
});

describe('word search', () => {
  const words: Word[] = 'The fire, the Fire service and the fire'
    .split(' ')
    .map((text, at) => ({ text, start: at * 100, end: at * 100 + 90, confidence: 1, speaker: null }));

  it('finds words and phrases whatever their case and punctuation', () => {
    expect(searchWords(words, ['the fire', 'service', 'smoke'])).toEqual({
      total_count: 4,
      matches: [
        {
          text: 'the fire',
          count: 3,
          timestamps: [
            [0, 190],
            [200, 390],
            [600, 790],
          ],
          indexes: [0, 2, 6],
        },
        { text: 'service', count: 1, timestamps: [[400, 490]], indexes: [4] },
      ],
    });
  });
});

describe('the readings of one transcript', () => {
  it('are made of the same words', async () => {
    const { call, transcribe } = await session();
    const { id, text, words } = await transcribe({ audio_url: WILDFIRES, speaker_labels: true });
    const path = `/v2/transcript/${String(id)}`;
    const sentences = (await call('GET', `${path}/sentences`)).json['sentences'] as {
      text: string;
      words: unknown[];
    }[];
    const paragraphs = (await call('GET', `${path}/paragraphs`)).json['paragraphs'] as {
      text: string;
      words: unknown[];
    }[];
    expect(sentences.map((sentence) => sentence.text).join(' ')).toBe(text);
    expect(sentences.flatMap((sentence) => sentence.words)).toEqual(words);
    expect(paragraphs.flatMap((paragraph) => paragraph.words)).toEqual(words);
    expect(sentences.length).toBeGreaterThan(paragraphs.length);

    const srt = await call('GET', `${path}/srt?chars_per_caption=32`);
    expect(srt.headers.get('content-type')).toMatch(/^text\/plain/);
    const cues = srtCues(srt.text);
    expect(cues.map((cue) => cue.text).join(' ')).toBe(text);
    expect(Math.max(...cues.map((cue) => cue.text.length))).toBeLessThanOrEqual(32);
    expect(
      vttCues((await call('GET', `${path}/vtt`)).text)
        .map((cue) => cue.text)
        .join(' '),
    ).toBe(text);

    const found = (await call('GET', `${path}/word-search?words=${encodeURIComponent('air quality')},Canada`)).json;
    const matches = found['matches'] as { text: string; indexes: number[] }[];
    expect(matches.map((match) => match.text)).toEqual(['air quality', 'Canada']);
    expect((words as Word[])[matches[1]!.indexes[0]!]!.text).toBe('Canada');
  });

  it.each([
    ['/srt?chars_per_caption=0', 'chars_per_caption must be between 1'],
    ['/vtt?chars_per_caption=many', 'chars_per_caption must be an Integer'],
    ['/word-search', 'words is required'],
    ['/word-search?words=one+two+three+four+five+six', 'words can have phrases of at most 5 words'],
  ])('refuse %s', async (resource, error) => {
    const { call, transcribe } = await session();
    const { id } = await transcribe({ audio_url: WILDFIRES });
    const reply = await call('GET', `/v2/transcript/${String(id)}${resource}`);
    expect(reply.status).toBe(400);
    expect(reply.json['error']).toContain(error);
  });
});
