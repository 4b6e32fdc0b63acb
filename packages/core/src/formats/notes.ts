import type { Transcript } from '../model.ts';
import { recordOf } from './reading.ts';
import { cleanText } from './text.ts';

/** A paragraph or a point of a list. */
export interface Note {
  readonly text: string;
  readonly isPoint: boolean;
}

/** What a model wrote, as text or as a list: lines that begin like points of a list become points. */
export function notesFrom(value: unknown): Note[] {
  if (typeof value === 'string') return value.split(/\r?\n/).flatMap(noteOfLine);
  if (Array.isArray(value)) return value.flatMap((item: unknown) => pointOf(item));
  return [];
}

/**
 * The summary: `summary`, or what speech understanding wrote into `summarization`.
 * Source: contract `rest.md` section 5; `newer.md` 2 (newer fields, whose inner shape no reference shows).
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

/** The action items that speech understanding found. Source: `newer.md` 2 (newer fields). */
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

/** A result of speech understanding: on the transcript itself, or in the answer of the understanding request. */
function understood(transcript: Transcript, feature: string): Readonly<Record<string, unknown>> | undefined {
  const response = recordOf(recordOf(transcript['speech_understanding'])?.['response']);
  return recordOf(transcript[feature]) ?? recordOf(response?.[feature]);
}
