import { toPlainText } from '../formats/plain-text.ts';
import { sentencesOf } from '../formats/sentences.ts';
import { speakerName, type SpeakerNaming } from '../formats/speakers.ts';
import { clock } from '../formats/time.ts';
import { estimateTokens } from '../formats/tokens.ts';
import type { Transcript } from '../model.ts';

/** A passage of one speaker, short enough to be selected on its own. */
export interface Line {
  readonly transcriptId: string;
  /** ms; `undefined` in a transcript without times. */
  readonly start: number | undefined;
  /** ms */
  readonly end: number | undefined;
  readonly speaker: string | undefined;
  readonly text: string;
}

/** Characters of a line, about half a minute of speech. */
const LONGEST = 500;

/** The lines of a transcript, ordered by time. They contain every word once. */
export function linesOf(transcript: Transcript, naming: SpeakerNaming): Line[] {
  const { id: transcriptId } = transcript;
  const lines: Line[] = [];
  for (const { start, end, speaker: label, text } of sentencesOf(transcript).flatMap(pieces)) {
    const speaker = speakerName(label, transcript, naming);
    const last = lines.at(-1);
    if (last !== undefined && last.speaker === speaker && last.text.length + text.length < LONGEST) {
      lines[lines.length - 1] = { ...last, end, text: `${last.text} ${text}` };
    } else {
      lines.push({ transcriptId, start, end, speaker, text });
    }
  }
  return lines.length > 0 ? lines : untimed(transcript);
}

type Piece = Pick<ReturnType<typeof sentencesOf>[number], 'start' | 'end' | 'speaker' | 'text'>;

/** Without punctuation, a sentence is as long as the turn. */
function pieces({ words, ...sentence }: ReturnType<typeof sentencesOf>[number]): Piece[] {
  if (sentence.text.length <= LONGEST) return [sentence];
  const { speaker } = sentence;
  const found: Piece[] = [];
  for (const { start, end, text, spaced } of words) {
    const last = found.at(-1);
    if (last === undefined || last.text.length + text.length >= LONGEST) found.push({ start, end, speaker, text });
    else found[found.length - 1] = { ...last, end, text: `${last.text}${spaced ? ' ' : ''}${text}` };
  }
  return found;
}

function untimed(transcript: Transcript): Line[] {
  const text = toPlainText(transcript);
  const parts = text.match(new RegExp(`[^]{1,${LONGEST}}(?:\\s|$)|[^]{1,${LONGEST}}`, 'gu')) ?? [];
  return parts
    .filter((part) => part.trim() !== '')
    .map((part) => ({
      transcriptId: transcript.id,
      start: undefined,
      end: undefined,
      speaker: undefined,
      text: part.trim(),
    }));
}

/** A line as the language model reads it. */
export function written({ start, end, speaker, text }: Line): string {
  const times = start === undefined || end === undefined ? '' : `[${clock(start)} - ${clock(end)}] `;
  return `${times}${speaker === undefined ? '' : `${speaker}: `}${text}`;
}

/** Tokens of the written line, with its line break. */
export const tokensOf = (line: Line): number => estimateTokens(written(line)) + 1;

/** Lines as one text. Names each recording if there are several, and marks what is left out between two lines. */
export function writtenAll(lines: readonly Line[], all: readonly Line[]): string {
  const isSeveral = new Set(all.map(({ transcriptId }) => transcriptId)).size > 1;
  const place = new Map(all.map((line, at) => [line, at]));
  const texts: string[] = [];
  let before: number | undefined;
  let recording: string | undefined;
  for (const line of lines) {
    const at = place.get(line)!;
    if (isSeveral && line.transcriptId !== recording) {
      texts.push(`${texts.length > 0 ? '\n' : ''}Recording ${line.transcriptId}:`);
    } else if (before !== undefined && at !== before + 1) {
      texts.push('[…]');
    }
    texts.push(written(line));
    recording = line.transcriptId;
    before = at;
  }
  return texts.join('\n');
}
