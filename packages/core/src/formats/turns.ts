import type { Transcript, Utterance, Word } from '../model.ts';
import { listOf, numberOf, textOf } from './reading.ts';
import { speakerOf } from './speakers.ts';
import { cleanText, joinWords, lengthOf, piecesOf, spacesBefore } from './text.ts';
import { wholeMs } from './time.ts';

/** One word, ready to be written: on one line, with times that can be trusted to be times. */
export interface SpokenWord {
  readonly text: string;
  /** ms */
  readonly start: number;
  /** ms, never before `start` */
  readonly end: number;
  /** 0..1, where the API said */
  readonly confidence: number | undefined;
  /** The API's label. */
  readonly speaker: string | undefined;
  /** Whether a space stands before it. */
  readonly spaced: boolean;
}

/** What one speaker said in one go. */
export interface Turn {
  readonly speaker: string | undefined;
  /** ms */
  readonly start: number;
  /** ms */
  readonly end: number;
  readonly text: string;
  readonly confidence: number | undefined;
  readonly words: readonly SpokenWord[];
}

/** A blank utterance must not hide the words that are there. */
const saysSomething = ({ text, words }: LooseSegment): boolean =>
  listOf(words).length > 0 || textOf(text).trim() !== '';

/** An answer may lack any field, whatever the contract says. */
type Loose<T> = { readonly [K in keyof T]?: T[K] | null };
type LooseSegment = Loose<Omit<Utterance, 'words'>> & { readonly words?: readonly Loose<Word>[] | null };

/**
 * What was said, turn by turn, in the order of time: the utterances where there are any, else the words grouped by
 * speaker, else the sentences or paragraphs where the caller put them on the transcript (`{...transcript, sentences}`).
 * Words that the API did not time get times in proportion to their length.
 *
 * Empty where nothing was timed; `transcript.text` may still hold something then.
 */
export function turnsOf(transcript: Transcript): Turn[] {
  const utterances = listOf<LooseSegment>(transcript.utterances).filter(saysSomething);
  const words = listOf<Loose<Word>>(transcript.words);
  const hasTimedUtterances = utterances.some((utterance) => listOf(utterance.words).length > 0);
  const useWords =
    words.length > 0 && !hasTimedUtterances && (utterances.length === 0 || words.some((word) => speakerOf(word)));
  if (useWords) return turnsOfWords(readWords(words, textOf(transcript.text)));

  const segments = [
    utterances,
    listOf<LooseSegment>(transcript['sentences']),
    listOf<LooseSegment>(transcript['paragraphs']),
  ];
  const turns = (segments.find((list) => list.length > 0) ?? []).map(turnOfSegment).filter(({ text }) => text !== '');
  return turns.sort(byStart);
}

/** Every word in the order of time. */
export function spokenWords(transcript: Transcript): SpokenWord[] {
  const words = readWords(listOf<Loose<Word>>(transcript.words), textOf(transcript.text));
  return words.length > 0
    ? words
    : turnsOf(transcript)
        .flatMap((turn) => turn.words)
        .sort(byStart);
}

const byStart = (a: { start: number }, b: { start: number }): number => a.start - b.start;

function readWords(words: readonly Loose<Word>[], text: string, speaker?: string): SpokenWord[] {
  const read = words
    .map((word) => {
      const start = wholeMs(word.start);
      return {
        text: cleanText(word.text),
        start,
        end: Math.max(start, wholeMs(word.end)),
        confidence: confidenceOf(word),
        speaker: speakerOf(word) ?? speaker,
      };
    })
    .filter((word) => word.text !== '')
    .sort(byStart);
  const spaced = spacesBefore(
    read.map((word) => word.text),
    text,
  );
  return read.map((word, index) => ({ ...word, spaced: spaced[index]! }));
}

function turnsOfWords(words: readonly SpokenWord[]): Turn[] {
  const groups: SpokenWord[][] = [];
  for (const word of words) {
    const group = groups.at(-1);
    if (group !== undefined && group[0]!.speaker === word.speaker) group.push(word);
    else groups.push([word]);
  }
  return groups.map((group) => turnOf(group[0]!.speaker, group, joinWords(group), meanConfidence(group)));
}

function turnOfSegment(segment: LooseSegment): Turn {
  const speaker = speakerOf(segment);
  const text = cleanText(segment.text);
  const timed = readWords(listOf<Loose<Word>>(segment.words), text, speaker);
  const start = wholeMs(segment.start);
  const end = Math.max(start, wholeMs(segment.end));
  const words = timed.length > 0 ? timed : spreadWords(text, start, end, speaker);
  const turn = turnOf(
    speaker ?? words[0]?.speaker,
    words,
    text === '' ? joinWords(words) : text,
    confidenceOf(segment),
  );
  return end > start ? { ...turn, start, end } : turn;
}

function turnOf(
  speaker: string | undefined,
  words: readonly SpokenWord[],
  text: string,
  confidence: number | undefined,
): Turn {
  return { speaker, start: words[0]?.start ?? 0, end: lastEnd(words), text, confidence, words };
}

/** Words of a text that only has a start and an end: each gets time by its length. */
export function spreadWords(text: string, start: number, end: number, speaker: string | undefined): SpokenWord[] {
  const pieces = piecesOf(text).filter((piece) => piece.text !== '');
  const total = pieces.reduce((sum, piece) => sum + lengthOf(piece.text), 0);
  let before = 0;
  const timeAt = (length: number): number => Math.round(start + ((end - start) * length) / total);
  return pieces.map((piece) => {
    const from = timeAt(before);
    before += lengthOf(piece.text);
    return { ...piece, start: from, end: timeAt(before), confidence: undefined, speaker };
  });
}

/** When the last of `words` ends, ms: not always the last in the list. */
export const lastEnd = (words: readonly SpokenWord[]): number =>
  words.reduce((latest, word) => Math.max(latest, word.end), 0);

/** The confidence of a word, a segment or a transcript, 0..1; `undefined` if it is no number. */
export const confidenceOf = ({ confidence }: { readonly confidence?: unknown }): number | undefined =>
  numberOf(confidence);

/** The mean of the known confidences, 0..1; `undefined` if none is known. */
export function meanConfidence(words: readonly SpokenWord[]): number | undefined {
  const known = words.flatMap((word) => word.confidence ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}
