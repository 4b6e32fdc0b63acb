import type { Field, NumberField } from '../fields.ts';
import type { Manner } from '../naming.ts';
import { isNothing, readJson } from './json.ts';
import { readChoice, readChoices, readTerms } from './lists.ts';
import { isMedia } from './media.ts';
import type { Report } from './findings.ts';
import { readText, textOf } from './texts.ts';

type ScalarOrListField = Exclude<Field, { readonly kind: 'rows' }>;

/** Converts an answer to the type of its field. Returns `undefined` for an empty or invalid answer, and reports the latter. */
export function readValue(field: ScalarOrListField, answer: unknown, report: Report, manner: Manner): unknown {
  if (isNothing(answer)) return undefined;
  if (manner === 'request' && !isOfKind(field, answer))
    return void report(`${field.label} must be ${EXPECTED[field.kind]}.`);
  switch (field.kind) {
    case 'text':
      return readText(field, answer, report);
    case 'number':
      return readNumber(field, answer, report);
    case 'flag':
      return readFlag(field, answer, report, manner);
    case 'choice':
    case 'openChoice':
      return readChoice(field, answer, report, manner);
    case 'choices':
      return readChoices(field, answer, report, manner);
    case 'terms':
      return readTerms(field, answer, report);
    case 'media':
      return readMedia(field, answer, report);
    case 'json':
      return readJson(field, answer, report);
  }
}

const EXPECTED: Readonly<Record<ScalarOrListField['kind'], string>> = {
  text: 'a string',
  number: 'a number',
  flag: 'true or false',
  choice: 'a string',
  openChoice: 'a string',
  choices: 'a list of strings',
  terms: 'a list of strings',
  media: 'a link',
  json: 'JSON',
};

function isOfKind({ kind }: ScalarOrListField, value: unknown): boolean {
  switch (kind) {
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    case 'choices':
    case 'terms':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'json':
      return true;
    case 'text':
    case 'choice':
    case 'openChoice':
    case 'media':
      return typeof value === 'string';
  }
}

function readNumber(field: NumberField, answer: unknown, report: Report): number | undefined {
  const { label, min, max, whole } = field;
  const value = typeof answer === 'number' ? answer : numberIn(answer);
  if (value === undefined || !Number.isFinite(value)) return void report(`${label} must be a number.`);
  if (whole === true && !Number.isInteger(value)) return void report(`${label} must be a whole number.`);
  const tooLow = min !== undefined && value < min;
  if (!tooLow && !(max !== undefined && value > max)) return value;
  if (min !== undefined && max !== undefined) return void report(`${label} must be between ${min} and ${max}.`);
  return void report(tooLow ? `${label} must be at least ${min}.` : `${label} must be at most ${max}.`);
}

const numberIn = (answer: unknown): number | undefined =>
  typeof answer === 'string' && /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(answer.trim())
    ? Number(answer)
    : undefined;

const YES = new Set(['true', 'yes', 'on', '1']);
const NO = new Set(['false', 'no', 'off', '0']);

function readFlag({ label }: Field, answer: unknown, report: Report, manner: Manner): boolean | undefined {
  const text = textOf(answer)?.toLowerCase() ?? '';
  if (YES.has(text)) return true;
  if (NO.has(text)) return false;
  return void report(`${label} must be ${manner === 'form' ? 'yes or no' : 'true or false'}.`);
}

function readMedia({ label }: Field, answer: unknown, report: Report): unknown {
  if (typeof answer === 'string') return answer.trim();
  return isMedia(answer) ? answer : void report(`${label} must be a link or a file.`);
}
