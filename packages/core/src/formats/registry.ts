import { notDeleted } from '../deleted.ts';
import type { Transcript } from '../model.ts';
import { type AssOptions, toAss } from './ass.ts';
import { type ChapterOptions, toChapters } from './chapters.ts';
import { type CsvOptions, toCsv } from './csv.ts';
import { type MarkdownOptions, toMarkdown } from './markdown.ts';
import { toPlainText } from './plain-text.ts';
import { MAX_LEVELS } from './reading.ts';
import { type SpeakerTextOptions, toSpeakerText } from './speaker-text.ts';
import { toSrt } from './srt.ts';
import { toVtt } from './vtt.ts';

/** The options of all formats. Each format uses its own options. */
export interface FormatOptions extends MarkdownOptions, SpeakerTextOptions, AssOptions, CsvOptions, ChapterOptions {}

/** A text format for transcripts. */
export interface Format<Id extends string = string> {
  readonly id: Id;
  /** Label in menus. */
  readonly label: string;
  /** File extension without the dot. Unique, so that all formats can be saved in one folder. */
  readonly extension: string;
  readonly mime: string;
  /** Whether the format can contain a translation of the utterances. */
  readonly translates: boolean;
  /** Returns the text of the file. @throws BadInputError for an option out of range, NotFoundError for a deleted transcript */
  readonly render: (transcript: Transcript, options?: FormatOptions) => string;
}

const format = <const Id extends string>(entry: Format<Id>): Format<Id> => ({
  ...entry,
  render: (transcript, options) => entry.render(notDeleted(transcript), options),
});

/**
 * Returns the API's transcript as indented JSON. Replaces values that JSON cannot represent: a `bigint` becomes a string,
 * and values below 500 levels become null.
 */
export function toJson(transcript: Transcript): string {
  const levels = new WeakMap<object, number>();
  function written(this: object, _key: string, value: unknown): unknown {
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null) return value;
    const level = (levels.get(this) ?? 0) + 1;
    if (level > MAX_LEVELS) return null;
    levels.set(value, level);
    return value;
  }
  return `${JSON.stringify(transcript, written, 2)}\n`;
}

/** All formats, most common first. Hosts and tools offer this list. */
export const FORMATS = [
  format({
    id: 'plain',
    label: 'Plain text',
    extension: 'txt',
    mime: 'text/plain',
    translates: true,
    render: toPlainText,
  }),
  format({
    id: 'speakers',
    label: 'Text with speakers',
    extension: 'speakers.txt',
    mime: 'text/plain',
    translates: true,
    render: toSpeakerText,
  }),
  format({
    id: 'markdown',
    label: 'Markdown notes',
    extension: 'md',
    mime: 'text/markdown',
    translates: false,
    render: toMarkdown,
  }),
  format({
    id: 'srt',
    label: 'SRT subtitles',
    extension: 'srt',
    mime: 'application/x-subrip',
    translates: true,
    render: toSrt,
  }),
  format({
    id: 'vtt',
    label: 'WebVTT subtitles',
    extension: 'vtt',
    mime: 'text/vtt',
    translates: true,
    render: toVtt,
  }),
  format({
    id: 'ass',
    label: 'ASS styled subtitles',
    extension: 'ass',
    mime: 'text/x-ssa',
    translates: true,
    render: toAss,
  }),
  format({
    id: 'csv',
    label: 'CSV table of utterances',
    extension: 'csv',
    mime: 'text/csv',
    translates: true,
    render: toCsv,
  }),
  format({
    id: 'chapters',
    label: 'Chapter list',
    extension: 'chapters.txt',
    mime: 'text/plain',
    translates: false,
    render: toChapters,
  }),
  format({
    id: 'json',
    label: 'JSON',
    extension: 'json',
    mime: 'application/json',
    translates: false,
    render: toJson,
  }),
] as const;

export type FormatId = (typeof FORMATS)[number]['id'];

/** Returns the format with this ID, or `undefined`. */
export const findFormat = (id: string): Format | undefined => FORMATS.find((known) => known.id === id);
