import type { ChoiceField, ChoicesField, OpenChoiceField, TermsField } from '../fields.ts';
import { type Manner, optionName } from '../naming.ts';
import { isNothing, parsedJson } from './json.ts';
import { findOption } from './options.ts';
import { brief, listed, type Report } from './findings.ts';
import { nearest } from './nearest.ts';
import { textOf, wordsIn } from './texts.ts';

export function readChoice(
  field: ChoiceField | OpenChoiceField | ChoicesField,
  answer: unknown,
  report: Report,
  manner: Manner,
): string | undefined {
  const { label, options, kind } = field;
  const isOpen = kind === 'openChoice' || (kind === 'choices' && field.open === true);
  const text = textOf(answer);
  if (text === undefined || text === '') return void report(`${label} must be text.`);
  const option = findOption(options, text);
  if (option !== undefined && (option.value === text || manner !== 'request')) return option.value;
  if (isOpen) {
    if (option !== undefined)
      report(`${label}: "${brief(text)}" is not a known value. Did you mean ${option.value}?`, 'warn');
    return text;
  }
  const names = options.map((known) => optionName(known, manner));
  if (names.length <= 8) return void report(`${label} must be ${listed(names, 'or')}.`);
  const like = nearest(text, names);
  const advice = like === undefined ? 'Choose one of its options.' : `Did you mean ${like}?`;
  return void report(`${label}: "${brief(text)}" is not an available option. ${advice}`);
}

export function readChoices(
  field: ChoicesField,
  answer: unknown,
  report: Report,
  manner: Manner,
): readonly string[] | undefined {
  const list = readList(field.label, answer, report);
  if (list === undefined) return undefined;
  const values = list.map((item) => readChoice(field, item, report, manner));
  const known = [...new Set(values.filter((value) => value !== undefined))];
  return counted(field, known, report);
}

export function readTerms(field: TermsField, answer: unknown, report: Report): readonly string[] | undefined {
  const list = readList(field.label, answer, report);
  if (list === undefined) return undefined;
  const { label, maxWords, maxLength } = field;
  const terms: string[] = [];
  for (const item of list) {
    const term = textOf(item);
    if (term === undefined) {
      report(`${label}: Each entry must be text.`);
      continue;
    }
    if (maxWords !== undefined && wordsIn(term) > maxWords)
      report(`${label}: "${brief(term)}" has more than ${maxWords} words. Shorten it.`);
    if (maxLength !== undefined && term.length > maxLength) {
      report(`${label}: "${brief(term)}" has more than ${maxLength} characters. Shorten it.`);
    }
    terms.push(term);
  }
  return counted(field, terms, report);
}

function counted<T>(field: TermsField | ChoicesField, list: readonly T[], report: Report): readonly T[] | undefined {
  const { label, minItems, maxItems } = field;
  if (list.length === 0) return undefined;
  if (minItems !== undefined && list.length < minItems) report(`${label} must have at least ${minItems} entries.`);
  if (maxItems !== undefined && list.length > maxItems) report(`${label} can have at most ${maxItems} entries.`);
  return list;
}

/**
 * Reads a list from an array, a JSON array, lines, or comma-separated text. Entries of an array, and lines, may contain
 * commas.
 */
function readList(label: string, answer: unknown, report: Report): readonly unknown[] | undefined {
  const list = Array.isArray(answer) ? (answer as unknown[]) : listIn(answer);
  if (list === undefined) return void report(`${label} must be a list, such as an array or comma-separated text.`);
  return list.filter((item) => !isNothing(item));
}

function listIn(answer: unknown): readonly unknown[] | undefined {
  const text = textOf(answer);
  if (text === undefined) return undefined;
  const parsed = text.startsWith('[') ? parsedJson(text) : undefined;
  if (Array.isArray(parsed)) return parsed as unknown[];
  return /[\r\n]/.test(text) ? text.split(/[\r\n]+/) : text.split(',');
}
