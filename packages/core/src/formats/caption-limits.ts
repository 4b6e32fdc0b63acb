import { BadInputError } from '../errors.ts';
import { shown } from './reading.ts';

/** Limits for the size and duration of captions. */
export interface CaptionLimits {
  /** Maximum number of visible characters in a line. @default 42, or enough for `maxCharsPerCaption` */
  readonly maxCharsPerLine?: number | undefined;
  /** Maximum number of lines in a caption. @default 2 */
  readonly maxLines?: number | undefined;
  /** Maximum number of characters in a caption, including spaces at line breaks. @default as many as fit the lines */
  readonly maxCharsPerCaption?: number | undefined;
  /** Maximum number of words in a caption. @default no limit */
  readonly maxWordsPerCaption?: number | undefined;
  /** Maximum duration of a caption, in milliseconds. @default 7000 */
  readonly maxDurationMs?: number | undefined;
  /** Silence after which a new caption begins, in milliseconds. @default 1000 */
  readonly pauseMs?: number | undefined;
}

export interface Limits {
  readonly line: number;
  readonly lines: number;
  readonly caption: number;
  readonly words: number;
  readonly durationMs: number;
  readonly pauseMs: number;
}

/** Two lines of 42 characters for at most seven seconds: the usual limits of broadcasters and video sites. */
const LINE = 42;
const LINES = 2;
const DURATION_MS = 7000;
const PAUSE_MS = 1000;

/** @throws BadInputError for a limit below 1. */
export function limitsOf(given: CaptionLimits): Limits {
  const options = Object(given) as CaptionLimits;
  const lines = limit(options, 'maxLines') ?? LINES;
  const caption = limit(options, 'maxCharsPerCaption');
  const line = limit(options, 'maxCharsPerLine') ?? Math.max(LINE, Math.ceil((caption ?? 0) / lines));
  return {
    line,
    lines,
    caption: caption ?? Infinity,
    words: limit(options, 'maxWordsPerCaption') ?? Infinity,
    durationMs: limit(options, 'maxDurationMs') ?? DURATION_MS,
    pauseMs: limit(options, 'pauseMs') ?? PAUSE_MS,
  };
}

function limit(options: CaptionLimits, field: keyof CaptionLimits): number | undefined {
  const value = options[field];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && value >= 1) return Math.floor(value);
  throw new BadInputError(`${field} must be a number of at least 1, not ${shown(value)}.`, { field });
}
