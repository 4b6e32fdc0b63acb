import type { Weights } from '../../../src/streaming/incoming/alignment.ts';
import { createLedger, type FinalTurn } from '../../../src/streaming/incoming/ledger.ts';
import { conversation, type Heard, hear, seeded, type Style } from './hearing.ts';

export interface Verdict {
  /** Words that were recognized and not emitted. */
  readonly lost: number;
  /** Words that were emitted more than once. */
  readonly doubled: number;
}

/** Number of words that are spoken in a trial. */
const WORDS = 24;

/** Shares of connections, 0 to 1. */
export interface Endings {
  /** Connections that start within known words, because a full buffer has released earlier audio. */
  readonly released: number;
  /** Connections that the service ends: with the words so far as a turn that has ended. */
  readonly terminated: number;
}

/** Connections end because the network breaks, and the next one repeats as much audio as necessary. */
export const CUTS: Endings = { released: 0, terminated: 0 };

export const ALL_ENDINGS: Endings = { released: 0.2, terminated: 0.3 };

/**
 * A conversation over two or three connections: the first one is cut at a random time, and the second one sometimes too,
 * soon after it began.
 */
export function trial(
  style: Style,
  seed: number,
  { released, terminated }: Endings = CUTS,
  weights?: Weights,
): Verdict {
  const random = seeded(seed);
  const spoken = conversation(WORDS, random);
  const totalMs = spoken.at(-1)!.end + 2000;
  const ledger = createLedger(undefined, weights);
  const finals: FinalTurn[] = [];
  const dropped = new Set<number>();

  function connect(ms: number): void {
    const { resumeMs, knownMs } = ledger;
    // A full buffer has released audio of known words.
    const fromMs = random() < released ? resumeMs + random() * Math.max(0, knownMs - resumeMs) : resumeMs;
    finals.push(...ledger.begun(fromMs));
    const emitted = Math.max(
      -1,
      ...finals.flatMap(({ words }) => (words as readonly Heard[]).flatMap((word) => word.halves)),
    );
    const hearing = hear(spoken, fromMs, style, random, emitted + 1);
    for (const at of hearing.dropped) dropped.add(at);
    const isTerminated = random() < terminated;
    for (const { turn, words, atMs } of hearing.turns) {
      const isWhole = atMs < fromMs + ms;
      const heard = words.filter(({ end }) => end < (isWhole ? (words[0]!.start + words.at(-1)!.start) / 2 : ms));
      const partial = { ...turn, words: heard, transcript: textOf(heard), end_of_turn: !isWhole && isTerminated };
      finals.push(...ledger.received(partial).finals, ...(isWhole ? ledger.received(turn).finals : []));
      if (isWhole) continue;
      if (isTerminated) ledger.interrupted();
      break;
    }
  }

  connect(random() * totalMs);
  if (random() < 0.5) connect(random() * 6000);
  connect(Infinity);
  finals.push(...ledger.flush());
  const counts = new Array<number>(2 * WORDS).fill(0);
  for (const word of finals.flatMap(({ words }) => words as readonly Heard[])) {
    for (const half of word.halves) counts[half]!++;
  }
  return {
    lost: spoken.filter((_, at) => !dropped.has(at) && (counts[2 * at] === 0 || counts[2 * at + 1] === 0)).length,
    doubled: spoken.filter((_, at) => counts[2 * at]! > 1 || counts[2 * at + 1]! > 1).length,
  };
}

const textOf = (words: readonly Heard[]): string => words.map(({ text }) => text).join(' ');
