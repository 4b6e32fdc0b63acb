import type { Chapter, Transcript } from '../model.ts';
import { listOf, numberOf } from './reading.ts';
import { cleanText } from './text.ts';
import { clock, wholeMs } from './time.ts';

export interface ChapterOptions {
  /** Which of the API's titles to use: `gist`, a few words, or `headline`, a sentence. @default 'gist' */
  readonly chapterTitle?: 'gist' | 'headline' | undefined;
  /** Minimum duration of a chapter, in milliseconds. Shorter chapters join the previous one. @default 10 000 */
  readonly minChapterMs?: number | undefined;
}

/** The start of a chapter. */
export interface ChapterMark {
  /** ms */
  readonly start: number;
  readonly title: string;
}

/** Minimum duration of a chapter on YouTube, ms. YouTube ignores a list with a shorter chapter. */
const MIN_CHAPTER_MS = 10_000;

/**
 * Returns the starts of the chapters, ascending from 0. No chapter is shorter than `minChapterMs`; the last one ends at
 * `audio_duration`. Empty without chapters. Never throws.
 */
export function chapterMarks(
  transcript: Transcript,
  { chapterTitle = 'gist', minChapterMs = MIN_CHAPTER_MS }: ChapterOptions = {},
): ChapterMark[] {
  const other = chapterTitle === 'gist' ? 'headline' : 'gist';
  const chapters = listOf<Partial<Chapter>>(transcript.chapters)
    .map((chapter) => ({
      start: wholeMs(chapter.start),
      title: cleanText(chapter[chapterTitle]) || cleanText(chapter[other]) || cleanText(chapter.summary),
    }))
    .filter(({ title }) => title !== '')
    .sort((a, b) => a.start - b.start);

  const marks: ChapterMark[] = [];
  for (const { start, title } of chapters) {
    const previous = marks.at(-1);
    if (previous === undefined) marks.push({ start: 0, title });
    else if (start - previous.start >= minChapterMs && start > previous.start) marks.push({ start, title });
  }
  const end = wholeMs((numberOf(transcript.audio_duration) ?? 0) * 1000);
  if (marks.length > 1 && end > 0 && end - marks.at(-1)!.start < minChapterMs) marks.pop();
  return marks;
}

/**
 * Returns a chapter list for the description on a video site, with a line such as `0:00 Title` for each chapter. YouTube
 * requires at least three chapters. '' without chapters. Never throws.
 *
 * Source: `cookbooks.md` C44, C71.
 */
export const toChapters = (transcript: Transcript, options: ChapterOptions = {}): string =>
  chapterMarks(transcript, options)
    .map(({ start, title }) => `${clock(start)} ${title}`)
    .join('\n');
