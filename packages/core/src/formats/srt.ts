import type { Transcript } from '../model.ts';
import { type Caption, type CaptionOptions, captionsOf } from './captions.ts';
import { srtTime } from './time.ts';

/**
 * Subtitles in SubRip format (`.srt`), made from the words without another request. Empty where nothing was timed.
 *
 * SRT has no escapes: an arrow is written `->`, and pairs of brackets that players would take for a tag (`<b>`), an
 * override (`{\an8}`) or a comment (`{...}`) become brackets that they show, `‹b›` and `(\an8)`.
 *
 * @throws BadInputError for a limit that is not a number from 1. Source: `cookbooks.md` C23-C26.
 */
export function toSrt(transcript: Transcript, options: CaptionOptions = {}): string {
  const speakers = options.speakers === 'voice' ? 'prefix' : options.speakers;
  return captionsOf(transcript, { ...options, speakers })
    .map((caption, index) => srtCue(caption, index + 1))
    .join('\n');
}

/** One caption with its number, as it stands in a file. */
export const srtCue = ({ start, end, lines }: Caption, number: number): string =>
  `${number}\n${srtTime(start)} --> ${srtTime(end)}\n${textOf(lines)}\n`;

function textOf(lines: readonly string[]): string {
  const text = lines.join('\n').replace(/(?<!-)-{2,}>/g, '->');
  return withBrackets(withBrackets(text, '<>', '‹›'), '{}', '()');
}

/** Other brackets from the first that opens to the last that closes, since pairs may be nested or span lines. */
function withBrackets(text: string, [open, close]: string, [shownOpen, shownClose]: string): string {
  const from = text.indexOf(open!);
  const to = text.lastIndexOf(close!) + 1;
  if (from < 0 || to < from) return text;
  const inside = text.slice(from, to).replaceAll(open!, shownOpen!).replaceAll(close!, shownClose!);
  return `${text.slice(0, from)}${inside}${text.slice(to)}`;
}
