import { BadInputError } from '../errors.ts';
import type { Transcript } from '../model.ts';
import {
  type AssAppearance,
  assField,
  type AssStyle,
  DEFAULT_STYLE,
  speakerStyles,
  UPCOMING_COLOR,
} from './ass-style.ts';
import { type Caption, type CaptionOptions, captionsOf } from './captions.ts';
import { joinWords } from './text.ts';
import { assTime } from './time.ts';
import type { SpokenWord } from './turns.ts';

export interface AssOptions extends CaptionOptions, AssAppearance {
  /** Whether to highlight each word when it is spoken (karaoke, `\k`). @default true */
  readonly karaoke?: boolean | undefined;
}

/**
 * Returns subtitles in Advanced SubStation Alpha format (`.ass`), created from the words without a request. Players show
 * them in color, and ffmpeg can burn them into a video. Contains no events for a transcript without times.
 *
 * Each speaker has a style with its own color unless `speakers` is `none`; `prefix` also adds the name. ASS has no escapes:
 * this function replaces braces with parentheses, adds a word joiner after each backslash, and replaces commas in names
 * with semicolons.
 *
 * @throws BadInputError for a limit or size below 1, or a color that is not `#rrggbb`.
 * Source: `cookbooks.md` C23-C26.
 */
export function toAss(transcript: Transcript, options: AssOptions = {}): string {
  const speakers = options.speakers ?? 'voice';
  const captions = captionsOf(transcript, { ...options, speakers });
  const styles = speakerStyles(speakers === 'none' ? [] : captions, options.speakerColors);
  const events = inCentiseconds(captions).map((caption) => {
    const style = (caption.speaker === undefined ? undefined : styles.get(caption.speaker)) ?? DEFAULT_STYLE;
    const name = speakers === 'none' ? '' : assField(caption.speaker ?? '');
    const text = options.karaoke === false ? plain(caption) : karaoke(caption);
    return `Dialogue: 0,${assTime(caption.start)},${assTime(caption.end)},${style.name},${name},0,0,0,,${text}\n`;
  });
  return header(options, [...styles.values()]) + events.join('');
}

function header(appearance: AssAppearance, styles: readonly AssStyle[]): string {
  const width = pixels(appearance, 'videoWidth') ?? 1920;
  const height = pixels(appearance, 'videoHeight') ?? 1080;
  const shorter = Math.min(width, height);
  const size = pixels(appearance, 'fontSize') ?? Math.max(1, Math.round(shorter / 18));
  const font = assField(appearance.fontName ?? '') || 'Arial';
  const outline = Math.max(1, Math.round(size / 20));
  const [side, bottom] = [Math.round(width / 20), Math.round(height / 20)];
  const byName = new Map([DEFAULT_STYLE, ...styles].map((style) => [style.name, style]));
  const lines = [...byName.values()].map(({ name, color }) => {
    const colors = [color, UPCOMING_COLOR, '#000000', '#000000'].map(assColor).join(',');
    // No bold, italic, underline or strikeout; normal width; an outline without a shadow; centered at the bottom.
    return `Style: ${name},${font},${size},${colors},0,0,0,0,100,100,0,0,1,${outline},0,2,${side},${side},${bottom},1\n`;
  });
  return `[Script Info]
ScriptType: v4.00+
WrapStyle: 0
ScaledBorderAndShadow: yes
PlayResX: ${width}
PlayResY: ${height}

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
${lines.join('')}
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
`;
}

function pixels(appearance: AssAppearance, field: 'fontSize' | 'videoWidth' | 'videoHeight'): number | undefined {
  const value = appearance[field];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && value >= 1 && Number.isFinite(value)) return Math.round(value);
  throw new BadInputError(`${field} must be a number of at least 1, not ${String(value)}.`, { field });
}

/** Converts a color to ASS: opaque alpha, then blue, green, red. */
const assColor = (color: string): string =>
  `&H00${color.slice(5)}${color.slice(3, 5)}${color.slice(1, 3)}`.toUpperCase();

/** Rounds times to hundredths of a second, without overlaps and without captions of zero duration. */
function inCentiseconds(captions: readonly Caption[]): Caption[] {
  let free = 0;
  return captions.map((caption) => {
    const start = Math.max(Math.round(caption.start / 10), free);
    free = Math.max(Math.round(caption.end / 10), start + 1);
    return { ...caption, start: start * 10, end: free * 10 };
  });
}

const plain = ({ lines }: Caption): string => lines.map(literal).join('\\N');

/** Adds a `\k` tag to each word: hundredths of a second until the next word. Their sum is the caption's duration. */
function karaoke({ start, end, lines, lineWords }: Caption): string {
  const starts = lineWords.flat().map((word) => Math.round((Math.min(Math.max(word.start, start), end) - start) / 10));
  const until = (index: number): number => starts[index] ?? (end - start) / 10;
  const before = until(0) > 0 ? `{\\k${until(0)}}` : '';
  let index = 0;
  const timed = (word: SpokenWord, place: number): string => {
    const tag = `{\\k${until(index + 1) - until(index)}}`;
    index++;
    return `${word.spaced && place > 0 ? ' ' : ''}${tag}${literal(word.text)}`;
  };
  const prefix = lines[0]!.slice(0, lines[0]!.length - joinWords(lineWords[0]!).length);
  return literal(prefix) + before + lineWords.map((words) => words.map(timed).join('')).join('\\N');
}

/** Prevents players from reading text as an override block or a line break. */
const literal = (text: string): string => text.replace(/\{/g, '(').replace(/\}/g, ')').replace(/\\/g, '\\\u2060');
