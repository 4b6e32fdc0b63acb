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
  /** How large the windows of the unit `words` are. @default 100 words, 10 of them shared */
  readonly window?: WindowOptions | undefined;
  /** How the subtitles of the units `srt` and `vtt` are cut. */
  readonly captions?: CaptionOptions | undefined;
}

/** A part of a transcript that can be found and cited by itself. */
export interface Passage {
  readonly text: string;
  /** ms; absent where nothing was timed */
  readonly start: number | undefined;
  /** ms; absent where nothing was timed */
  readonly end: number | undefined;
  /** The API's labels of those who speak, in the order in which they begin. */
  readonly speakers: readonly string[];
  /** The audio channel, counted from 1, of a multichannel recording; absent where several are heard. */
  readonly channel: string | undefined;
  /** 0..1 */
  readonly confidence: number | undefined;
  /** The headline of the chapter it begins in. */
  readonly chapter: string | undefined;
  /** The language of the transcript, such as `en_us`. */
  readonly language: string | undefined;
  /** What it was made of: the API's own object where there is one. */
  readonly given: object;
}

const DEFAULT_WINDOW: WindowOptions = { words: 100 };

/**
 * A finished transcript in parts, in the order of time: what retrieval, citations and vector stores work on. Whole
 * units give one part; nothing was said, no part. Sentences and paragraphs are the API's where the caller put them on
 * the transcript (`{...transcript, sentences}`), else they are cut at punctuation and where the speaker changes.
 *
 * @throws BadInputError, naming the parameter to switch on, for utterances, chapters or a summary that the transcript
 *   was not made with; for a window or a caption limit out of range. NotFoundError for a deleted transcript.
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
 * Refuses sizes that cannot be, before anything is transcribed for them.
 *
 * @throws BadInputError that names the limit
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
      // A file without captions still has its first line.
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

/** Of long recordings there are tens of thousands of words: each is only looked at. */
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
  if (text === '' && saysSomething(transcript)) throw missingUnit(transcript, 'summary');
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
  // Too short for chapters: the whole is the only one.
  if (transcript['auto_chapters'] === true || !saysSomething(transcript)) {
    return [whole(transcript, toPlainText(transcript))];
  }
  throw missingUnit(transcript, 'chapters');
}

function utteranceParts(transcript: Transcript): readonly Part[] {
  const utterances = given(transcript.utterances);
  if (utterances !== undefined) return [...utterances].sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  const turns = turnsOf(transcript);
  if (!turns.some(({ speaker }) => speaker !== undefined)) {
    if (saysSomething(transcript)) throw missingUnit(transcript, 'utterances');
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
  const untold = spreadWords(cleanText(transcript.text), 0, 0, undefined);
  return windowsOf(untold, options).map((part) => ({ ...wordsPart(part), start: undefined, end: undefined }));
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

/** The API's own segments, word for word; `undefined` where there are none. */
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

/** A text of which no word was timed stays in one piece. */
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
 * Finds who begins a word between two times, in the order in which they do. Each speaker counts once, by the word that
 * has no earlier one of the same speaker between these times, so the other words need no look.
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

const saysSomething = (transcript: Transcript): boolean => toPlainText(transcript) !== '';

function spanOf(words: readonly SpokenWord[]): { start: number | undefined; end: number | undefined } {
  return words.length === 0 ? { start: undefined, end: undefined } : { start: words[0]!.start, end: lastEnd(words) };
}

const unique = (labels: readonly string[]): readonly string[] => [...new Set(labels)];

const labelsOf = (words: readonly SpokenWord[]): readonly string[] =>
  unique(words.flatMap(({ speaker }) => speaker ?? []));

const only = (labels: readonly string[]): string | undefined => (labels.length === 1 ? labels[0] : undefined);
