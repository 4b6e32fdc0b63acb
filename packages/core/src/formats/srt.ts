import type { Transcript } from '../model.ts';
import { type Caption, type CaptionOptions, captionsOf } from './captions.ts';
import { srtTime } from './time.ts';

/**
 * Returns subtitles in SubRip format (`.srt`), created from the words without a request. Empty for a transcript without
 * times.
 *
 * SRT has no escapes. To prevent players from hiding text, this function replaces arrows with `->`, and brackets that look
 * like a tag (`<b>`), an override (`{\an8}`) or a comment (`{...}`) with other brackets: `‹b›` and `(\an8)`.
 *
 * @throws BadInputError for a limit below 1. Source: `cookbooks.md` C23-C26.
 */
export function toSrt(transcript: Transcript, options: CaptionOptions = {}): string {
  const speakers = options.speakers === 'voice' ? 'prefix' : options.speakers;
  return captionsOf(transcript, { ...options, speakers })
    .map((caption, index) => srtCue(caption, index + 1))
    .join('\n');
}

/** The text of a caption in the file, with its number. */
export const srtCue = ({ start, end, lines }: Caption, number: number): string =>
  `${number}\n${srtTime(start)} --> ${srtTime(end)}\n${textOf(lines)}\n`;

function textOf(lines: readonly string[]): string {
  const text = lines.join('\n').replace(/(?<!-)-{2,}>/g, '->');
  return withBrackets(withBrackets(text, '<>', '‹›'), '{}', '()');
}

/** Replaces brackets from the first opening to the last closing bracket, because pairs can be nested or span lines. */
function withBrackets(text: string, [open, close]: string, [shownOpen, shownClose]: string): string {
  const from = text.indexOf(open!);
  const to = text.lastIndexOf(close!) + 1;
  if (from < 0 || to < from) return text;
  const inside = text.slice(from, to).replaceAll(open!, shownOpen!).replaceAll(close!, shownClose!);
  return `${text.slice(0, from)}${inside}${text.slice(to)}`;
}
