import { BadInputError } from '../errors.ts';
import type { Caption } from './captions.ts';
import { textOf } from './reading.ts';
import { cleanText } from './text.ts';

/** The appearance of ASS subtitles. */
export interface AssAppearance {
  /** Colors for the API's speaker labels: `{ A: '#ffd54a' }`. @default a fixed color for each label */
  readonly speakerColors?: Readonly<Record<string, string>> | undefined;
  /** Name of the font. @default 'Arial' */
  readonly fontName?: string | undefined;
  /** Line height, pixels of the video. @default 1/18 of the shorter side of the video */
  readonly fontSize?: number | undefined;
  /** Width of the video, pixels. Players scale subtitles to other sizes. @default 1920 */
  readonly videoWidth?: number | undefined;
  /** Height of the video, pixels. @default 1080 */
  readonly videoHeight?: number | undefined;
}

/** A named style. An editor can change it for all captions of a speaker. */
export interface AssStyle {
  readonly name: string;
  /** `#rrggbb` */
  readonly color: string;
}

export const DEFAULT_STYLE: AssStyle = { name: 'Default', color: '#ffffff' };

/** Color of words that are not spoken yet, `#rrggbb`. Darker than every speaker color. */
export const UPCOMING_COLOR = '#a8a8a8';

/**
 * Speaker colors, `#rrggbb`. Each has a contrast of at least 9:1 with the black outline and is lighter than upcoming words.
 * Chosen to be distinguishable for readers with color blindness.
 */
export const SPEAKER_COLORS = [
  '#ffe14d',
  '#6fd6ff',
  '#8df09a',
  '#ffb3e0',
  '#ffb870',
  '#c9c2ff',
  '#c8f04f',
  '#7ff0e0',
] as const;

/**
 * Returns the style of each displayed name. A label such as `A` or `2` has the same color in every file. A name also has
 * the same color, unless two names in a file would share it. Colors repeat after eight speakers.
 *
 * @throws BadInputError for a color that is not `#rrggbb`
 */
export function speakerStyles(
  captions: readonly Caption[],
  given: Readonly<Record<string, string>> = {},
): Map<string, AssStyle> {
  const labels = new Map<string, string>();
  for (const { speaker, label } of captions) {
    if (speaker !== undefined && !labels.has(speaker)) labels.set(speaker, label ?? speaker);
  }
  const used = SPEAKER_COLORS.map(() => 0);
  const styles = new Map<string, AssStyle>();
  for (const [name, label] of [...labels].sort(([, a], [, b]) => byLabel(a, b))) {
    const color = Object.hasOwn(given, label) ? given[label]! : SPEAKER_COLORS[freeColor(label, used)]!;
    if (!/^#[\da-f]{6}$/i.test(textOf(color))) {
      throw new BadInputError(`The color of speaker ${label} must have the form #ffd54a, not ${String(color)}.`, {
        field: 'speakerColors',
      });
    }
    styles.set(name, { name: styleName(name), color });
  }
  return styles;
}

/** Returns the preferred color of the label, or the next color with the fewest speakers. */
function freeColor(label: string, used: number[]): number {
  const count = used.length;
  const preferred = preferredColor(label);
  const fewest = Math.min(...used);
  let color = preferred;
  while (used[color % count]! > fewest) color++;
  used[color % count]! += 1;
  return color % count;
}

/** Uses the position of a label (`A`, `B`, or `1`, `2`), or a hash of a name. */
function preferredColor(label: string): number {
  const count = SPEAKER_COLORS.length;
  if (/^[A-Z]$/.test(label)) return (label.charCodeAt(0) - 65) % count;
  if (/^\d{1,9}$/.test(label)) return Math.max(0, Number(label) - 1) % count;
  let sum = 0;
  for (let at = 0; at < label.length; at++) sum = (sum * 31 + label.charCodeAt(at)) % 8191;
  return sum % count;
}

/** Sorts labels before names, so that a name never takes the color of a label. */
function byLabel(a: string, b: string): number {
  const isLong = (label: string): number => (/^(?:[A-Z]|\d{1,9})$/.test(label) ? 0 : 1);
  return isLong(a) - isLong(b) || a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** Replaces commas, because a comma ends a field. */
export const assField = (text: string): string => cleanText(text).replace(/,/g, ';');

/** Removes asterisks at the start, because players ignore them. */
const styleName = (speaker: string): string => assField(speaker).replace(/^[*\s]+/, '') || DEFAULT_STYLE.name;
