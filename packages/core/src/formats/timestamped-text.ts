import type { Transcript } from '../model.ts';
import { toPlainText } from './plain-text.ts';
import { sentencesOf } from './sentences.ts';
import { speakerName, type SpeakerNaming } from './speakers.ts';
import { clock } from './time.ts';
import { turnsOf } from './turns.ts';

export interface TimestampedTextOptions extends SpeakerNaming {
  /** The content of each line. @default 'sentence' */
  readonly unit?: 'sentence' | 'turn' | undefined;
  /** Format of times: `0:04`, or milliseconds for programs. @default 'clock' */
  readonly times?: 'clock' | 'ms' | undefined;
}

/**
 * Returns a line with times for each sentence or turn: `[0:04 - 0:08] Speaker B: ...`. A language model can cite these
 * times. Returns the plain text of a transcript without times. Never throws.
 *
 * Source: `cookbooks.md` C67, C71.
 */
export function toTimestampedText(
  transcript: Transcript,
  { unit = 'sentence', times = 'clock', ...naming }: TimestampedTextOptions = {},
): string {
  const write = (ms: number): string => (times === 'ms' ? String(ms) : clock(ms));
  const lines = (unit === 'turn' ? turnsOf(transcript) : sentencesOf(transcript)).map(
    ({ start, end, speaker, text }) => {
      const name = speakerName(speaker, transcript, naming);
      return `[${write(start)} - ${write(end)}] ${name === undefined ? '' : `${name}: `}${text}`;
    },
  );
  return lines.length > 0 ? lines.join('\n') : toPlainText(transcript);
}
