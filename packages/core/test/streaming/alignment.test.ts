import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StreamingWord } from '../../src/streaming/incoming/messages.ts';
import { align } from '../../src/streaming/incoming/alignment.ts';
import { createRepeats } from '../../src/streaming/incoming/repeats.ts';
import { spotsOf } from '../../src/streaming/incoming/spots.ts';
import type { Style } from './fit/hearing.ts';
import { ALL_ENDINGS, CUTS, type Endings, trial } from './fit/trial.ts';

type Recognized = readonly [text: string, start: number, end: number];

const words = (...recognized: Recognized[]): StreamingWord[] =>
  recognized.map(([text, start, end]) => ({ text, start, end, confidence: 1, word_is_final: true }));

/** The words of `again` that are new after the words of `emitted`, whose turn the service has `ended`. */
function fresh(emitted: readonly StreamingWord[], again: readonly StreamingWord[], ended: boolean, fromMs: number) {
  const repeatable = { emitted: spotsOf(emitted, ended), ahead: [], driftMs: 0 };
  return again.slice(align(spotsOf(again, true), repeatable, fromMs).repeats);
}

const freshTexts = (emitted: Recognized[], again: Recognized[], ended = false, fromMs = 0): string =>
  fresh(words(...emitted), words(...again), ended, fromMs)
    .map(({ text }) => text)
    .join(' ');

describe('align', () => {
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
        ['go', 620, 800],
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
  ])('drops words that are recognized again %s', (_, emitted, again, expected) => {
    expect(freshTexts(emitted, again)).toBe(expected);
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
    expect(freshTexts(emitted, again)).toBe(expected);
  });

  it.each<[string, Recognized[], Recognized[], string]>([
    [
      'is recognized as two words that overlap it',
      [['every', 0, 400]],
      [
        ['ev', 120, 240],
        ['ry', 480, 560],
      ],
      '',
    ],
    ['is repeated after the pause', [['no', 0, 200]], [['no', 1400, 1560]], 'no'],
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
    expect(freshTexts(emitted, again, true)).toBe(expected);
  });

  it('keeps an equal word whose audio was not sent again', () => {
    const emitted: Recognized[] = [['screen', 0, 160]];
    expect(freshTexts(emitted, [['screen', 700, 860]], false, 100)).toBe('screen');
    expect(freshTexts(emitted, [['reen', 100, 160]], false, 100)).toBe('');
  });

  it.each<[string, Recognized, Recognized, string]>([
    ['the rest of the word', ['day', 1680, 1920], ['y', 1800, 1880], ''],
    ['the rest of the word, recognized as another word', ['please', 1500, 1980], ['his', 1800, 1960], ''],
    ['the same word, spoken again', ['day', 1680, 1920], ['day', 1880, 2040], 'day'],
    ['the rest of the word, joined with the next one', ['and', 1640, 1960], ['dand', 1800, 2440], 'dand'],
    ['the next word', ['call', 1480, 1800], ['call', 1800, 2000], 'call'],
  ])('recognizes, in audio that starts within a word, %s', (_, emitted, again, expected) => {
    expect(freshTexts([['want', 1240, 1420], emitted], [again, ['good', 2520, 2840]], false, 1800)).toBe(
      [expected, 'good'].join(' ').trim(),
    );
  });

  it('takes an exact joint text as proof against a word that is more alike in time', () => {
    const emitted: Recognized[] = [
      ['ten', 700, 1020],
      ['my', 1180, 1420],
      ['you', 1420, 1900],
    ];
    const again: Recognized[] = [
      ['ten', 720, 1040],
      ['myyou', 1200, 1520],
      ['my', 1680, 2000],
      ['my', 2080, 2400],
      ['is', 2560, 2880],
    ];
    expect(freshTexts(emitted, again, true)).toBe('my my is');
  });

  /** Without words that nobody said, and without words that are not recognized. */
  const RELIABLE = { jitterMs: 100, misheard: 0, joined: 0, split: 0, dropped: 0, invented: 0 };
  const PLAIN: Style = { ...RELIABLE, name: 'plain', early: 'never', late: false };
  const PADDED: Style = { ...RELIABLE, name: 'padded', early: 'first of turn', late: true };

  it.each<[string, Style]>([
    ['times that differ by 300 ms', { ...PLAIN, jitterMs: 150 }],
    ['words that are divided differently', { ...PLAIN, joined: 0.05, split: 0.05 }],
    ['padded times', PADDED],
    ['padded times of connections and turns', { ...PADDED, early: 'first of connection' }],
  ])('loses and repeats no words after cuts at any time, with %s', (_, style) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        expect(trial(style, seed)).toEqual({ lost: 0, doubled: 0 });
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it.each<[string, Style, Endings]>([
    ['words that are misheard', { ...PLAIN, misheard: 0.05 }, CUTS],
    ['padded times and words that are misheard', { ...PADDED, misheard: 0.05 }, CUTS],
    ['padded times and words that are divided differently', { ...PADDED, joined: 0.03, split: 0.03 }, CUTS],
    ['audio that starts within known words', PLAIN, { ...ALL_ENDINGS, terminated: 0 }],
    ['sessions that the service ends within words', PLAIN, { ...ALL_ENDINGS, released: 0 }],
  ])('rarely loses or repeats words where several faults meet, with %s', (_, style, endings) => {
    const verdicts = Array.from({ length: 500 }, (_, seed) => trial(style, seed, endings));
    expect(verdicts.filter(({ lost, doubled }) => lost + doubled > 0).length).toBeLessThanOrEqual(1);
  });
});

describe('a turn that the service ended with its session', () => {
  it.each([
    ['after it was emitted', [0, 1]],
    ['before it was emitted', [1, 0]],
  ])('is followed by new words without a pause, %s', (_, order) => {
    const repeats = createRepeats();
    const steps = [
      // The end of the last word is padded.
      () =>
        repeats.emitted(
          0,
          spotsOf(words(['we', 3000, 3200], ['have', 3240, 3560], ['like', 3600, 3840], ['a', 3880, 4960]), true),
        ),
      repeats.interrupted,
    ];
    for (const step of order) steps[step]!();
    repeats.begun(2000, []);
    const again = words(
      ['we', 3000, 3200],
      ['have', 3240, 3560],
      ['like', 3600, 3840],
      ['um', 3880, 4080],
      ['call', 4120, 4360],
      ['okay', 4440, 4740],
    );
    expect(repeats.hear(again, 0, false).repeats).toBe(4);
  });

  it('may end within a word, which is repeated as a longer word', () => {
    const repeats = createRepeats();
    repeats.emitted(0, spotsOf(words(['two', 4980, 5220], ['people', 5300, 5700]), true));
    repeats.emitted(1, spotsOf(words(['t', 8100, 8180]), true));
    repeats.interrupted();
    repeats.begun(6000, []);
    const again = words(['theyrefund', 8000, 8720], ['thing', 8720, 9120]);
    expect(repeats.hear(again, 0, true).repeats).toBe(1);
  });
});
