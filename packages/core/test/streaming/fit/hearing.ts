import type { StreamingTurn, StreamingWord } from '../../../src/streaming/incoming/messages.ts';

export type Random = () => number;

/** The same numbers for the same seed. Source: the linear congruential generator of Numerical Recipes. */
export function seeded(seed: number): Random {
  let state = Math.imul(seed, 2_654_435_761) >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

const between = (random: Random, least: number, most: number): number => Math.round(least + random() * (most - least));
const about = (random: Random, most: number): number => between(random, -most, most);
const oneOf = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** A spoken word, ms. */
export interface Spoken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const VOCABULARY = (
  'the a and to of I you it is that in we yes no okay so well um right have not do this for with be they my your just ' +
  'know think really very good thank please order screen refund money day week seven two ten time name call back again ' +
  'every people something going want morning because number already nobody cannot everything remember information'
).split(' ');

/** Probability of a word that is said again immediately: "no no no", "very very". */
const SAID_AGAIN = 0.15;

/** Probability of a pause within a sentence that is as long as one between sentences. */
const HESITATION = 0.05;

/** Sentences of 1 to 20 words with pauses between them. */
export function conversation(count: number, random: Random): Spoken[] {
  const words: Spoken[] = [];
  let at = between(random, 200, 1500);
  let left = 0;
  while (words.length < count) {
    if (left <= 0) left = random() < 0.25 ? 1 : between(random, 2, 20);
    const last = words.at(-1)?.text;
    const text = last !== undefined && random() < SAID_AGAIN ? last : oneOf(random, VOCABULARY);
    const end = at + between(random, 100, 450);
    words.push({ text, start: at, end });
    left--;
    at = end + (left === 0 || random() < HESITATION ? between(random, 250, 3000) : between(random, 10, 140));
  }
  return words;
}

/** How well a service recognizes words. Shares are probabilities per word. */
export interface Style {
  readonly name: string;
  /** Which words start up to {@link EARLY_MS} early. */
  readonly early: 'never' | 'first of connection' | 'first of turn';
  /** Whether the last word of a turn ends 240 to {@link LATE_MS} late. */
  readonly late: boolean;
  /** Largest error of a time, ms. */
  readonly jitterMs: number;
  readonly misheard: number;
  readonly joined: number;
  readonly split: number;
  readonly dropped: number;
  /** Probability of a word that nobody said, after a word. */
  readonly invented: number;
}

const EARLY_MS = 990;
const LATE_MS = [240, 1344] as const;

const PLAIN = { early: 'never', late: false } as const;
const PADDED = { early: 'first of turn', late: true } as const;
const OF_CONNECTION = { early: 'first of connection', late: true } as const;

const USUAL = { jitterMs: 100, misheard: 0.05, joined: 0.02, split: 0.02, dropped: 0.002, invented: 0.002 };
const BAD = { jitterMs: 140, misheard: 0.15, joined: 0.06, split: 0.06, dropped: 0.01, invented: 0.01 };

/** Services as users have measured them. */
export const STYLES: readonly Style[] = [
  { ...USUAL, ...PLAIN, name: 'plain times' },
  { ...USUAL, ...PADDED, name: 'padded times' },
  { ...USUAL, ...OF_CONNECTION, name: 'times padded at the start of connections and the end of turns' },
  { ...USUAL, ...PADDED, jitterMs: 200, name: 'padded times, inaccurate' },
];

/** Services that make all faults three times as often: their faults meet, so that weights matter. */
export const BAD_STYLES: readonly Style[] = [
  { ...BAD, ...PLAIN, name: 'plain times, many faults' },
  { ...BAD, ...PADDED, name: 'padded times, many faults' },
  { ...BAD, ...OF_CONNECTION, name: 'times padded at the start of connections and the end of turns, many faults' },
  { ...BAD, ...PADDED, jitterMs: 200, name: 'padded times, inaccurate, many faults' },
];

/** A recognized word. `halves` numbers the halves of spoken words in it; none for a part of a word. */
export interface Heard extends StreamingWord {
  readonly halves: readonly number[];
}

export interface HeardTurn {
  readonly turn: StreamingTurn;
  /** Its words. */
  readonly words: readonly Heard[];
  /** When the service sends it, ms of the audio. */
  readonly atMs: number;
}

export interface Hearing {
  readonly turns: readonly HeardTurn[];
  /** Numbers of the words that the service did not recognize. */
  readonly dropped: readonly number[];
}

/** Times are multiples of this, ms. Source: contract `streaming.md` section 6.3. */
const GRID_MS = 80;
const onGrid = (ms: number): number => Math.max(0, Math.round(ms / GRID_MS) * GRID_MS);

/** Longest turn, ms. */
const LONGEST_TURN_MS = 10_000;

/** A word of which less is in the audio is recognized as a part of a word, or not at all. */
const ENOUGH = 0.6;

interface Item {
  readonly text: string;
  /** ms of the audio */
  readonly start: number;
  readonly end: number;
  readonly halves: readonly number[];
}

/**
 * Recognizes the audio from `fromMs`. Each call gives other results, as each connection to the service does.
 *
 * @param boundary number of half words that must not be joined with earlier words: the joined word would be both new and
 *   repeated
 */
export function hear(
  spoken: readonly Spoken[],
  fromMs: number,
  style: Style,
  random: Random,
  boundary: number,
): Hearing {
  const { items, dropped } = recognized(spoken, fromMs, style, random, boundary);
  const bias = about(random, 40);
  const turns: HeardTurn[] = [];
  for (const turn of inTurns(items, random)) {
    const words = turn.map((item, at): Heard => {
      const isEarly = at === 0 && (style.early === 'first of turn' || (style.early !== 'never' && turns.length === 0));
      const early = isEarly ? between(random, 0, EARLY_MS) : 0;
      const late = style.late && at === turn.length - 1 ? between(random, ...LATE_MS) : 0;
      const start = onGrid(item.start + bias + about(random, style.jitterMs) - early - fromMs);
      const end = Math.max(start + GRID_MS, onGrid(item.end + bias + about(random, style.jitterMs) + late - fromMs));
      return { text: item.text, start, end, confidence: 1, word_is_final: true, halves: item.halves };
    });
    turns.push({ turn: turnOf(turns.length, words), words, atMs: turn.at(-1)!.end + between(random, 200, 900) });
  }
  return { turns, dropped };
}

const turnOf = (turn_order: number, words: readonly Heard[]): StreamingTurn => ({
  type: 'Turn',
  turn_order,
  turn_is_formatted: false,
  end_of_turn: true,
  transcript: words.map(({ text }) => text).join(' '),
  end_of_turn_confidence: 1,
  words,
});

function recognized(
  spoken: readonly Spoken[],
  fromMs: number,
  style: Style,
  random: Random,
  boundary: number,
): { readonly items: readonly Item[]; readonly dropped: readonly number[] } {
  const items: Item[] = [];
  const dropped: number[] = [];
  for (const [at, { text, start, end }] of spoken.entries()) {
    if (end <= fromMs) continue;
    const share = (end - Math.max(start, fromMs)) / (end - start);
    const said = random() < style.misheard ? oneOf(random, VOCABULARY) : random() < 0.1 ? text.toUpperCase() : text;
    const whole = { text: said, start: Math.max(start, fromMs), end, halves: [2 * at, 2 * at + 1] };
    const before = items.at(-1);
    if (share < ENOUGH) {
      dropped.push(at);
      if (random() < 0.5) items.push({ ...whole, text: said.slice(-Math.ceil(said.length * share)), halves: [] });
    } else if (random() < style.dropped) {
      dropped.push(at);
    } else if (
      random() < style.joined &&
      before?.halves.length === 2 &&
      start - before.end < 100 &&
      2 * at !== boundary
    ) {
      const halves = [...before.halves, ...whole.halves];
      items[items.length - 1] = { ...whole, text: before.text + said, start: before.start, halves };
    } else if (random() < style.split && said.length > 2) {
      const middle = Math.round((whole.start + end) / 2);
      items.push({ ...whole, text: said.slice(0, said.length / 2), end: middle, halves: [2 * at] });
      items.push({ ...whole, text: said.slice(said.length / 2), start: middle, halves: [2 * at + 1] });
    } else {
      items.push(whole);
    }
    if (random() < style.invented)
      items.push({ text: oneOf(random, VOCABULARY), start: end, end: end + 80, halves: [] });
  }
  return { items, dropped };
}

/** Turns end at pauses, at different ones in each recognition, and sometimes in the middle of a sentence. */
function* inTurns(items: readonly Item[], random: Random): Generator<readonly Item[]> {
  let turn: Item[] = [];
  for (const [at, item] of items.entries()) {
    turn.push(item);
    const next = items[at + 1];
    const pause = (next?.start ?? Infinity) - item.end;
    const isLong = item.end - turn[0]!.start > LONGEST_TURN_MS;
    if (isLong || (pause > 400 && random() < 0.95) || (pause > 160 && random() < 0.3)) {
      yield turn;
      turn = [];
    }
  }
  if (turn.length > 0) yield turn;
}
