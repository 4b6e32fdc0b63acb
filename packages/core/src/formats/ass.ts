import { BadInputError } from '../errors.ts';
import type { Transcript } from '../model.ts';
import { type AssLook, assField, type AssStyle, DEFAULT_STYLE, speakerStyles, UPCOMING_COLOR } from './ass-style.ts';
import { type Caption, type CaptionOptions, captionsOf } from './captions.ts';
import { joinWords } from './text.ts';
import { assTime } from './time.ts';
import type { SpokenWord } from './turns.ts';

export interface AssOptions extends CaptionOptions, AssLook {
  /** Whether each word lights up when it is spoken (karaoke, `\k`). @default true */
  readonly karaoke?: boolean | undefined;
}

/**
 * Subtitles in Advanced SubStation Alpha format (`.ass`), which players show in color and ffmpeg burns into a video,
 * made from the words without another request. No events where nothing was timed.
 *
 * Each speaker has a style with a color of its own unless `speakers` is `none`; `prefix` also writes the name. Each
 * word lights up when it is spoken unless `karaoke` is false. ASS has no escapes: braces become parentheses, a word
 * joiner after a backslash keeps it from being a command, and commas in names become semicolons.
 *
 * @throws BadInputError for a limit or size that is not a number from 1, or a color that is not `#rrggbb`.
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

function header(look: AssLook, styles: readonly AssStyle[]): string {
  const width = pixels(look, 'videoWidth') ?? 1920;
  const height = pixels(look, 'videoHeight') ?? 1080;
  const shorter = Math.min(width, height);
  const size = pixels(look, 'fontSize') ?? Math.max(1, Math.round(shorter / 18));
  const font = assField(look.fontName ?? '') || 'Arial';
  const outline = Math.max(1, Math.round(size / 20));
  const [side, bottom] = [Math.round(width / 20), Math.round(height / 20)];
  const byName = new Map([DEFAULT_STYLE, ...styles].map((style) => [style.name, style]));
  const lines = [...byName.values()].map(({ name, color }) => {
    const colors = [color, UPCOMING_COLOR, '#000000', '#000000'].map(assColor).join(',');
    // Not bold, italic, underlined or struck; natural width; an outline without a shadow; centered at the bottom.
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

function pixels(look: AssLook, field: 'fontSize' | 'videoWidth' | 'videoHeight'): number | undefined {
  const value = look[field];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && value >= 1 && Number.isFinite(value)) return Math.round(value);
  throw new BadInputError(`${field} must be a number from 1, not ${String(value)}.`, { field });
}

/** A color as ASS writes it: blue, green, red, behind an opaque alpha. */
const assColor = (color: string): string =>
  `&H00${color.slice(5)}${color.slice(3, 5)}${color.slice(1, 3)}`.toUpperCase();

/** Times in the format's hundredths of a second, still without overlap and none without duration. */
function inCentiseconds(captions: readonly Caption[]): Caption[] {
  let free = 0;
  return captions.map((caption) => {
    const start = Math.max(Math.round(caption.start / 10), free);
    free = Math.max(Math.round(caption.end / 10), start + 1);
    return { ...caption, start: start * 10, end: free * 10 };
  });
}

const plain = ({ lines }: Caption): string => lines.map(literal).join('\\N');

/** Each word behind the hundredths of a second until the next one begins. Their sum is the caption's duration. */
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

/** Text that no player takes for an override block or a line break. */
const literal = (text: string): string => text.replace(/\{/g, '(').replace(/\}/g, ')').replace(/\\/g, '\\\u2060');
