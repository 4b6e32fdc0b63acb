import { BadInputError } from '../errors.ts';
import { shown } from './reading.ts';
import type { SpokenWord } from './turns.ts';

/** The size of windows of words, by count or by time. */
export type WindowOptions =
  | {
      /** Number of words in a window. */
      readonly words: number;
      /** Number of words that a window shares with the previous one. @default 10% */
      readonly overlap?: number | undefined;
    }
  | {
      /** Maximum duration of a window in seconds. A longer word gets its own window. */
      readonly seconds: number;
      /** Maximum overlap with the previous window in seconds. @default 10% */
      readonly overlap?: number | undefined;
    };

/**
 * Splits words into windows of equal size that overlap. Contains every word, and no window lies within another.
 *
 * @throws BadInputError for a size of 0 or less, or an overlap that is not smaller than the size.
 */
export function windowsOf(words: readonly SpokenWord[], options: WindowOptions): SpokenWord[][] {
  const {
    words: count,
    seconds,
    overlap: shared,
  } = Object(options) as { [K in 'words' | 'seconds' | 'overlap']: number };
  const isByCount = count !== undefined;
  const size = isByCount ? count : seconds;
  const overlap = shared ?? (isByCount ? Math.floor(size / 10) : size / 10);
  check(size, overlap, isByCount);
  const windows: SpokenWord[][] = [];
  for (let from = 0, to = 0; to < words.length;) {
    to = isByCount ? Math.min(words.length, from + size) : endWithin(words, from, size * 1000, to);
    windows.push(words.slice(from, to));
    from = isByCount ? to - overlap : startWithin(words, from, to, overlap * 1000, size * 1000);
  }
  return windows;
}

/** Returns the end of the window that starts at `from`. It is always after `previous`, so that no word is skipped. */
function endWithin(words: readonly SpokenWord[], from: number, ms: number, previous: number): number {
  const limit = words[from]!.start + ms;
  let to = Math.max(previous, from) + 1;
  while (to < words.length && words[to]!.end <= limit) to++;
  return to;
}

/** Returns the start of the next window: within `ms` of the end of this one, and late enough to contain another word. */
function startWithin(words: readonly SpokenWord[], from: number, to: number, ms: number, size: number): number {
  const limit = Math.max(words[to - 1]!.end - ms, (words[to]?.end ?? 0) - size);
  let next = to;
  while (next - 1 > from && words[next - 1]!.start >= limit) next--;
  return next;
}

function check(size: number, overlap: number, isByCount: boolean): void {
  const field = isByCount ? 'words' : 'seconds';
  if (!(Number.isFinite(size) && size > 0) || (isByCount && !Number.isInteger(size))) {
    const needed = isByCount ? 'a whole number of at least 1' : 'a number above 0';
    throw new BadInputError(`The window size in ${field} must be ${needed}, not ${shown(size)}.`, { field });
  }
  if (!(overlap >= 0 && overlap < size) || (isByCount && !Number.isInteger(overlap))) {
    const needed = isByCount ? 'a whole number' : 'a number';
    throw new BadInputError(
      `overlap must be ${needed} from 0 to less than the window size of ${size} ${field}, not ${shown(overlap)}.`,
      { field: 'overlap' },
    );
  }
}
