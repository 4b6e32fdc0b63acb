import type { Transcript } from '../model.ts';
import { type Caption, type CaptionOptions, captionsOf } from './captions.ts';
import { vttTime } from './time.ts';

/**
 * Returns subtitles in WebVTT format (`.vtt`), created from the words without a request. Contains only the heading for a
 * transcript without times. By default, adds speakers as voice tags (`<v Anna>`).
 *
 * @throws BadInputError for a limit below 1. Source: `cookbooks.md` C23-C26.
 */
export function toVtt(transcript: Transcript, options: CaptionOptions = {}): string {
  const speakers = options.speakers ?? 'voice';
  const cues = captionsOf(transcript, { ...options, speakers }).map((caption) => vttCue(caption, speakers));
  return [VTT_HEADING, ...cues].join('\n');
}

export const VTT_HEADING = 'WEBVTT\n';

/** The text of a caption in the file. */
export function vttCue(caption: Caption, speakers: CaptionOptions['speakers']): string {
  const voice = speakers === 'voice' && caption.speaker !== undefined ? `<v ${escape(caption.speaker)}>` : '';
  return `${timing(caption)}\n${voice}${escape(caption.lines.join('\n'))}${voice === '' ? '' : '</v>'}\n`;
}

const timing = ({ start, end }: Caption): string => `${vttTime(start)} --> ${vttTime(end)}`;

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
