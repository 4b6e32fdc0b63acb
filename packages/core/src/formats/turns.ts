import type { Transcript, Utterance, Word } from '../model.ts';
import { listOf, numberOf, textOf } from './reading.ts';
import { speakerOf } from './speakers.ts';
import { cleanText, joinWords, lengthOf, piecesOf, spacesBefore } from './text.ts';
import { wholeMs } from './time.ts';

/** A word on one line with valid times. */
export interface SpokenWord {
  readonly text: string;
  /** ms */
  readonly start: number;
  /** ms, never before `start` */
  readonly end: number;
  /** 0 to 1, if known */
  readonly confidence: number | undefined;
  /** The API's label. */
  readonly speaker: string | undefined;
  /** Whether a space precedes it. */
  readonly spaced: boolean;
}

/** What one speaker said without a change of speaker. */
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

/** Blank utterances are ignored, so that words are used instead. */
const hasSpeech = ({ text, words }: LooseSegment): boolean => listOf(words).length > 0 || textOf(text).trim() !== '';

/** A response may lack any field. */
type Loose<T> = { readonly [K in keyof T]?: T[K] | null };
type LooseSegment = Loose<Omit<Utterance, 'words'>> & { readonly words?: readonly Loose<Word>[] | null };

/**
 * Returns the turns of a transcript, ordered by time: the utterances, or the words grouped by speaker, or the sentences or
 * paragraphs that the caller added to the transcript (`{...transcript, sentences}`). Estimates missing word times from word
 * lengths.
 *
 * Empty for a transcript without times, even if it has `text`.
 */
export function turnsOf(transcript: Transcript): Turn[] {
  const utterances = listOf<LooseSegment>(transcript.utterances).filter(hasSpeech);
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

/** Returns every word, ordered by time. */
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

/** Splits a text with a start and an end into words, with times in proportion to their lengths. */
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

/** Latest end of all words, ms: not always the end of the last word. */
export const lastEnd = (words: readonly SpokenWord[]): number =>
  words.reduce((latest, word) => Math.max(latest, word.end), 0);

/** The confidence of a word, a segment or a transcript, 0 to 1; `undefined` if it is not a number. */
export const confidenceOf = ({ confidence }: { readonly confidence?: unknown }): number | undefined =>
  numberOf(confidence);

/** The mean of the known confidences, 0 to 1; `undefined` if none is known. */
export function meanConfidence(words: readonly SpokenWord[]): number | undefined {
  const known = words.flatMap((word) => word.confidence ?? []);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}
