import { readFileSync } from 'node:fs';
import { recordingPath } from '@aai-connectors/stand-in';

interface Script {
  readonly utterances: readonly { readonly speaker: string; readonly text: string }[];
}

/** What is said in the bundled call. */
export const SCRIPT = JSON.parse(readFileSync(recordingPath('dialogue.json'), 'utf8')) as Script;

/** The words of a text, in small letters and without punctuation. */
export const wordsIn = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s']/gu, '')
    .split(/\s+/)
    .filter(Boolean);

export const SPOKEN = wordsIn(SCRIPT.utterances.map(({ text }) => text).join(' '));
