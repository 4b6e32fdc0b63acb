import {
  AHEAD_WORDS,
  CONTEXT_MS,
  CONTEXT_WORDS,
  CUT_MS,
  DRIFT,
  OVERLAP_MS,
  SAME_TURN_MS,
  TAIL_WORDS,
} from '../limits.ts';
import { align, type Weights } from './alignment.ts';
import type { StreamingWord } from './messages.ts';
import { likelyEnd, type Spot, spotsOf, type TurnSpan } from './spots.ts';

/** How the service recognized a turn: enough to find its new words in a copy. */
export interface Hearing extends TurnSpan {
  /** Number of words that repeat emitted words, and of all words. */
  readonly repeats: number;
  readonly count: number;
  /** New words in the last repeated word, as an earlier connection recognized them. */
  readonly joined: readonly StreamingWord[];
  /** Start of the first new word, ms on the session's timeline. */
  readonly freshMs: number;
}

/** Remembers the last emitted words, and finds them in what later connections recognize. */
export interface Repeats {
  /** Words of a turn were emitted. Turns have ascending keys, except for turns that arrive after later turns. */
  emitted(key: number, words: readonly Spot[]): void;
  /** The service ended its session, and with it the last turn: perhaps without a pause. */
  interrupted(): void;
  /** A new connection starts with the audio at `baseMs`. `recognized`: words that were not emitted. */
  begun(baseMs: number, recognized: readonly Spot[]): void;
  /**
   * Finds the repeated words of a turn, which are its first ones.
   *
   * @param ends the turn has no more words
   * @param before the last word of the turn in the message before
   */
  hear(words: readonly StreamingWord[], key: number, ends: boolean, before?: StreamingWord): Hearing;
  /** Where a new connection must start to recognize the last emitted words again, ms. */
  readonly resumeMs: number;
  /** Likely end of the last emitted word, ms. */
  readonly endMs: number;
}

export function createRepeats(weights?: Weights): Repeats {
  let base = 0;
  let tail: readonly Spot[] = [];
  /** Key of the last turn in the tail. */
  let tailKey = -1;
  /** The service has ended its session: the turns that are emitted before the next connection include its last one. */
  let isInterrupted = false;
  /** Words that the last connections recognized after the tail, in turns that were not emitted. */
  let ahead: readonly Spot[] = [];
  /** By how much the times of the tail may differ from those of the current connection, ms. */
  let driftMs = 0;
  /** The emitted words that turns from a key on may repeat, by ascending keys. */
  let pending: { readonly key: number; readonly emitted: readonly Spot[]; readonly heardMs: number }[] = [];

  const driftAt = (ms: number): number => Math.max(0, ms - base) * DRIFT;

  return {
    emitted(key, spots) {
      if (spots.length === 0) return;
      tail = (key < tailKey ? inOrder([...tail, ...spots]) : [...tail, ...notBefore(spots, tail.at(-1)?.start)]).slice(
        -TAIL_WORDS,
      );
      if (isInterrupted) tail = unfinished(tail);
      tailKey = Math.max(tailKey, key);
      ahead = [];
    },
    interrupted() {
      isInterrupted = true;
      tail = unfinished(tail);
    },
    begun(baseMs, recognized) {
      if (recognized.length >= ahead.length) ahead = notBefore(recognized.slice(0, AHEAD_WORDS), tail.at(-1)?.start);
      driftMs = driftAt(tail.at(-1)?.start ?? 0);
      base = baseMs;
      isInterrupted = false;
      tailKey = -1;
      pending = [{ key: 0, emitted: tail.filter(({ end }) => end > base - CUT_MS - driftMs), heardMs: base }];
    },
    hear(words, key, ends, before) {
      const { emitted = [], heardMs = 0 } = pending.findLast((each) => each.key <= key) ?? {};
      const isRepeat = emitted.length > 0 && words.length > 0;
      const spots = isRepeat ? notBefore(spotsOf(words, ends), heardMs) : [];
      const { repeats, joined, rest } = isRepeat
        ? align(spots, { emitted, ahead, driftMs }, base, weights)
        : { repeats: 0, joined: 0, rest: emitted };
      // New words show that no more emitted words follow.
      if (ends && isRepeat && pending.at(-1)!.key <= key) {
        pending.push({ key: key + 1, emitted: repeats < words.length ? [] : rest, heardMs: spots.at(-1)!.start });
      }
      const [startMs = 0, freshMs = Infinity] = [words[0]?.start, words[repeats]?.start];
      const partialEndMs = ends ? partialEndOf(before, words.at(-1)) : 0;
      const newWords = ahead.slice(0, joined).map(({ word }) => word);
      return { repeats, count: words.length, joined: newWords, startMs, freshMs, partialEndMs };
    },
    get resumeMs() {
      const last = tail.at(-1)?.start ?? 0;
      const context = Math.max(tail.at(-CONTEXT_WORDS)?.start ?? 0, last - CONTEXT_MS);
      return Math.max(0, Math.min(last - OVERLAP_MS, context) - driftAt(last));
    },
    get endMs() {
      const last = tail.at(-1);
      return last ? likelyEnd(last) : 0;
    },
  };
}

/** The new words in a message about a turn. In a formatted copy, by their times, because formatting may join several words. */
export function freshIn(
  words: readonly StreamingWord[],
  { repeats, count, joined, freshMs }: Hearing,
  spoken: readonly StreamingWord[],
): readonly StreamingWord[] {
  if (repeats === 0) return words;
  if (words.length === count) return [...joined, ...words.slice(repeats)];
  const at = words.findIndex(({ start }) => start >= freshMs);
  const [old, fresh] = at < 0 ? [words, []] : [words.slice(0, at), words.slice(at)];
  const oldEnd = Math.max(0, ...old.map(({ end }) => end));
  // The new words that were joined with a repeated word.
  const formatted = spoken
    .slice(joined.length)
    .filter(({ start, end }) => end <= oldEnd && start < (fresh[0]?.start ?? Infinity));
  return [...joined, ...formatted, ...fresh];
}

/** The end of the last word of a turn in the message before the turn ended; 0 if that was another word. */
const partialEndOf = (before: StreamingWord | undefined, last: StreamingWord | undefined): number =>
  before && last && Math.abs(before.start - last.start) < SAME_TURN_MS ? before.end : 0;

/** The words with starts that are not before `ms`, where an earlier word starts: turns overlap because of padding. */
function notBefore(spots: readonly Spot[], ms = 0): readonly Spot[] {
  let latest = ms;
  return spots.map((spot) => {
    latest = Math.max(latest, spot.start);
    return { ...spot, start: latest, end: Math.max(latest, spot.end) };
  });
}

/** The last word may be cut, and no pause may follow it. */
const unfinished = (spots: readonly Spot[]): readonly Spot[] =>
  spots.map((spot, at) => (at < spots.length - 1 ? spot : { ...spot, paused: false, unfinished: true }));

const inOrder = (spots: readonly Spot[]): readonly Spot[] => [...spots].sort((a, b) => a.start - b.start);
