import type { Transcript } from '../model.ts';
import { textOf } from './reading.ts';
import { turnsOf } from './turns.ts';

/**
 * Returns the spoken text: the API's `text`, or the text of utterances or words with a line for each turn. '' for a
 * transcript without speech. Never throws.
 */
export function toPlainText(transcript: Transcript): string {
  const text = textOf(transcript.text).trim();
  if (text !== '') return text;
  return turnsOf(transcript)
    .map((turn) => turn.text)
    .join('\n');
}
