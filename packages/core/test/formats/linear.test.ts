import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fileNameFor,
  FORMATS,
  passagesOf,
  quotes,
  redactEntities,
  talkRatio,
  toAss,
  toSrt,
  turnsOf,
} from '../../src/formats/index.ts';
import { countBelow, MaxTree } from '../../src/formats/max-tree.ts';
import type { Entity, Transcript } from '../../src/model.ts';
import { anyWords, transcript, word, wordsOf } from './support.ts';

/**
 * A number of characters or items for which quadratic time takes a minute and linear time takes milliseconds. The time
 * limit is far from both, so that slow machines pass.
 */
const MANY = 50_000;
const CHARACTERS = 200_000;
const LIMIT_MS = 20_000;

const many = <T>(make: (index: number) => T): T[] => Array.from({ length: MANY }, (_, index) => make(index));

const speech = (speaker: (index: number) => string | null = () => null): Transcript =>
  transcript({ words: many((index) => word('word', index * 400, index * 400 + 300, { speaker: speaker(index) })) });

const entity = (text: string, start: number, end: number): Entity => ({ entity_type: 'person_name', text, start, end });

describe('formats take linear time', () => {
  it.each(['-', '.', '"', '」', '<', '{', '\\', '[', ' ', '1'])(
    'for a word of many %j',
    (character) => {
      const text = `a${character.repeat(CHARACTERS)}x`;
      const source = transcript({ words: [word(text, 0, 1000), word('b', 1000, 2000)], summary: text });
      for (const { render } of FORMATS) expect(typeof render(source)).toBe('string');
      expect(redactEntities({ ...source, entities: [entity('zz', 0, 1)] }).summary).toBe(text);
      expect(fileNameFor(source, `${character.repeat(CHARACTERS)}x`, text).length).toBeLessThan(CHARACTERS + 200);
    },
    LIMIT_MS,
  );

  it.each(['今' + '「'.repeat(CHARACTERS), '今' + 'a'.repeat(CHARACTERS)])(
    'for text without spaces and line breaks',
    (text) => {
      const source = transcript({
        utterances: [{ text, start: 0, end: 1000, speaker: 'A', confidence: 1, words: [] }],
      });
      expect(toSrt(source)).toContain('今');
    },
    LIMIT_MS,
  );

  it(
    'for as many speakers as words',
    () => {
      const { speakers } = talkRatio(speech((index) => `S${index}`));
      expect(speakers).toHaveLength(MANY);
      expect(speakers.at(-1)).toMatchObject({ speaker: `S${MANY - 1}`, turns: 1, words: 1, talkMs: 300 });
      expect(toAss(speech((index) => `S${index}`)).match(/^Style: /gm)).toHaveLength(MANY + 1);
    },
    LIMIT_MS,
  );

  it(
    'for captions with long lines, and with many lines',
    () => {
      const limits = { maxDurationMs: 1e12, pauseMs: 1e12 };
      const twoLines = toSrt(speech(), { ...limits, maxCharsPerLine: MANY * 3, maxLines: 2 });
      expect(twoLines.match(/^word/gm)).toHaveLength(2);
      const manyLines = toSrt(speech(), { ...limits, maxCharsPerLine: 9, maxLines: MANY });
      expect(manyLines.match(/^word word$/gm)).toHaveLength(MANY / 2);
      const karaoke = toAss(speech(), { ...limits, maxCharsPerLine: 9, maxLines: MANY });
      expect(karaoke.match(/\{\\k40\}word/g)).toHaveLength(MANY - 1);
    },
    LIMIT_MS,
  );

  it(
    'for turns that end after all others have begun',
    () => {
      const last = MANY * 10;
      const utterances = many((index) => {
        const words = [word('first', index, index + 1), word('last', last + index, last + index + 1)];
        return { speaker: `S${index % 2}`, text: 'first last', start: index, end: last, confidence: 1, words };
      });
      expect(toSrt(transcript({ utterances })).match(/ --> /g)!.length).toBeGreaterThanOrEqual(MANY);
    },
    LIMIT_MS,
  );

  it(
    'for as many entities, key phrases and chapters as words',
    () => {
      const source: Transcript = {
        ...speech((index) => `S${index % 3}`),
        entities: many((index) => entity(`name ${index}`, index * 400, index * 400 + 300)),
        chapters: many((index) => ({ headline: `h${index}`, gist: '', summary: '', start: index * 400, end: 1e12 })),
        text: many((index) => `Name ${index}`).join(', '),
      };
      expect(quotes(source, { find: 'entities' })).toHaveLength(MANY);
      expect(passagesOf(source, 'chapters')[5]).toMatchObject({ speakers: ['S2', 'S0', 'S1'] });
      expect(passagesOf(source, 'words', { window: { words: 10 } }).at(-1)!.chapter).toMatch(/^h\d+$/);
      const masked = redactEntities(source);
      expect(masked.text).toBe(many(() => '[PERSON_NAME]').join(', '));
      expect(new Set(masked.words!.map(({ text }) => text))).toEqual(new Set(['[PERSON_NAME]']));
    },
    LIMIT_MS,
  );
});

describe('a fast search finds the same', () => {
  const anyNumbers = fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 40 });

  it('positions above a limit', () => {
    fc.assert(
      fc.property(
        anyNumbers,
        fc.integer({ min: -20, max: 20 }),
        fc.nat(40),
        fc.nat(40),
        fc.array(fc.nat(39)),
        (...given) => {
          const [numbers, limit, from, to, removed] = given;
          const tree = new MaxTree(numbers);
          const out = removed.filter((position) => position < numbers.length);
          for (const position of out) tree.remove(position);
          const expected = numbers.flatMap((value, at) =>
            value > limit && at >= from && at < to && !out.includes(at) ? at : [],
          );
          expect(tree.above(limit, from, to)).toEqual(expected);
        },
      ),
    );
  });

  it('count of numbers below a limit', () => {
    fc.assert(
      fc.property(anyNumbers, fc.integer({ min: -25, max: 25 }), (numbers, limit) => {
        const ascending = [...numbers].sort((a, b) => a - b);
        expect(countBelow(ascending, limit)).toBe(numbers.filter((value) => value < limit).length);
      }),
    );
  });

  it('speakers in a chapter as a search of every word', () => {
    const anyTime = fc.integer({ min: 0, max: 72_000_000 });
    fc.assert(
      fc.property(anyWords(), fc.array(fc.tuple(anyTime, anyTime), { minLength: 1 }), (words, times) => {
        const chapters = times.map(([start, end]) => ({ start, end, headline: 'h', gist: '', summary: '' }));
        const source = transcript({ words, chapters });
        const spoken = turnsOf(source).flatMap((turn) => turn.words);
        for (const { start, end, speakers } of passagesOf(source, 'chapters')) {
          const inside = spoken.filter((item) => item.start >= start! && item.start < end!);
          expect(speakers).toEqual([...new Set(inside.flatMap(({ speaker }) => speaker ?? []))]);
        }
      }),
    );
  });

  it('longest entity of whole words in any case and spacing', () => {
    const entities = [entity('Ann', 0, 1), entity('ann  lee', 0, 1), entity('Lee', 0, 1), entity('İz', 0, 1)];
    const masked = (text: string): unknown => redactEntities(transcript({ text, entities })).text;
    expect(masked('ANN \n LEE, Annie, (Ann) Leeds lee.')).toBe(
      '[PERSON_NAME], Annie, ([PERSON_NAME]) Leeds [PERSON_NAME].',
    );
    expect(masked('Ann Leeds, İZ')).toBe('[PERSON_NAME] Leeds, [PERSON_NAME]');
  });

  it('first entity that overlaps a word', () => {
    const words = wordsOf('a b c');
    const entities = [entity('x', 750, 900), { ...entity('y', 0, 1000), entity_type: 'date' }];
    expect(redactEntities(transcript({ words, entities })).words!.map(({ text }) => text)).toEqual([
      '[DATE]',
      '[PERSON_NAME]',
    ]);
  });
});
