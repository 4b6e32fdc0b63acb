import type { Transcript } from '../model.ts';
import { recordOf } from './reading.ts';
import { cleanText } from './text.ts';

/** A paragraph or a list item. */
export interface Note {
  readonly text: string;
  readonly isPoint: boolean;
}

/** Converts text or a list from a language model to notes. Lines with a bullet become list items. */
export function notesFrom(value: unknown): Note[] {
  if (typeof value === 'string') return value.split(/\r?\n/).flatMap(noteOfLine);
  if (Array.isArray(value)) return value.flatMap((item: unknown) => pointOf(item));
  return [];
}

/**
 * Returns the summary: `summary`, or the result of speech understanding in `summarization`.
 * Source: contract `rest.md` section 5; `newer.md` 2 (newer fields without a documented shape).
 */
export function summaryOf(transcript: Transcript): Note[] {
  const newer = understood(transcript, 'summarization');
  const candidates = [
    transcript.summary,
    newer?.['summary'],
    newer?.['block_summary'],
    newer?.['bullets'],
    newer?.['text'],
  ];
  return firstWithNotes(candidates);
}

/** Returns the action items from speech understanding. Source: `newer.md` 2 (newer fields). */
export function actionItemsOf(transcript: Transcript): Note[] {
  const found = understood(transcript, 'action_items');
  return firstWithNotes([found?.['items'], transcript['action_items'], found?.['text']]).map((note) => ({
    ...note,
    isPoint: true,
  }));
}

const firstWithNotes = (candidates: readonly unknown[]): Note[] =>
  candidates.map(notesFrom).find((notes) => notes.length > 0) ?? [];

function noteOfLine(line: string): Note[] {
  const trimmed = line.trimStart();
  const isPoint = /^[-*•]\s/u.test(trimmed);
  const text = cleanText(isPoint ? trimmed.slice(1) : trimmed);
  return text === '' ? [] : [{ text, isPoint }];
}

const MAIN_FIELDS = ['text', 'action_item', 'item', 'task', 'action', 'description', 'summary', 'headline', 'title'];
const WHO_FIELDS = ['owner', 'assignee', 'speaker'];
const WHEN_FIELDS = ['due', 'due_date', 'deadline'];

function pointOf(item: unknown): Note[] {
  const fields = recordOf(item);
  const main = typeof item === 'string' ? (noteOfLine(item)[0]?.text ?? '') : firstText(fields, MAIN_FIELDS);
  const details = [firstText(fields, WHO_FIELDS), firstText(fields, WHEN_FIELDS)].filter((text) => text !== '');
  if (main === '') return [];
  return [{ text: details.length === 0 ? main : `${main} (${details.join(', ')})`, isPoint: true }];
}

const firstText = (fields: Readonly<Record<string, unknown>> | undefined, names: readonly string[]): string =>
  names.map((name) => cleanText(fields?.[name])).find((text) => text !== '') ?? '';

/** A result of speech understanding: on the transcript, or in the response of the understanding request. */
function understood(transcript: Transcript, feature: string): Readonly<Record<string, unknown>> | undefined {
  const response = recordOf(recordOf(transcript['speech_understanding'])?.['response']);
  return recordOf(transcript[feature]) ?? recordOf(response?.[feature]);
}
