import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StreamingWord } from '../../src/streaming/incoming/messages.ts';
import { withoutRepeats } from '../../src/streaming/incoming/alignment.ts';

type Recognized = readonly [text: string, start: number, end: number];

const words = (...recognized: Recognized[]): StreamingWord[] =>
  recognized.map(([text, start, end]) => ({ text, start, end, confidence: 1, word_is_final: true }));

const fresh = (emitted: Recognized[], again: Recognized[], paused = false, fromMs = 0): string =>
  withoutRepeats(words(...again), {
    tail: words(...emitted),
    untilMs: Math.max(...emitted.map(([, , end]) => end)),
    paused,
    fromMs,
  })
    .map(({ text }) => text)
    .join(' ');

describe('withoutRepeats', () => {
  it.each<[string, Recognized[], Recognized[], string]>([
    [
      'at other times',
      [
        ['one', 0, 200],
        ['two', 220, 420],
      ],
      [
        ['one', 90, 260],
        ['two', 330, 480],
        ['three', 500, 700],
      ],
      'three',
    ],
    [
      'with other case and punctuation',
      [
        ['Hi', 0, 200],
        ['there.', 220, 420],
      ],
      [
        ['there', 230, 420],
        ['you', 450, 600],
      ],
      'you',
    ],
    [
      'as another word',
      [
        ['I', 0, 100],
        ['sea', 120, 400],
      ],
      [
        ['I', 10, 100],
        ['see', 130, 390],
        ['you', 420, 600],
      ],
      'you',
    ],
    [
      'as another, longer word',
      [
        ['I', 0, 100],
        ['sea', 120, 300],
      ],
      [
        ['sees', 150, 520],
        ['you', 540, 700],
      ],
      'you',
    ],
    [
      'as two words',
      [['cannot', 0, 400]],
      [
        ['can', 0, 190],
        ['not', 210, 400],
        ['go', 420, 600],
      ],
      'go',
    ],
    [
      'as one word',
      [
        ['can', 0, 190],
        ['not', 210, 400],
      ],
      [
        ['cannot', 0, 400],
        ['go', 420, 600],
      ],
      'go',
    ],
    [
      'not at all',
      [
        ['so', 0, 200],
        ['uh', 220, 400],
      ],
      [
        ['so', 0, 200],
        ['go', 420, 600],
      ],
      'go',
    ],
    [
      'after a word whose beginning was cut off',
      [
        ['hello', 0, 300],
        ['you', 320, 500],
      ],
      [
        ['lo', 150, 300],
        ['you', 320, 500],
        ['there', 520, 800],
      ],
      'there',
    ],
    [
      'with a pause included in the word',
      [['end', 0, 1500]],
      [
        ['end', 0, 300],
        ['then', 900, 1200],
      ],
      'then',
    ],
  ])('drops words that are recognized again %s', (_, emitted, again, expected) => {
    expect(fresh(emitted, again)).toBe(expected);
  });

  it.each<[string, Recognized[], Recognized[], string]>([
    [
      'a word that is repeated immediately',
      [
        ['is', 0, 200],
        ['very', 220, 420],
      ],
      [
        ['is', 0, 200],
        ['very', 220, 420],
        ['very', 440, 640],
      ],
      'very',
    ],
    [
      'a word that is spoken a third time, recognized with later times',
      [
        ['no', 0, 150],
        ['no', 200, 350],
      ],
      [
        ['no', 90, 240],
        ['no', 290, 440],
        ['no', 490, 640],
      ],
      'no',
    ],
    [
      'all words after a gap',
      [['one', 0, 200]],
      [
        ['one', 900, 1100],
        ['two', 1150, 1300],
      ],
      'one two',
    ],
    [
      'the same word in another place, if the first was misrecognized',
      [
        ['in', 0, 90],
        ['the', 100, 200],
        ['end', 220, 420],
      ],
      [
        ['in', 0, 90],
        ['a', 110, 190],
        ['hand', 230, 420],
        ['the', 440, 560],
      ],
      'the',
    ],
  ])('keeps %s', (_, emitted, again, expected) => {
    expect(fresh(emitted, again)).toBe(expected);
  });

  it.each<[string, Recognized[], Recognized[], string]>([
    [
      'is recognized as another word with later times',
      [['screen', 480, 960]],
      [
        ['screen', 240, 320],
        ['um', 480, 800],
        ['this', 1600, 1700],
      ],
      'this',
    ],
    [
      'is recognized as two words that overlap it',
      [['every', 0, 400]],
      [
        ['ev', 120, 240],
        ['ry', 480, 560],
      ],
      '',
    ],
    ['is repeated after the pause', [['no', 0, 200]], [['no', 640, 800]], 'no'],
    [
      'includes a pause at its end',
      [['sonny', 2320, 3400]],
      [
        ['sonny', 2320, 2640],
        ['yes', 3200, 3400],
      ],
      'yes',
    ],
  ])('after a turn that ended with silence, when the last word %s', (_, emitted, again, expected) => {
    expect(fresh(emitted, again, true)).toBe(expected);
  });

  it('keeps an equal word whose audio was not sent again', () => {
    const emitted: Recognized[] = [['screen', 0, 160]];
    expect(fresh(emitted, [['screen', 260, 420]], false, 100)).toBe('screen');
    expect(fresh(emitted, [['reen', 100, 160]], false, 100)).toBe('');
  });

  it.each([
    ['misrecognized, split or shifted slightly', 20, ['same', 'case', 'other', 'two']],
    ['misrecognized or shifted more', 40, ['same', 'case', 'other']],
    ['shifted far', 140, ['same', 'case']],
  ] as const)('finds the new words for any overlap of words that are %s', (_, mostMs, ways) => {
    const recognition = fc.record({ move: fc.integer({ min: -mostMs, max: mostMs }), as: fc.constantFrom(...ways) });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.tuple(recognition, recognition), { minLength: 12, maxLength: 12 }),
        fc.array(fc.integer({ min: 20, max: 400 }), { minLength: 12, maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        (emittedCount, recognitions, pauses, cut) => {
          let at = 1000;
          const spoken = recognitions.map((both, index) => {
            const start = at;
            at += 200 + pauses[index]!;
            return { start, end: start + 200, both };
          });
          const recognized = (time: 0 | 1): (StreamingWord & { spoken: number })[] =>
            spoken.flatMap(({ start, end, both }, index) => {
              const { move, as } = both[time];
              const text = `${as === 'case' ? 'W' : as === 'other' ? `x${time}` : 'w'}${index}`;
              const whole = words([text, start + move, end + move]);
              const halves = words(
                [`${text}a`, start + move, start + move + 90],
                [`${text}b`, start + move + 110, end + move],
              );
              return (as === 'two' ? halves : whole).map((word) => ({ ...word, spoken: index }));
            });
          const emitted = recognized(0).filter(({ spoken: index }) => index < emittedCount);
          const again = recognized(1).filter(({ spoken: index }) => index >= Math.max(0, emittedCount - cut));
          const result = withoutRepeats(again, {
            tail: emitted.slice(-6),
            untilMs: Math.max(...emitted.map(({ end }) => end)),
            paused: false,
            fromMs: 0,
          });
          expect([...new Set(result.map((word) => word['spoken']))]).toEqual(
            spoken.map((_, index) => index).slice(emittedCount),
          );
          // Words that were split are kept or dropped as a whole.
          expect(result).toEqual(again.filter(({ spoken: index }) => index >= emittedCount));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
