import type { StreamingWord } from './messages.ts';

/** What was told before a connection that starts earlier than the end of it. */
export interface Overlap {
  /** The last words told, on the session's timeline, as they were first heard: one for each that was spoken. */
  readonly tail: readonly StreamingWord[];
  /** End of the last of them, ms. */
  readonly untilMs: number;
  /** Whether there was silence behind it, which ended the turn. */
  readonly paused: boolean;
  /** Where the audio that is sent again begins, ms on the session's timeline. */
  readonly fromMs: number;
}

/** How far the same words may lie apart when they are heard a second time, ms. */
const SAME_WORDS_MS = 600;

/** How far a single word may, when the one before it is another, ms. */
const SAME_WORD_MS = 300;

/** How far another text may lie apart and still be the same sound, ms, and no further than half of it. */
const SAME_SOUND_MS = 100;

/** Silence behind a turn that is surely there, ms; with less, no turn ends. Source: contract `streaming.md` section 8. */
const PAUSE_MS = 200;

/**
 * The words of a turn that were not told before.
 *
 * Audio that is sent again is heard again, never at quite the same times and not always as the same words. Where silence
 * followed what was told, nothing new begins before it has passed, whatever the old words have become. Elsewhere the
 * last word told is looked for by its text near its time, and what comes behind it is new; where it was heard as
 * something else, the sound that starts when it did is old, and so is every word that lies mostly before its end.
 */
export function withoutRepeats(
  words: readonly StreamingWord[],
  { tail, untilMs, paused, fromMs }: Overlap,
): readonly StreamingWord[] {
  const first = words[0];
  if (first === undefined || first.start > untilMs + SAME_WORDS_MS) return words;
  const last = tail.at(-1)!;
  // What is not sent again is not heard again: its like is another one.
  const isSentAgain = (last.start + last.end) / 2 > fromMs;
  const again = isSentAgain ? indexOfLast(words, tail) : -1;
  // The end of a word is the least certain of its times: a pause may have been counted in.
  const until = Math.min(untilMs, last.start + SAME_WORDS_MS);
  if (paused) {
    const fresh = words.findIndex(({ start }) => start > until + PAUSE_MS);
    return fresh < 0 ? [] : words.slice(Math.max(fresh, again + 1));
  }
  if (again >= 0) return words.slice(again + 1);
  let from = words.findIndex(({ start, end }) => (start + end) / 2 >= until);
  if (from < 0) return [];
  const apart = Math.min(SAME_SOUND_MS, (last.end - last.start) / 2);
  while (isSentAgain && from < words.length && words[from]!.start - last.start <= apart) from++;
  return words.slice(from);
}

/** Where the last word told is said again: behind the most of the words before it, then nearest in time. */
function indexOfLast(words: readonly StreamingWord[], tail: readonly StreamingWord[]): number {
  const last = tail.at(-1)!;
  let best = -1;
  let longest = 0;
  let nearest = Infinity;
  words.forEach(({ start }, index) => {
    let run = 0;
    while (run <= index && run < tail.length && plain(tail.at(-1 - run)!) === plain(words[index - run]!)) run++;
    const apart = Math.abs(start - last.start);
    if (run === 0 || apart >= (run > 1 ? SAME_WORDS_MS : SAME_WORD_MS)) return;
    if (run < longest || (run === longest && apart >= nearest)) return;
    best = index;
    longest = run;
    nearest = apart;
  });
  return best;
}

const plain = ({ text }: StreamingWord): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
