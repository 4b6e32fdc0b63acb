import type { Transcript } from '../model.ts';
import { blocksOf } from './blocks.ts';
import type { SpeakerNaming } from './speakers.ts';
import { clock } from './time.ts';

export interface SpeakerTextOptions extends SpeakerNaming {
  /** Whether to start each paragraph with its time, such as `[0:04]`. @default false */
  readonly timestamps?: boolean | undefined;
}

/**
 * Returns the transcript in paragraphs that start with the speaker: `Speaker A: ...`, `Channel 1: ...`, or a name from
 * `speakerNames`. Omits speakers if none are known; uses `Unknown speaker` if only some are. Never throws.
 *
 * Source: `cookbooks.md` C12, C13, C62 (the layout of `input_text` for a language model).
 */
export function toSpeakerText(
  transcript: Transcript,
  { timestamps = false, ...naming }: SpeakerTextOptions = {},
): string {
  return blocksOf(transcript, naming)
    .map(({ speaker, start, text }) => {
      const time = timestamps && start !== undefined ? `[${clock(start)}] ` : '';
      return `${time}${speaker === undefined ? '' : `${speaker}: `}${text}`;
    })
    .join('\n\n');
}
