import type { Transcript } from '../model.ts';
import { blocksOf } from './blocks.ts';
import type { SpeakerNaming } from './speakers.ts';
import { clock } from './time.ts';

export interface SpeakerTextOptions extends SpeakerNaming {
  /** Whether each paragraph begins with its time, `[0:04]`. @default false */
  readonly timestamps?: boolean | undefined;
}

/**
 * The transcript in paragraphs, each headed by who speaks: `Speaker A: ...`, `Channel 1: ...`, or the given names.
 * Paragraphs without a name where no speaker is known; `Unknown speaker` where only some are. Never throws.
 *
 * Source: `cookbooks.md` C12, C13, C62 (the layout to hand to a language model as `input_text`).
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
