import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StreamingWord } from '../../src/streaming/incoming/messages.ts';
import { withoutRepeats } from '../../src/streaming/incoming/alignment.ts';

type Heard = readonly [text: string, start: number, end: number];

const words = (...heard: Heard[]): StreamingWord[] =>
  heard.map(([text, start, end]) => ({ text, start, end, confidence: 1, word_is_final: true }));

const fresh = (told: Heard[], again: Heard[], paused = false, fromMs = 0): string =>
  withoutRepeats(words(...again), {
    tail: words(...told),
    untilMs: Math.max(...told.map(([, , end]) => end)),
    paused,
    fromMs,
  })
    .map(({ text }) => text)
    .join(' ');

describe('words that were heard twice are told once', () => {
  it.each<[string, Heard[], Heard[], string]>([
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
      'as another word that seems to last longer',
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
      'behind a word whose beginning was cut off',
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
      'with a pause counted in',
      [['end', 0, 1500]],
      [
        ['end', 0, 300],
        ['then', 900, 1200],
      ],
      'then',
    ],
  ])('%s', (_, told, again, expected) => {
    expect(fresh(told, again)).toBe(expected);
  });

  it.each<[string, Heard[], Heard[], string]>([
    [
      'a word that is said again at once',
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
      'a word that is said a third time, heard later',
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
      'all that lies behind a gap',
      [['one', 0, 200]],
      [
        ['one', 900, 1100],
        ['two', 1150, 1300],
      ],
      'one two',
    ],
    [
      'the same word in another place, where the first was misheard',
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
  ])('but %s is new', (_, told, again, expected) => {
    expect(fresh(told, again)).toBe(expected);
  });

  it.each<[string, Heard[], Heard[], string]>([
    [
      'is heard as another word, later',
      [['screen', 480, 960]],
      [
        ['screen', 240, 320],
        ['um', 480, 800],
        ['this', 1600, 1700],
      ],
      'this',
    ],
    [
      'is heard as two words that touch it',
      [['every', 0, 400]],
      [
        ['ev', 120, 240],
        ['ry', 480, 560],
      ],
      '',
    ],
    ['is said again behind the pause', [['no', 0, 200]], [['no', 640, 800]], 'no'],
    [
      'has a pause counted into its end',
      [['sonny', 2320, 3400]],
      [
        ['sonny', 2320, 2640],
        ['yes', 3200, 3400],
      ],
      'yes',
    ],
  ])('at the end of a turn, where silence follows, when what was told %s', (_, told, again, expected) => {
    expect(fresh(told, again, true)).toBe(expected);
  });

  it('but its like is another one where it was not sent again', () => {
    const told: Heard[] = [['screen', 0, 160]];
    expect(fresh(told, [['screen', 260, 420]], false, 100)).toBe('screen');
    expect(fresh(told, [['reen', 100, 160]], false, 100)).toBe('');
  });

  it.each([
    ['misheard, split or moved a little', 20, ['same', 'case', 'other', 'two']],
    ['misheard, or moved more', 40, ['same', 'case', 'other']],
    ['moved by far', 140, ['same', 'case']],
  ] as const)('wherever the cut is, whatever is %s', (_, mostMs, ways) => {
    const hearing = fc.record({ move: fc.integer({ min: -mostMs, max: mostMs }), as: fc.constantFrom(...ways) });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.tuple(hearing, hearing), { minLength: 12, maxLength: 12 }),
        fc.array(fc.integer({ min: 20, max: 400 }), { minLength: 12, maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        (toldCount, hearings, pauses, cut) => {
          let at = 1000;
          const spoken = hearings.map((both, index) => {
            const start = at;
            at += 200 + pauses[index]!;
            return { start, end: start + 200, both };
          });
          const heard = (time: 0 | 1): (StreamingWord & { spoken: number })[] =>
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
          const told = heard(0).filter(({ spoken: index }) => index < toldCount);
          const again = heard(1).filter(({ spoken: index }) => index >= Math.max(0, toldCount - cut));
          const result = withoutRepeats(again, {
            tail: told.slice(-6),
            untilMs: Math.max(...told.map(({ end }) => end)),
            paused: false,
            fromMs: 0,
          });
          expect([...new Set(result.map((word) => word['spoken']))]).toEqual(
            spoken.map((_, index) => index).slice(toldCount),
          );
          // All of a word or nothing of it.
          expect(result).toEqual(again.filter(({ spoken: index }) => index >= toldCount));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
