import type { Transcript } from '../model.ts';
import { speakerName, type SpeakerNaming } from './speakers.ts';
import { clock } from './time.ts';
import { turnsOf } from './turns.ts';

export interface CsvOptions extends SpeakerNaming {
  /**
   * Whether to add an apostrophe to cells that a spreadsheet would run as a formula. Spoken words become cell text, so a
   * speaker could inject a formula. @default true
   */
  readonly guardFormulas?: boolean | undefined;
  /** Whether to add a byte order mark, which Excel needs to read accents. @default false */
  readonly byteOrderMark?: boolean | undefined;
}

const HEADINGS = ['Start', 'End', 'Start (ms)', 'End (ms)', 'Speaker', 'Text', 'Confidence', 'Words'];

/**
 * Returns a CSV table (RFC 4180) with headings and a row for each utterance. Returns only the headings for a transcript
 * without times. Never throws.
 *
 * Source: `cookbooks.md` C13, C65.
 */
export function toCsv(
  transcript: Transcript,
  { guardFormulas = true, byteOrderMark = false, ...naming }: CsvOptions = {},
): string {
  const rows = turnsOf(transcript).map(({ start, end, speaker, text, confidence, words }) => [
    clock(start),
    clock(end),
    String(start),
    String(end),
    speakerName(speaker, transcript, naming) ?? '',
    text,
    confidence === undefined ? '' : String(confidence),
    String(words.length),
  ]);
  const lines = [HEADINGS, ...rows].map((row) => row.map((value) => cell(value, guardFormulas)).join(','));
  return `${byteOrderMark ? '\ufeff' : ''}${lines.join('\r\n')}\r\n`;
}

function cell(value: string, guardFormulas: boolean): string {
  const safe = guardFormulas && /^[=+\-@|\t\r\n＝＋－＠｜]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
