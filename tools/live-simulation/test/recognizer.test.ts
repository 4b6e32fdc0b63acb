import { describe, expect, it } from 'vitest';
import { type HeardWord, type Hearing, markedAudio } from '@aai-connectors/stand-in';
import { seeded } from '../random.ts';
import { halvesOf, identityOf } from '../identity.ts';
import { fickleListener } from '../recognizer.ts';
import { conversation } from '../speech.ts';

const RATE = 8000;
const WORDS = conversation(60_000, seeded(7));
const AUDIO = markedAudio(WORDS, 60_000, RATE);

/** Everything one session says, from `fromMs` on. */
function heard(
  listener: ReturnType<typeof fickleListener>,
  fromMs = 0,
): { all: Hearing[]; final: readonly HeardWord[] } {
  const ears = listener.open(RATE);
  const all: Hearing[] = [];
  for (let at = (RATE * fromMs) / 1000; at < AUDIO.length; at += 160) {
    all.push(ears.hear(AUDIO.subarray(at, at + 160)) as Hearing);
  }
  return { all, final: (ears.endTurn() as Hearing).words };
}

describe('the recognizer of the torture run', () => {
  it('returns slightly different results for the same audio', () => {
    const listener = fickleListener(WORDS, seeded(1));
    const [first, second] = [heard(listener).final, heard(listener).final];
    const texts = (words: readonly HeardWord[]): string => words.map(({ text }) => text).join(' ');
    expect(texts(first)).not.toBe(texts(second));
    expect(texts(first).toLowerCase()).not.toBe(texts(second).toLowerCase());
    const starts = (words: readonly HeardWord[]) =>
      new Map(words.map(({ confidence, start }) => [identityOf(confidence).first, start]));
    const again = starts(second);
    const shifts = [...starts(first)].flatMap(([number, start]) =>
      again.has(number) ? [again.get(number)! - start] : [],
    );
    expect(new Set(shifts).size).toBeGreaterThan(3);
    expect(Math.max(...shifts.map(Math.abs))).toBeLessThanOrEqual(320);
  });

  it('never changes a final word, and has one open word at most, the last', () => {
    const { all } = heard(fickleListener(WORDS, seeded(2)));
    let known: string[] = [];
    for (const { words } of all) {
      expect(words.findIndex(({ isFinal }) => !isFinal)).toBeOneOf([-1, words.length - 1]);
      const final = words.filter(({ isFinal }) => isFinal).map(({ text }) => text);
      expect(final.slice(0, known.length)).toEqual(known);
      known = final;
    }
  });

  it('knows of every word which one it was, and of one that began before that it is a piece', () => {
    const numbers = heard(fickleListener(WORDS, seeded(3))).final.flatMap(({ confidence }) =>
      halvesOf(identityOf(confidence)),
    );
    expect(numbers).toEqual(WORDS.flatMap((_, at) => [2 * at, 2 * at + 1]));
    const middle = WORDS[10]!;
    const late = (middle.start + middle.end) / 2 + 20;
    const pieces = [1, 2, 3, 4, 5, 6].map((seed) => {
      const [word] = heard(fickleListener(WORDS, seeded(seed)), late).final;
      return identityOf(word!.confidence);
    });
    expect(pieces).toContainEqual(expect.objectContaining({ first: 10, part: 'piece' }));
    expect(pieces).toContainEqual(expect.objectContaining({ first: 11, part: 1 }));
  });
});
