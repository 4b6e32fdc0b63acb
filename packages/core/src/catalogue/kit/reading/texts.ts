import type { TextField } from '../fields.ts';
import { stringified } from './json.ts';
import type { Report } from './findings.ts';

/** A single value as text: hosts also pass numbers and booleans from earlier steps. */
export function textOf(answer: unknown): string | undefined {
  if (typeof answer === 'string') return answer.trim();
  if (typeof answer === 'number' || typeof answer === 'boolean' || typeof answer === 'bigint') return String(answer);
  return undefined;
}

export function readText(field: TextField, answer: unknown, report: Report): string | undefined {
  const text = textOf(answer) ?? dateText(field, answer) ?? jsonText(field, answer);
  if (text === undefined || text === '') return void report(`${field.label} must be text.`);
  const { label, maxLength, maxWords } = field;
  if (maxLength !== undefined && text.length > maxLength) {
    return void report(`${label} can have at most ${maxLength} characters.`);
  }
  if (maxWords !== undefined && wordsIn(text) > maxWords) {
    return void report(`${label} must be ${maxWords === 1 ? 'a single word' : `at most ${maxWords} words`}.`);
  }
  if (field.format === 'url' && !isLink(text)) return void report(`${label} must be a link that starts with https://.`);
  if (field.format !== 'date') return text;
  const day = text.slice(0, 10);
  return isDay(day) ? day : void report(`${label} must be a date such as 2026-01-31.`);
}

const dateText = ({ format }: TextField, answer: unknown): string | undefined =>
  format === 'date' && answer instanceof Date && !Number.isNaN(answer.getTime()) ? answer.toISOString() : undefined;

/** Structured data from an earlier step as JSON, for fields with free text. */
const jsonText = ({ format, secret }: TextField, answer: unknown): string | undefined =>
  format === undefined && secret !== true ? stringified(answer) : undefined;

const isLink = (text: string): boolean => URL.canParse(text) && /^https?:\/\//i.test(text);

const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

export const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;
