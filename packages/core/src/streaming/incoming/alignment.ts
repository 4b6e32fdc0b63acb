import { CUT_MS, EARLY_MS, LATE_MS, LONG_WORD_MS } from '../limits.ts';
import { joinedOf, likelyEnd, likelyStart, MOST_JOINED, partsOf, type Spot } from './spots.ts';

/** Costs and gains of an alignment: logarithms of likelihoods (base e), relative to a word that is new. */
export interface Weights {
  /** Gain of two equal texts. */
  readonly same: number;
  /** Cost of two texts without a common letter. */
  readonly other: number;
  /** Gain of two equal starts, and of two equal ends. */
  readonly edge: number;
  /** Milliseconds by which two edges differ, for a cost of 1. */
  readonly spreadMs: number;
  /** Cost of an edge whose difference padding explains. */
  readonly padded: number;
  /** Highest cost of an edge. */
  readonly worst: number;
  /** Cost of an emitted word that is not recognized again. */
  readonly missed: number;
  /** Cost of another word between the repeated ones. */
  readonly extra: number;
  /** Cost of each additional word that is recognized as one with others, or the other way around. */
  readonly joined: number;
  /** Cost of a new word that follows a repeated one without the pause that ended a turn between them. */
  readonly unpaused: number;
  /** Cost of a word that was not emitted, and is not recognized again, and of a part of a word where the audio starts. */
  readonly retracted: number;
}

/**
 * The rounded results of a program that simulates conversations over connections that break, with plain and with padded
 * times, and changes one weight after the other as long as fewer words are lost or doubled:
 * `node --conditions=@aai-connectors/source packages/core/test/streaming/fit/main.ts --rounds 2`. Changes of a quarter do
 * not matter in conversations that the program has not seen.
 */
export const WEIGHTS: Weights = {
  same: 3,
  other: 2.5,
  edge: 2.5,
  spreadMs: 100,
  padded: 2.4,
  worst: 5.6,
  missed: 4,
  extra: 4,
  joined: 1.5,
  unpaused: 3,
  retracted: 1.6,
};

/** No match lies further apart, ms; those that do are not compared. */
const FAR_MS = 1000;

/** Largest difference of the times of two connections that is searched for, ms. */
const MOST_DRIFT_MS = 4000;

/** A pause that ends turns is at least this long, with the error of its times, ms. */
const PAUSE_MS = 200;

/** The words that a new connection may recognize again, in their order. */
export interface Repeatable {
  /** Words that were emitted. */
  readonly emitted: readonly Spot[];
  /** The words after these, as far as they were recognized: they were not emitted, so their repeats are new. */
  readonly ahead: readonly Spot[];
  /** By how much all times of these words may be too early or too late, ms. */
  readonly driftMs: number;
}

/** The words of a turn that repeat emitted words. */
export interface Alignment {
  /** Number of words of the turn that repeat emitted words: its first ones. */
  readonly repeats: number;
  /** Number of words ahead that are recognized as one with the last emitted words: as a part of the last repeat. */
  readonly joined: number;
  /** The emitted words that are still missing. */
  readonly rest: readonly Spot[];
}

/**
 * Finds the words of a turn that repeat emitted words.
 *
 * The service recognizes repeated audio again, at different times and sometimes as other words, as more words or as
 * fewer. Returns the most likely explanation of the whole turn: which of its words repeat which known words, in the same
 * order, and where the new words begin. A text counts by its letters, a time by its difference; differences that padding
 * explains cost little.
 *
 * @param words the words of a turn, from its first on
 * @param repeatable the words that are not recognized again yet
 * @param fromMs where the repeated audio begins, ms on the session's timeline
 */
export function align(
  words: readonly Spot[],
  repeatable: Repeatable,
  fromMs: number,
  weights: Weights = WEIGHTS,
): Alignment {
  const explain = explainer(words, repeatable, fromMs, weights);
  let best = explain(0);
  for (let by = weights.spreadMs; by <= Math.min(repeatable.driftMs, MOST_DRIFT_MS); by += weights.spreadMs) {
    for (const other of [explain(by), explain(-by)]) if (other.likelihood > best.likelihood) best = other;
  }
  return best;
}

/** Returns a function that aligns the words with the known words, whose times are `byMs` too early. */
function explainer(
  words: readonly Spot[],
  { emitted, ahead }: Repeatable,
  fromMs: number,
  weights: Weights,
): (byMs: number) => Alignment & { readonly likelihood: number } {
  const { same, other, edge, spreadMs, padded, worst } = weights;
  const count = emitted.length;
  const likenesses = new Map<string, number>();

  /** `by`: how much later the edge of the repeat lies, away from the word's middle. */
  function edgeGain(by: number, most: number, heardPadded: boolean, knownPadded: boolean): number {
    const beyond = Math.max(0, by - (heardPadded ? most : 0), -by - (knownPadded ? most : 0));
    const plain = Math.abs(by) / spreadMs;
    const cost = heardPadded || knownPadded ? Math.min(plain, padded + beyond / spreadMs) : plain;
    return edge - Math.min(cost, worst);
  }
  function likeness(a: string, b: string): number {
    const key = `${a} ${b}`;
    const known = likenesses.get(key) ?? likenessOf(a, b);
    likenesses.set(key, known);
    return known;
  }
  /** `parts`: texts of words that were joined. */
  function textGain(parts: readonly string[], text: string): number {
    const whole = likeness(parts.join(''), text);
    // A word that is divided is rarely misheard as well.
    if (parts.length === 1 || whole < 0.5) return (same + other) * whole - other * (0.7 + 0.3 * parts.length);
    const [first = '', ...rest] = parts;
    let best = -Infinity;
    for (let end = 0; end <= text.length; end++) {
      // No service divides a word so that a part has no letter.
      const gain = end === 0 ? -2 * other : textGain([first], text.slice(0, end));
      best = Math.max(best, gain + (end === text.length ? -2 * other * rest.length : textGain(rest, text.slice(end))));
    }
    return best;
  }
  /** The end of a known word: the audio begins within the word. `endGain`: of the end of the word. */
  function matchCut(a: Spot, b: Spot, share: number, endGain: number): number {
    // Even a short rest is recognized as at least one letter.
    const expected = Math.max(1, Math.ceil(share * a.text.length));
    const excess = Math.max(0, b.text.length - expected) / Math.max(1, a.text.length);
    // A new word is rarely the end of the word before it.
    const suffix = !a.parts && b.text.length < a.text.length && a.text.endsWith(b.text) ? same / 2 : 0;
    // The audio starts with the rest, so its time is exact.
    return suffix + endGain - (2 * (b.start - fromMs)) / spreadMs - other * excess;
  }
  /** Whether the text of `b` consists of the words in `a`, the last of which is `last`. */
  function isJoint(a: Spot, b: Spot, last: Spot): boolean {
    const hasRest = emitted.at(-1)?.unfinished && b.text.endsWith(last.text);
    return hasRest || likeness(a.text, b.text) >= 0.7;
  }
  function match(a: Spot, b: Spot): number {
    // Both times contain the word, and no word has a pause in it.
    const apart = Math.max(0, b.start - a.end, a.start - b.end) + (a.pauseMs ?? 0) + (b.pauseMs ?? 0);
    const startGain = edgeGain(a.start - b.start, EARLY_MS, b.early, a.early);
    const endGain = edgeGain(b.end - a.end, LATE_MS, b.late, a.late);
    const whole =
      (partsOf(a).length < partsOf(b).length ? textGain(partsOf(b), a.text) : textGain(partsOf(a), b.text)) +
      startGain +
      endGain -
      Math.min(2 * worst, apart / spreadMs);
    if (a.unfinished && b.text.startsWith(a.text)) {
      const tooLong = Math.max(0, b.end - a.end - LONG_WORD_MS) / spreadMs;
      return Math.max(whole, startGain - Math.min(tooLong, worst));
    }
    const start = likelyStart(a, a.early);
    if (start >= fromMs || fromMs === 0) return whole;
    const share = clamp((likelyEnd(a) - fromMs) / Math.max(1, likelyEnd(a) - start));
    const wholeShare = clamp((share - 0.5) / 0.4);
    return wholeShare * whole + (1 - wholeShare) * matchCut(a, b, share, endGain);
  }

  return (byMs) => {
    const known = [...emitted, ...ahead].map((spot) => ({ ...spot, start: spot.start + byMs, end: spot.end + byMs }));
    // All words after these are new.
    const heard = words.slice(0, 2 * known.length + 4);
    const missed = known.map(({ start }, at) =>
      at < count ? weights.missed * clamp(fromMs > 0 ? (start - fromMs) / CUT_MS : 1) : weights.retracted,
    );
    // The first word may be a part of a word that the start of the audio cuts.
    const isCut = known.some(({ start, end }) => start < fromMs && end > fromMs - PAUSE_MS);
    const extra = heard.map(({ start }, at) =>
      at === 0 && isCut && start < fromMs + CUT_MS ? weights.retracted : weights.extra,
    );
    /** The cost of a turn that ended between two words which have no pause between them in the other recognition. */
    const unpaused = (before: Spot | undefined, after: Spot): number =>
      before && !before.late ? weights.unpaused * clamp(1 - (after.start - before.end) / PAUSE_MS) : 0;

    const joinedKnown = joinedOf(known);
    const joinedHeard = joinedOf(heard);

    /** By the number of known words and of words of the turn: the likelihood of their best alignment. */
    const best: number[][] = [];
    /** In this alignment, the number of words that repeat emitted words, and of words ahead in the last one. */
    const repeated: (readonly [repeats: number, joined: number])[][] = [];
    for (let i = 0; i <= known.length; i++) {
      best.push([]);
      repeated.push([]);
      for (let j = 0; j <= heard.length; j++) {
        let score = i + j === 0 ? 0 : -Infinity;
        let repeats: readonly [number, number] = [0, 0];
        const consider = (a: number, b: number, gain: number): void => {
          const isNew = i - a >= count;
          const before = repeated[i - a]![j - b]!;
          // A new word after the first one needs no pause.
          const isFollowing = i - a === known.length && before[0] < j - b;
          const sum =
            best[i - a]![j - b]! +
            gain -
            (known[i - a - 1]?.paused && b > 0 && !isFollowing ? unpaused(heard[j - b - 1], heard[j - b]!) : 0);
          if (sum <= score) return;
          score = sum;
          repeats = isNew ? before : [j, Math.max(0, i - count)];
        };
        if (i > 0) consider(1, 0, -missed[i - 1]!);
        // All words after the known words are new. Where they follow the emitted ones, the boundary may have been wrong.
        if (j > 0) consider(0, 1, i === known.length ? 0 : i === count ? -weights.retracted : -extra[j - 1]!);
        for (let a = 1; a <= Math.min(i, MOST_JOINED - 1); a++) {
          for (let b = 1; b <= Math.min(j, MOST_JOINED - a); b++) {
            const first = joinedKnown[i - 1]![a - 1]!;
            const second = joinedHeard[j - 1]![b - 1]!;
            if (second.start - first.end > FAR_MS || first.start - second.end > FAR_MS) continue;
            // Only its text shows that a word consists of an emitted and a new one.
            if (i > count && i - a < count && !isJoint(first, second, known[i - 1]!)) continue;
            consider(a, b, match(first, second) - weights.joined * (a + b - 2));
          }
        }
        best[i]![j] = score;
        repeated[i]![j] = repeats;
      }
    }

    let likeliest = -Infinity;
    let repeats = 0;
    let joined = 0;
    let rest: readonly Spot[] = [];
    for (let i = count; i <= known.length; i++) {
      const score = best[i]![heard.length]!;
      if (score > likeliest) {
        likeliest = score;
        [repeats, joined] = repeated[i]![heard.length]!;
      }
    }
    // The turn has only repeated words, and a later turn will have the rest.
    let cost = 0;
    for (let i = count - 1; i >= 0 && heard.length === words.length; i--) {
      const { start, early } = known[i]!;
      if (start + (early ? EARLY_MS : 0) < heard.at(-1)!.start - CUT_MS) cost += missed[i]!;
      const pause = heard.at(-1)!.paused ? unpaused(known[i - 1], known[i]!) : 0;
      const score = best[i]![heard.length]! - cost - pause;
      if (score >= likeliest) {
        likeliest = score;
        repeats = heard.length;
        joined = 0;
        rest = emitted.slice(i);
      }
    }
    return { repeats, joined, rest, likelihood: likeliest };
  };
}

const clamp = (share: number): number => Math.max(0, Math.min(1, share));

/** Share of equal letters in the same order, 0 to 1. */
function likenessOf(a: string, b: string): number {
  if (a === b) return 1;
  let row = new Array<number>(b.length + 1).fill(0);
  for (const letter of a) {
    const next = [0];
    for (let j = 1; j <= b.length; j++) {
      next.push(letter === b[j - 1] ? row[j - 1]! + 1 : Math.max(row[j]!, next[j - 1]!));
    }
    row = next;
  }
  return row[b.length]! / Math.max(a.length, b.length);
}
