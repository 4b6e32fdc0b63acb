import { describe, expect, it } from 'vitest';
import { type HeardWord, type Hearing, markedAudio } from '@aai-connectors/stand-in';
import { type Cruelty, cruelListener, LATE_MS, MOST_EARLY_MS } from '../recognizer.ts';
import { halvesOf, identityOf } from '../identity.ts';
import { seeded } from '../random.ts';
import { conversation } from '../speech.ts';

const RATE = 8000;
const TOTAL_MS = 120_000;
const WORDS = conversation(TOTAL_MS, seeded(7), { mostWords: 80 });
const AUDIO = markedAudio(WORDS, TOTAL_MS, RATE);
const BLOCK = (RATE * 40) / 1000;

/** Every update of one connection, and its turns, which end when the recognizer is sure. The audio starts at `fromMs`. */
function session(cruelty: Cruelty, seed = 1, fromMs = 0): { updates: Hearing[]; turns: (readonly HeardWord[])[] } {
  const ears = cruelListener(WORDS, seeded(seed), cruelty).open(RATE);
  const updates: Hearing[] = [];
  const turns: (readonly HeardWord[])[] = [];
  for (let at = (fromMs * RATE) / 1000; at < AUDIO.length; at += BLOCK) {
    const hearing = ears.hear(AUDIO.subarray(at, at + BLOCK)) as Hearing;
    updates.push(hearing);
    if (hearing.words.length > 0 && hearing.silenceMs >= 400 && hearing.endConfidence > 0.4) {
      turns.push((ears.endTurn() as Hearing).words);
    }
  }
  turns.push((ears.endTurn() as Hearing).words);
  return { updates, turns: turns.filter((words) => words.length > 0) };
}

const ALL_HALVES = WORDS.flatMap((_, at) => [2 * at, 2 * at + 1]);
const halves = (turns: readonly (readonly HeardWord[])[]): number[] =>
  turns.flat().flatMap(({ confidence }) => halvesOf(identityOf(confidence)));
const texts = (turns: readonly (readonly HeardWord[])[]): string[] =>
  turns.flat().map(({ text }) => text.toLowerCase());

describe('the recognizer of the torture', () => {
  it.each<Cruelty>([
    {},
    { padded: true },
    { misheard: 0.05, joined: 0.05, split: 0.05 },
    { tentative: 3, joined: 0.05 },
    { longestTurnMs: 10_000 },
    { padded: true, misheard: 0.05, joined: 0.05, split: 0.05, tentative: 3, longestTurnMs: 10_000, drift: 0.001 },
  ])('reports each spoken word once: %j', (cruelty) => {
    expect(halves(session(cruelty).turns)).toEqual(ALL_HALVES);
  });

  it('starts the first word of a turn early and ends the last word late', () => {
    const { turns } = session({ padded: true });
    const early = turns.map((turn) => -identityOf(turn[0]!.confidence).offMs);
    expect(Math.max(...early)).toBeGreaterThan(500);
    expect(Math.max(...early)).toBeLessThanOrEqual(MOST_EARLY_MS + 160);
    const late = turns.map((turn) => {
      const { first, part } = identityOf(turn.at(-1)!.confidence);
      return turn.at(-1)!.end - WORDS[first + (typeof part === 'number' ? part - 1 : 0)]!.end;
    });
    expect(Math.min(...late)).toBeGreaterThanOrEqual(LATE_MS[0] - 200);
    expect(Math.max(...late)).toBeGreaterThan(900);
    expect(Math.max(...late)).toBeLessThanOrEqual(LATE_MS[1] + 240);
  });

  it('mishears, joins and splits differently in each connection', () => {
    const cruelty = { misheard: 0.05, joined: 0.05, split: 0.05 };
    const [first, second] = [session(cruelty, 1).turns, session(cruelty, 2).turns];
    expect(texts(first)).not.toEqual(texts(second));
    const parts = new Set([...first, ...second].flat().map(({ confidence }) => identityOf(confidence).part));
    expect(parts).toEqual(new Set([1, 2, 'first half', 'second half']));
    const plain = session({}).turns;
    const wrong = session({ misheard: 0.05 }).turns.flat();
    const misheard = wrong.filter(({ text }, at) => text.toLowerCase() !== plain.flat()[at]?.text.toLowerCase());
    expect(misheard.length / WORDS.length).toBeGreaterThan(0.02);
    expect(misheard.length / WORDS.length).toBeLessThan(0.09);
  });

  it('reports of a word that began before the audio nothing, a piece, or a part of the next word', () => {
    const word = WORDS[10]!;
    const fromMs = Math.round((word.start + word.end) / 2 + 20);
    const firsts = Array.from({ length: 12 }, (_, seed) => session({}, seed, fromMs).turns[0]![0]!);
    const identities = firsts.map(({ confidence }) => identityOf(confidence));
    expect(identities).toContainEqual(expect.objectContaining({ first: 10, part: 'piece' }));
    expect(identities).toContainEqual(expect.objectContaining({ first: 11, part: 1 }));
    const next = WORDS[11]!.text;
    expect(firsts.some(({ text }) => text.toLowerCase().endsWith(next) && text.length > next.length)).toBe(true);
  });

  it('has one word at most that is not final, the last, unless it may have more', () => {
    for (const { words } of session({ misheard: 0.05, joined: 0.05 }).updates) {
      expect(words.findIndex(({ isFinal }) => !isFinal)).toBeOneOf([-1, words.length - 1]);
    }
  });

  it('changes and withdraws words that are not final, and never a final word', () => {
    const { updates } = session({ tentative: 3 });
    let known: string[] = [];
    let withdrawn = 0;
    let most = 0;
    let length = 0;
    for (const { words } of updates) {
      const final = words.filter(({ isFinal }) => isFinal).map(({ text }) => text);
      if (final.length >= known.length) expect(final.slice(0, known.length)).toEqual(known);
      if (words.length < length && final.length >= known.length) withdrawn++;
      most = Math.max(most, words.length - final.length);
      known = final;
      length = words.length;
    }
    expect(most).toBe(3);
    expect(withdrawn).toBeGreaterThan(0);
  });

  it('ends long turns in the middle of a sentence, and labels their speakers', () => {
    const { turns } = session({ longestTurnMs: 10_000 });
    const lengths = turns.map((turn) => turn.at(-1)!.end - turn[0]!.start);
    expect(Math.max(...lengths)).toBeGreaterThan(9000);
    expect(Math.max(...lengths)).toBeLessThan(12_500);
    expect(turns.some((turn) => !/[.!?]$/.test(turn.at(-1)!.display))).toBe(true);
    expect(turns.flat().every(({ extra }) => /^[ABC]$/.test(extra?.['speaker'] as string))).toBe(true);
    expect(turns[0]![0]!.extra).toEqual({ speaker: 'A' });
  });
});
