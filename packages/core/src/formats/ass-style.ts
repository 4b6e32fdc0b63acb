import { BadInputError } from '../errors.ts';
import type { Caption } from './captions.ts';
import { textOf } from './reading.ts';
import { cleanText } from './text.ts';

/** How ASS subtitles look. */
export interface AssLook {
  /** Colors for the API's labels: `{ A: '#ffd54a' }`. Other speakers get a color each, the same in every file. */
  readonly speakerColors?: Readonly<Record<string, string>> | undefined;
  /** Font that the player looks for. @default 'Arial' */
  readonly fontName?: string | undefined;
  /** Line height in pixels of the video. @default an eighteenth of the shorter side of the video */
  readonly fontSize?: number | undefined;
  /** Pixels. Players scale the subtitles to videos of other sizes. @default 1920 */
  readonly videoWidth?: number | undefined;
  /** Pixels. @default 1080 */
  readonly videoHeight?: number | undefined;
}

/** One look of captions, which an editor can change for all captions of a speaker. */
export interface AssStyle {
  readonly name: string;
  /** `#rrggbb` */
  readonly color: string;
}

export const DEFAULT_STYLE: AssStyle = { name: 'Default', color: '#ffffff' };

/** Words that are still to come, `#rrggbb`: darker than every color of a speaker. */
export const UPCOMING_COLOR = '#a8a8a8';

/**
 * Colors of speakers, `#rrggbb`: at least 9:1 in contrast with the black outline, lighter than upcoming words, and as
 * distinguishable as eight light colors can be for readers who see fewer colors.
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
 * The style of each shown name. A label such as `A` or `2` has the same color in every file; so has a name, unless two
 * names in one file would get the same one. Colors repeat after eight speakers.
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
      throw new BadInputError(`The color of speaker ${label} must be written like #ffd54a, not ${String(color)}.`, {
        field: 'speakerColors',
      });
    }
    styles.set(name, { name: styleName(name), color });
  }
  return styles;
}

/** The color that the label prefers, else the next one that the fewest speakers have. */
function freeColor(label: string, used: number[]): number {
  const count = used.length;
  const preferred = preferredColor(label);
  const fewest = Math.min(...used);
  let color = preferred;
  while (used[color % count]! > fewest) color++;
  used[color % count]! += 1;
  return color % count;
}

/** Labels of the API count: `A`, `B`, or `1`, `2`. A name gets a number from its characters. */
function preferredColor(label: string): number {
  const count = SPEAKER_COLORS.length;
  if (/^[A-Z]$/.test(label)) return (label.charCodeAt(0) - 65) % count;
  if (/^\d{1,9}$/.test(label)) return Math.max(0, Number(label) - 1) % count;
  let sum = 0;
  for (let at = 0; at < label.length; at++) sum = (sum * 31 + label.charCodeAt(at)) % 8191;
  return sum % count;
}

/** Counted labels first, so that a name never takes the color of one. */
function byLabel(a: string, b: string): number {
  const isLong = (label: string): number => (/^(?:[A-Z]|\d{1,9})$/.test(label) ? 0 : 1);
  return isLong(a) - isLong(b) || a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** A field ends at a comma, and players drop asterisks in front of a style's name. */
export const assField = (text: string): string => cleanText(text).replace(/,/g, ';');

const styleName = (speaker: string): string => assField(speaker).replace(/^[*\s]+/, '') || DEFAULT_STYLE.name;
