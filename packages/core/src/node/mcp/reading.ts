import { type Line, linesOf } from '../../asking/lines.ts';
import { linkWithoutSecrets } from '../../batch/link.ts';
import { chapterMarks } from '../../formats/chapters.ts';
import { fileNameFor } from '../../formats/file-name.ts';
import type { SpeakerNaming } from '../../formats/speakers.ts';
import { talkRatio } from '../../formats/talk-ratio.ts';
import { clock } from '../../formats/time.ts';
import type { Transcript } from '../../model.ts';
import { cutToFit, linesThatFit, tokensAtMost } from './tokens.ts';

/** A line with its place in the transcript. */
export interface NumberedLine extends Line {
  /** Counted from 1. */
  readonly number: number;
}

/** A few sentences of one speaker per line. */
export const numberedLines = (transcript: Transcript, naming: SpeakerNaming): NumberedLine[] =>
  linesOf(transcript, naming).map((line, at) => ({ ...line, number: at + 1 }));

export function writtenLine({ start, speaker, text }: Line): string {
  const time = start === undefined ? '' : `[${clock(start)}] `;
  return `${time}${speaker === undefined ? '' : `${speaker}: `}${text}`;
}

/** A page of lines: as many as fit, and how to get the next ones. */
export function pageOf(
  lines: readonly NumberedLine[],
  {
    head,
    budget,
    more,
    end = '',
  }: {
    readonly head: string;
    readonly budget: number;
    /** Says how to read on from a line. */
    readonly more: (line: number) => string;
    /** What follows the last page. @default nothing */
    readonly end?: string;
  },
): string {
  const texts = lines.map(writtenLine);
  const tail = more(lines.at(-1)?.number ?? 0);
  const count = linesThatFit(texts, budget - tokensAtMost(head) - tokensAtMost(tail) - 2);
  const next = lines[count];
  const parts = [head, ...texts.slice(0, count).map((text) => cutToFit(text, budget / 2))];
  return [...parts, ...(next === undefined ? [end] : [more(next.number)])].join('\n').trimEnd();
}

/** Chapters and speakers that are listed. Others are counted. */
const MOST_LISTED = 12;

/** Facts about a transcript, one per line. */
export function factsOf(transcript: Transcript, naming: SpeakerNaming): string {
  const { audio_duration: seconds, language_code: language } = transcript;
  const facts = [`Transcript ID: ${transcript.id}`, `Recording: ${recordingName(transcript)}`];
  if (typeof seconds === 'number') facts.push(`Duration: ${clock(seconds * 1000)}`);
  if (typeof language === 'string') facts.push(`Language: ${language}`);
  const speakers = talkRatio(transcript, naming).speakers.filter(({ speaker }) => speaker !== null);
  if (speakers.length > 0) {
    const shares = speakers.map(({ name, share }) => `${name} (${Math.round(share * 100)}% of the speech)`);
    facts.push(`Speakers: ${listed(shares, '; ')}`);
  }
  const chapters = chapterMarks(transcript, { chapterTitle: 'headline', minChapterMs: 0 });
  if (chapters.length > 0) {
    const titles = chapters.map(({ start, title }, at) => `${at + 1}. [${clock(start)}] ${title}`);
    facts.push(`Chapters:\n${listed(titles, '\n')}`);
  }
  return facts.join('\n');
}

function listed(items: readonly string[], separator: string): string {
  const shown = items.slice(0, MOST_LISTED);
  const left = items.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join(separator);
}

/** The name of the recording: the link without its secrets, or that it was uploaded. */
export function recordingName({ id, audio_url: link }: Pick<Transcript, 'id' | 'audio_url'>): string {
  const transcript = { id, audio_url: link } as Transcript;
  const isUpload = fileNameFor(transcript, '') === id;
  return isUpload ? 'an uploaded file' : linkWithoutSecrets(link).shown.slice(0, 200);
}

/** The facts about a finished transcript, its beginning, and what to call next. */
export function overviewOf(transcript: Transcript, naming: SpeakerNaming, budget: number): string {
  const id = transcript.id;
  const head = cutToFit(factsOf(transcript, naming), Math.floor(budget / 2));
  const lines = numberedLines(transcript, naming);
  if (lines.length === 0) return `${head}\n\nThe recording contains no speech.`;
  return pageOf(lines, {
    head: `${head}\n`,
    budget,
    end: `\nThis is all of it.`,
    more: (line) =>
      `\nThis is the beginning: lines 1 to ${line - 1} of ${lines.length}. To read on, call read_transcript with transcript_id ${id} and line ${line}, or with a time. find_in_transcripts finds words, and ask_transcripts answers questions about all of it.`,
  });
}
