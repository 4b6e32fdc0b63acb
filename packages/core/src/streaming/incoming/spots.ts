import { LONG_TURN_MS, LONG_WORD_MS } from '../limits.ts';
import type { StreamingWord } from './messages.ts';

/** Longest pause between words that are recognized as one, ms. */
const MOST_PAUSE_MS = 250;

/** Maximum number of words that another recognition divides differently. */
export const MOST_JOINED = 4;

/** A word as it is compared: its letters and digits, and which of its times may be padded. */
export interface Spot {
  readonly word: StreamingWord;
  readonly text: string;
  /** ms on the session's timeline */
  readonly start: number;
  /** ms on the session's timeline */
  readonly end: number;
  /** The first word of a turn: its start may be up to {@link EARLY_MS} early. */
  readonly early: boolean;
  /** The last word of an ended turn: its end may be up to {@link LATE_MS} late. */
  readonly late: boolean;
  /** A pause after this word ended its turn. */
  readonly paused: boolean;
  /** End in an earlier message about the turn, which is not padded, ms; 0 if unknown. */
  readonly partialEnd: number;
  /** The service ended its session after this word: it may be the beginning of a longer one. */
  readonly unfinished?: boolean;
  /** Total of the pauses between the words that were joined, ms; absent for a single word. */
  readonly pauseMs?: number;
  /** The texts of the words that were joined; absent for a single word. */
  readonly parts?: readonly string[];
}

/** What earlier messages about a turn said, ms on the session's timeline. */
export interface TurnSpan {
  /** Start of the first word, also if that word was removed because it was repeated. */
  readonly startMs: number;
  /** End of the last word before the service ended the turn; 0 if unknown. */
  readonly partialEndMs: number;
}

/**
 * The words of a turn, or its last words, for the alignment.
 *
 * @param ended the service ended the turn
 */
export function spotsOf(words: readonly StreamingWord[], ended: boolean, span?: TurnSpan): Spot[] {
  const { startMs = words[0]?.start ?? 0, partialEndMs = 0 } = span ?? {};
  const isShort = words.length > 0 && words.at(-1)!.start - startMs < LONG_TURN_MS;
  return words.map((word, at) => {
    const { text, start, end } = word;
    const late = ended && at === words.length - 1;
    return {
      word,
      text: text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''),
      start,
      end,
      early: at === 0 && start <= startMs,
      late,
      paused: late && isShort,
      partialEnd: late ? partialEndMs : 0,
    };
  });
}

/** The start of the first word of a turn is padded: its end is more reliable. */
export const likelyStart = ({ start, end }: Pick<Spot, 'start' | 'end'>, early: boolean): number =>
  early ? Math.max(start, end - LONG_WORD_MS) : start;

/**
 * The end of the last word of a turn is padded: its start, its middle if the start is also padded, or its end in an
 * earlier message is more reliable.
 */
export const likelyEnd = ({ start, end, late, partialEnd }: Spot): number =>
  late ? Math.min(end, Math.max(partialEnd, start + 250, (start + end) / 2 - 200)) : end;

/** For each word: the word, the word joined with the word before it, and so on. */
export const joinedOf = (spots: readonly Spot[]): Spot[][] => {
  const all: Spot[][] = [];
  for (const spot of spots) {
    const before = all.at(-1)?.slice(0, MOST_JOINED - 2) ?? [];
    all.push([spot, ...before.map((first) => join(first, spot))]);
  }
  return all;
};

const join = (first: Spot, next: Spot): Spot => ({
  ...next,
  text: first.text + next.text,
  start: first.start,
  early: first.early,
  parts: [...partsOf(first), next.text],
  pauseMs: (first.pauseMs ?? 0) + Math.max(0, next.start - first.end - MOST_PAUSE_MS),
});

export const partsOf = ({ parts, text }: Spot): readonly string[] => parts ?? [text];
