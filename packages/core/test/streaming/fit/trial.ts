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

/**
 * A conversation over two or three connections: the first one is cut at a random time, and the second one sometimes too,
 * soon after it began.
 */
export function trial(style: Style, seed: number, weights?: Weights): Verdict {
  const random = seeded(seed);
  const spoken = conversation(WORDS, random);
  const totalMs = spoken.at(-1)!.end + 2000;
  const ledger = createLedger(undefined, weights);
  const finals: FinalTurn[] = [];
  const dropped = new Set<number>();

  function connect(ms: number): void {
    const fromMs = ledger.resumeMs;
    finals.push(...ledger.begun(fromMs));
    const emitted = Math.max(
      -1,
      ...finals.flatMap(({ words }) => (words as readonly Heard[]).flatMap((word) => word.halves)),
    );
    const hearing = hear(spoken, fromMs, style, random, emitted + 1);
    for (const at of hearing.dropped) dropped.add(at);
    for (const { turn, words, atMs } of hearing.turns) {
      const isWhole = atMs < fromMs + ms;
      const heard = words.filter(({ end }) => end < (isWhole ? (words[0]!.start + words.at(-1)!.start) / 2 : ms));
      const partial = ledger.received({ ...turn, words: heard, transcript: textOf(heard), end_of_turn: false });
      finals.push(...partial.finals, ...(isWhole ? ledger.received(turn).finals : []));
      if (!isWhole) break;
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
