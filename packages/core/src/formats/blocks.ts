import type { Transcript } from '../model.ts';
import { paragraphsOfTurn } from './paragraphs.ts';
import { toPlainText } from './plain-text.ts';
import { speakerName, type SpeakerNaming, UNKNOWN_SPEAKER } from './speakers.ts';
import { joinWords } from './text.ts';
import { type Turn, turnsOf } from './turns.ts';

/** A paragraph of a transcript. */
export interface Block {
  /** The name to display; undefined if no speaker in the transcript is known. */
  readonly speaker: string | undefined;
  /** ms; undefined without times */
  readonly start: number | undefined;
  readonly text: string;
}

/** Returns a paragraph for each turn. Without known speakers, splits turns between sentences. */
export function blocksOf(transcript: Transcript, naming: SpeakerNaming = {}): Block[] {
  const turns = turnsOf(transcript);
  if (turns.length === 0) {
    const text = toPlainText(transcript);
    return text === '' ? [] : [{ speaker: undefined, start: undefined, text }];
  }
  const anyKnown = turns.some((turn) => turn.speaker !== undefined);
  return turns.flatMap((turn): Block[] => {
    const speaker = speakerName(turn.speaker, transcript, naming) ?? (anyKnown ? UNKNOWN_SPEAKER : undefined);
    return anyKnown ? [{ speaker, start: turn.start, text: turn.text }] : paragraphsOf(turn);
  });
}

function paragraphsOf(turn: Turn): Block[] {
  const groups = paragraphsOfTurn(turn).map((sentences) => sentences.flatMap(({ words }) => words));
  if (groups.length <= 1) return [{ speaker: undefined, start: turn.start, text: turn.text }];
  return groups.map((words) => ({ speaker: undefined, start: words[0]!.start, text: joinWords(words) }));
}
