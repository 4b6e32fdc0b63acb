import type { Transcript } from '../model.ts';
import { type Caption, type CaptionOptions, captionsOf } from './captions.ts';
import { srtTime } from './time.ts';

/**
 * Subtitles in SubRip format (`.srt`), made from the words without another request. Empty where nothing was timed.
 *
 * SRT knows no escapes: an arrow is written `->`, and what players would take for a tag gets other brackets.
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

const textOf = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .replace(/(?<!-)-{2,}>/g, '->')
    .replace(/<([^<>]*)>/g, '‹$1›');
