import type { Transcript } from '../model.ts';
import { toPlainText } from './plain-text.ts';
import { sentencesOf } from './sentences.ts';
import { speakerName, type SpeakerNaming } from './speakers.ts';
import { clock } from './time.ts';
import { turnsOf } from './turns.ts';

export interface TimestampedTextOptions extends SpeakerNaming {
  /** What each line holds. @default 'sentence' */
  readonly unit?: 'sentence' | 'turn' | undefined;
  /** How times are written: `0:04`, or whole milliseconds for answers that a program reads. @default 'clock' */
  readonly times?: 'clock' | 'ms' | undefined;
}

/**
 * One sentence or turn a line with its times, `[0:04 - 0:08] Speaker B: ...`: made to be given to a language model, so
 * that its answer can say where something was said. The bare text where nothing was timed. Never throws.
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
