import { notDeleted } from '../deleted.ts';
import type { Chapter, Transcript, Word } from '../model.ts';
import { limitsOf } from './caption-limits.ts';
import type { CaptionOptions } from './captions.ts';
import { countBelow, MaxTree } from './max-tree.ts';
import { summaryOf } from './notes.ts';
import { paragraphsOfTurn } from './paragraphs.ts';
import { isWhole, missingUnit, type PassageUnitId } from './passage-units.ts';
import { toPlainText } from './plain-text.ts';
import { listOf, textOf } from './reading.ts';
import { type SpokenSentence, sentencesOf } from './sentences.ts';
import { speakerOf } from './speakers.ts';
import { toSrt } from './srt.ts';
import { cleanText, joinWords } from './text.ts';
import { wholeMs } from './time.ts';
import { confidenceOf, lastEnd, meanConfidence, type SpokenWord, spokenWords, spreadWords, turnsOf } from './turns.ts';
import { toVtt } from './vtt.ts';
import { type WindowOptions, windowsOf } from './windows.ts';

export interface PassageOptions {
  /** Size of windows for the unit `words`. @default 100 words, 10 of them shared */
  readonly window?: WindowOptions | undefined;
  /** Caption options for the units `srt` and `vtt`. */
  readonly captions?: CaptionOptions | undefined;
}

/** A part of a transcript for retrieval and citation. */
export interface Passage {
  readonly text: string;
  /** ms; undefined without times */
  readonly start: number | undefined;
  /** ms; undefined without times */
  readonly end: number | undefined;
  /** The API's labels of the speakers, in the order in which they begin. */
  readonly speakers: readonly string[];
  /** The channel of a multichannel recording, counted from 1; undefined for a passage with several channels. */
  readonly channel: string | undefined;
  /** 0 to 1 */
  readonly confidence: number | undefined;
  /** The headline of the chapter in which it begins. */
  readonly chapter: string | undefined;
  /** The language of the transcript, such as `en_us`. */
  readonly language: string | undefined;
  /** The source of the passage: the API's object if it exists. */
  readonly given: object;
}

const DEFAULT_WINDOW: WindowOptions = { words: 100 };

/**
 * Splits a completed transcript into passages for retrieval, citations and vector stores, ordered by time. Returns one
 * passage for units that contain the whole transcript, and none for a transcript without speech. Uses the API's sentences
 * and paragraphs if the caller adds them to the transcript (`{...transcript, sentences}`); otherwise splits at punctuation
 * and speaker changes.
 *
 * @throws BadInputError that names the missing parameter, if the transcript was created without utterances, chapters or a
 *   summary; also for a window or caption limit out of range.
 * @throws NotFoundError for a deleted transcript.
 */
export function passagesOf(transcript: Transcript, unit: PassageUnitId, options: PassageOptions = {}): Passage[] {
  notDeleted(transcript);
  const chapterAt = chapterFinder(transcript);
  return partsOf(transcript, unit, options)
    .filter(({ text }) => text.trim() !== '')
    .map((part) => ({
      ...part,
      language: cleanText(transcript.language_code) || undefined,
      channel: part.channel ?? (transcript.multichannel === true ? only(part.speakers) : undefined),
      chapter: part.chapter ?? (isWhole(unit) || part.start === undefined ? undefined : chapterAt(part.start)),
    }));
}

/**
 * Checks sizes before a transcription is submitted.
 *
 * @throws BadInputError that names the invalid limit
 */
export function checkPassageOptions({ window, captions }: PassageOptions): void {
  if (window !== undefined) windowsOf([], window);
  if (captions !== undefined) limitsOf(captions);
}

type Part = Omit<Passage, 'chapter' | 'language'> & { readonly chapter?: string | undefined };

function partsOf(transcript: Transcript, unit: PassageUnitId, { window, captions }: PassageOptions): readonly Part[] {
  switch (unit) {
    case 'text':
      return [whole(transcript, toPlainText(transcript))];
    case 'srt':
      return [whole(transcript, toSrt(transcript, captions ?? {}))];
    case 'vtt': {
      // Without captions, the file would contain only the heading.
      const hasCaptions = turnsOf(transcript).length > 0;
      return [whole(transcript, hasCaptions ? toVtt(transcript, captions ?? {}) : '')];
    }
    case 'summary':
      return summaryPart(transcript);
    case 'chapters':
      return chapterParts(transcript);
    case 'paragraphs':
      return given(transcript['paragraphs']) ?? untimed(transcript) ?? paragraphParts(transcript);
    case 'sentences':
      return given(transcript['sentences']) ?? untimed(transcript) ?? sentencesOf(transcript).map(sentencePart);
    case 'utterances':
      return utteranceParts(transcript);
    case 'words':
      return windowParts(transcript, window ?? DEFAULT_WINDOW);
  }
}

/** Avoids copies, because long recordings have tens of thousands of words. */
function whole(transcript: Transcript, text: string): Part {
  const words = listOf<Partial<Word>>(transcript.words);
  const segments = words.length > 0 ? words : listOf<Partial<Word>>(transcript.utterances);
  const speakers = new Set<string>();
  let start = Infinity;
  let end = 0;
  for (const segment of segments) {
    start = Math.min(start, wholeMs(segment.start));
    end = Math.max(end, wholeMs(segment.end));
    const speaker = speakerOf(segment);
    if (speaker !== undefined) speakers.add(speaker);
  }
  return {
    text,
    start: segments.length === 0 ? undefined : start,
    end: segments.length === 0 ? undefined : Math.max(start, end),
    speakers: [...speakers],
    channel: undefined,
    confidence: confidenceOf(transcript),
    given: transcript,
  };
}

function summaryPart(transcript: Transcript): readonly Part[] {
  const text = summaryOf(transcript)
    .map((note) => (note.isPoint ? `- ${note.text}` : note.text))
    .join('\n');
  if (text === '' && hasSpeech(transcript)) throw missingUnit(transcript, 'summary');
  return [whole(transcript, text)];
}

function chapterParts(transcript: Transcript): readonly Part[] {
  const chapters = chaptersOf(transcript);
  if (chapters.length > 0) {
    const speakersIn = speakersBetween(spokenWords(transcript));
    return chapters.map(({ start, end, headline, summary, chapter }) => ({
      text: [headline, summary].filter((text) => text !== '').join('\n\n'),
      start,
      end,
      speakers: speakersIn(start, end),
      channel: undefined,
      confidence: undefined,
      chapter: headline,
      given: chapter,
    }));
  }
  // A recording that is too short for chapters is a single passage.
  if (transcript['auto_chapters'] === true || !hasSpeech(transcript)) {
    return [whole(transcript, toPlainText(transcript))];
  }
  throw missingUnit(transcript, 'chapters');
}

function utteranceParts(transcript: Transcript): readonly Part[] {
  const utterances = given(transcript.utterances);
  if (utterances !== undefined) return [...utterances].sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  const turns = turnsOf(transcript);
  if (!turns.some(({ speaker }) => speaker !== undefined)) {
    if (hasSpeech(transcript)) throw missingUnit(transcript, 'utterances');
    return [];
  }
  return turns.map((turn) => ({
    text: turn.text,
    start: turn.start,
    end: turn.end,
    speakers: turn.speaker === undefined ? [] : [turn.speaker],
    channel: undefined,
    confidence: turn.confidence,
    given: turn,
  }));
}

const paragraphParts = (transcript: Transcript): Part[] =>
  turnsOf(transcript)
    .flatMap(paragraphsOfTurn)
    .map((sentences) => wordsPart(sentences.flatMap(({ words }) => words)));

const sentencePart = ({ words }: SpokenSentence): Part => wordsPart(words);

function windowParts(transcript: Transcript, options: WindowOptions): readonly Part[] {
  const words = spokenWords(transcript);
  if (words.length > 0) return windowsOf(words, options).map(wordsPart);
  const untimedWords = spreadWords(cleanText(transcript.text), 0, 0, undefined);
  return windowsOf(untimedWords, options).map((part) => ({ ...wordsPart(part), start: undefined, end: undefined }));
}

function wordsPart(words: readonly SpokenWord[]): Part {
  return {
    ...spanOf(words),
    text: joinWords(words),
    speakers: labelsOf(words),
    channel: undefined,
    confidence: meanConfidence(words),
    given: { words },
  };
}

/** The API's segments, unchanged; `undefined` if there are none. */
function given(segments: unknown): readonly Part[] | undefined {
  const list = listOf<Readonly<Record<string, unknown>>>(segments);
  if (list.length === 0) return undefined;
  return list.map((segment) => {
    const start = wholeMs(segment['start']);
    const words = listOf<Readonly<Record<string, unknown>>>(segment['words']);
    const speaker = speakerOf(segment);
    return {
      text: textOf(segment['text']),
      start,
      end: Math.max(start, wholeMs(segment['end'])),
      speakers: speaker === undefined ? unique(words.flatMap((word) => speakerOf(word) ?? [])) : [speaker],
      channel: speakerOf({ channel: segment['channel'] }),
      confidence: confidenceOf(segment),
      given: segment,
    };
  });
}

/** Text without times is a single passage. */
const untimed = (transcript: Transcript): readonly Part[] | undefined =>
  turnsOf(transcript).length > 0 ? undefined : [whole(transcript, toPlainText(transcript))];

function chaptersOf(transcript: Transcript) {
  return listOf<Partial<Chapter>>(transcript.chapters)
    .map((chapter) => ({
      chapter,
      start: wholeMs(chapter.start),
      end: Math.max(wholeMs(chapter.start), wholeMs(chapter.end)),
      headline: cleanText(chapter.headline) || cleanText(chapter.gist),
      summary: cleanText(chapter.summary),
    }))
    .sort((a, b) => a.start - b.start);
}

function chapterFinder(transcript: Transcript): (ms: number) => string | undefined {
  const chapters = chaptersOf(transcript);
  const starts = chapters.map(({ start }) => start);
  return (ms) => chapters[countBelow(starts, ms + 1) - 1]?.headline;
}

/**
 * Finds the speakers who begin a word between two times, in that order. Searches only for the first word of each speaker
 * in the range: the word whose previous word by the same speaker is before the range.
 */
function speakersBetween(words: readonly SpokenWord[]): (start: number, end: number) => readonly string[] {
  const spoken = words.filter(({ speaker }) => speaker !== undefined);
  const starts = spoken.map(({ start }) => start);
  const latest = new Map<string | undefined, number>();
  const previous = new MaxTree(
    spoken.map(({ speaker }, position) => {
      const before = latest.get(speaker) ?? -1;
      latest.set(speaker, position);
      return -before;
    }),
  );
  return (start, end) => {
    const from = countBelow(starts, start);
    return previous.above(-from, from, countBelow(starts, end, from)).map((position) => spoken[position]!.speaker!);
  };
}

const hasSpeech = (transcript: Transcript): boolean => toPlainText(transcript) !== '';

function spanOf(words: readonly SpokenWord[]): { start: number | undefined; end: number | undefined } {
  return words.length === 0 ? { start: undefined, end: undefined } : { start: words[0]!.start, end: lastEnd(words) };
}

const unique = (labels: readonly string[]): readonly string[] => [...new Set(labels)];

const labelsOf = (words: readonly SpokenWord[]): readonly string[] =>
  unique(words.flatMap(({ speaker }) => speaker ?? []));

const only = (labels: readonly string[]): string | undefined => (labels.length === 1 ? labels[0] : undefined);
