import type { Transcript } from '../model.ts';
import { textOf } from './reading.ts';
import { turnsOf } from './turns.ts';

/**
 * The spoken text and nothing else: `text` as the API gave it, else what the utterances or words say, one speaker's
 * turn a line. '' for a transcript without speech. Never throws.
 */
export function toPlainText(transcript: Transcript): string {
  const text = textOf(transcript.text).trim();
  if (text !== '') return text;
  return turnsOf(transcript)
    .map((turn) => turn.text)
    .join('\n');
}
