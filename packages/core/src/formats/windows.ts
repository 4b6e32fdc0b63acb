import { BadInputError } from '../errors.ts';
import { shown } from './reading.ts';
import type { SpokenWord } from './turns.ts';

/** The size of windows over the words: by count, or by time. */
export type WindowOptions =
  | {
      /** Words in a window. */
      readonly words: number;
      /** Words that a window shares with the one before. @default a tenth */
      readonly overlap?: number | undefined;
    }
  | {
      /** Seconds a window lasts at most; a word that alone is longer makes one of its own. */
      readonly seconds: number;
      /** Seconds that a window shares with the one before, at most. @default a tenth */
      readonly overlap?: number | undefined;
    };

/**
 * The words in windows of one size, each beginning a bit before the last one ended. No word is cut, none is left out,
 * and no window lies within another.
 *
 * @throws BadInputError for a size that is not above 0, or an overlap that is not below the size.
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

/** The end of the window that starts at `from`; it always gets beyond `previous`, so that every word has its place. */
function endWithin(words: readonly SpokenWord[], from: number, ms: number, previous: number): number {
  const limit = words[from]!.start + ms;
  let to = Math.max(previous, from) + 1;
  while (to < words.length && words[to]!.end <= limit) to++;
  return to;
}

/** Where the window after the one up to `to` starts: within `ms` of its end, and not too early to hold another word. */
function startWithin(words: readonly SpokenWord[], from: number, to: number, ms: number, size: number): number {
  const limit = Math.max(words[to - 1]!.end - ms, (words[to]?.end ?? 0) - size);
  let next = to;
  while (next - 1 > from && words[next - 1]!.start >= limit) next--;
  return next;
}

function check(size: number, overlap: number, isByCount: boolean): void {
  const field = isByCount ? 'words' : 'seconds';
  if (!(Number.isFinite(size) && size > 0) || (isByCount && !Number.isInteger(size))) {
    throw new BadInputError(`A window of ${shown(size)} ${field} is no window.`, {
      field,
      hint: `Give ${isByCount ? 'a whole number from 1' : 'a number above 0'}.`,
    });
  }
  if (!(overlap >= 0 && overlap < size) || (isByCount && !Number.isInteger(overlap))) {
    throw new BadInputError(`Windows of ${size} ${field} cannot overlap by ${shown(overlap)}.`, {
      field: 'overlap',
      hint: `Give a number from 0 to less than ${size}.`,
    });
  }
}
