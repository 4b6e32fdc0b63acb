import type { Transcript } from '../model.ts';
import { recordOf, textOf } from './reading.ts';
import { cleanText } from './text.ts';

/** How speakers are called. */
export interface SpeakerNaming {
  /** Names for the API's labels: `{ A: 'Anna', B: 'Ben' }`, or `{ 1: 'Agent' }` for channels. */
  readonly speakerNames?: Readonly<Record<string, string>> | undefined;
}

/** What stands for speech that nobody was named for, where others were. */
export const UNKNOWN_SPEAKER = 'Unknown speaker';

/** The label the API gave: the speaker's, else the channel's. */
export function speakerOf(item: { readonly speaker?: unknown; readonly channel?: unknown }): string | undefined {
  for (const label of [item.speaker, item.channel]) {
    const text = typeof label === 'number' ? String(label) : cleanText(label);
    if (text !== '') return text;
  }
  return undefined;
}

/**
 * The name to show for a label: the given name, else `Speaker A`, `Channel 1`, or the label itself where it is a name
 * already (after speaker identification).
 *
 * Source: contract `rest.md` C-06 (with multichannel, `speaker` holds the channel, counted from 1).
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
