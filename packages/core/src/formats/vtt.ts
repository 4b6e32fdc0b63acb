import type { Transcript } from '../model.ts';
import { type Caption, type CaptionOptions, captionsOf } from './captions.ts';
import { vttTime } from './time.ts';

/**
 * Subtitles in WebVTT format (`.vtt`), made from the words without another request. Only the heading where nothing was
 * timed. Speakers become voice tags (`<v Anna>`) unless `speakers` says otherwise.
 *
 * @throws BadInputError for a limit that is not a number from 1. Source: `cookbooks.md` C23-C26.
 */
export function toVtt(transcript: Transcript, options: CaptionOptions = {}): string {
  const speakers = options.speakers ?? 'voice';
  const cues = captionsOf(transcript, { ...options, speakers }).map((caption) => vttCue(caption, speakers));
  return [VTT_HEADING, ...cues].join('\n');
}

export const VTT_HEADING = 'WEBVTT\n';

/** One caption, as it stands in a file. */
export function vttCue(caption: Caption, speakers: CaptionOptions['speakers']): string {
  const voice = speakers === 'voice' && caption.speaker !== undefined ? `<v ${escape(caption.speaker)}>` : '';
  return `${timing(caption)}\n${voice}${escape(caption.lines.join('\n'))}${voice === '' ? '' : '</v>'}\n`;
}

const timing = ({ start, end }: Caption): string => `${vttTime(start)} --> ${vttTime(end)}`;

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
