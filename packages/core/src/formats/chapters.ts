import type { Chapter, Transcript } from '../model.ts';
import { listOf, numberOf } from './reading.ts';
import { cleanText } from './text.ts';
import { clock, wholeMs } from './time.ts';

export interface ChapterOptions {
  /** Which of the API's titles is shown: a few words, or a sentence. @default 'gist' */
  readonly chapterTitle?: 'gist' | 'headline' | undefined;
  /** Milliseconds a chapter lasts at least; a shorter one becomes part of the one before. @default 10 000 */
  readonly minChapterMs?: number | undefined;
}

/** Where a chapter begins. */
export interface ChapterMark {
  /** ms */
  readonly start: number;
  readonly title: string;
}

/** What YouTube asks of a chapter, ms; one that is shorter makes it ignore the whole list. */
const MIN_CHAPTER_MS = 10_000;

/**
 * Where the chapters begin: ascending, the first at 0, none shorter than `minChapterMs`, the last one measured by
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
 * The chapters as video sites read them from a description: `0:00 Title`, one a line. YouTube shows them from three
 * chapters on. '' without chapters. Never throws.
 *
 * Source: `cookbooks.md` C44, C71.
 */
export const toChapters = (transcript: Transcript, options: ChapterOptions = {}): string =>
  chapterMarks(transcript, options)
    .map(({ start, title }) => `${clock(start)} ${title}`)
    .join('\n');
