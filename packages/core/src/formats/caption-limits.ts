import { BadInputError } from '../errors.ts';
import { shown } from './reading.ts';

/** How much a caption may hold. */
export interface CaptionLimits {
  /** Characters in one line, as a reader counts them. @default 42, or what `maxCharsPerCaption` needs */
  readonly maxCharsPerLine?: number | undefined;
  /** Lines in one caption. @default 2 */
  readonly maxLines?: number | undefined;
  /** Characters in all lines of one caption together, spaces at line breaks included. @default as many as fit the lines */
  readonly maxCharsPerCaption?: number | undefined;
  /** Words in one caption. @default no limit */
  readonly maxWordsPerCaption?: number | undefined;
  /** Milliseconds one caption stays. @default 7000 */
  readonly maxDurationMs?: number | undefined;
  /** Milliseconds of silence after which a new caption begins. @default 1000 */
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

/** Two lines of 42 characters, at most seven seconds: what most broadcasters and video sites ask for. */
const LINE = 42;
const LINES = 2;
const DURATION_MS = 7000;
const PAUSE_MS = 1000;

/** @throws BadInputError for a limit that is not a number from 1. */
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
  throw new BadInputError(`${field} must be a number from 1, not ${shown(value)}.`, { field });
}
