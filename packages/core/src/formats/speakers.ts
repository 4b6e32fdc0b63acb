import type { Transcript } from '../model.ts';
import { recordOf, textOf } from './reading.ts';
import { cleanText } from './text.ts';

/** Names of speakers. */
export interface SpeakerNaming {
  /** Names for the API's labels: `{ A: 'Anna', B: 'Ben' }`, or `{ 1: 'Agent' }` for channels. */
  readonly speakerNames?: Readonly<Record<string, string>> | undefined;
}

/** Name for speech without a label in a transcript with labels. */
export const UNKNOWN_SPEAKER = 'Unknown speaker';

/** Returns the API's label: the speaker, or the channel. */
export function speakerOf(item: { readonly speaker?: unknown; readonly channel?: unknown }): string | undefined {
  for (const label of [item.speaker, item.channel]) {
    const text = typeof label === 'number' ? String(label) : cleanText(label);
    if (text !== '') return text;
  }
  return undefined;
}

/**
 * Returns the name to display for a label: the name in `speakerNames`, or `Speaker A`, `Channel 1`, or the label itself if
 * it is already a name (after speaker identification).
 *
 * Source: contract `rest.md` C-06 (with multichannel, `speaker` contains the channel, counted from 1).
 */
export function speakerName(
  speaker: string | undefined,
  transcript: Pick<Transcript, 'multichannel'>,
  { speakerNames }: SpeakerNaming = {},
): string | undefined {
  if (speaker === undefined) return undefined;
  const given = cleanText(textOf(recordOf(speakerNames)?.[speaker]));
  if (given !== '') return given;
  if (/^\d+$/.test(speaker)) return `${transcript.multichannel === true ? 'Channel' : 'Speaker'} ${speaker}`;
  return /^\d*[A-Z]{1,2}$/.test(speaker) ? `Speaker ${speaker}` : speaker;
}
