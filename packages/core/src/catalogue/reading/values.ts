import type {
  ChoicesField,
  Field,
  JsonField,
  NumberField,
  OpenChoiceField,
  ChoiceField,
  TermsField,
  TextField,
} from '../fields.ts';
import { findOption } from './options.ts';
import { isMedia } from './media.ts';
import { brief, listed, type Say } from './say.ts';

/** `form`: "true", "2" and "a, b" are read as what the field is. `request`: values must be what the API takes. */
export type Manner = 'form' | 'request';

type ScalarOrListField = Exclude<Field, { readonly kind: 'rows' }>;

/** Whether an answer says nothing. `false` and `0` are answers. */
export const isNothing = (answer: unknown): boolean =>
  answer === undefined ||
  answer === null ||
  (typeof answer === 'string' && answer.trim() === '') ||
  (Array.isArray(answer) && answer.every(isNothing));

/** The answer as what the field is; `undefined` where it says nothing, or after saying what is wrong with it. */
export function readValue(field: ScalarOrListField, answer: unknown, say: Say, manner: Manner): unknown {
  if (isNothing(answer)) return undefined;
  if (manner === 'request' && !isOfKind(field, answer))
    return void say(`${field.label} must be ${NEEDED[field.kind]}.`);
  switch (field.kind) {
    case 'text':
      return readText(field, answer, say);
    case 'number':
      return readNumber(field, answer, say);
    case 'flag':
      return readFlag(field, answer, say);
    case 'choice':
    case 'openChoice':
      return readChoice(field, answer, say, manner);
    case 'choices':
      return readChoices(field, answer, say, manner);
    case 'terms':
      return readTerms(field, answer, say);
    case 'media':
      return readMedia(field, answer, say);
    case 'json':
      return readJson(field, answer, say);
  }
}

const NEEDED: Readonly<Record<ScalarOrListField['kind'], string>> = {
  text: 'a text',
  number: 'a number',
  flag: 'true or false',
  choice: 'a text',
  openChoice: 'a text',
  choices: 'a list of texts',
  terms: 'a list of texts',
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

/** A single value as text, as hosts hand on what an earlier step gave. */
function textOf(answer: unknown): string | undefined {
  if (typeof answer === 'string') return answer.trim();
  if (typeof answer === 'number' || typeof answer === 'boolean' || typeof answer === 'bigint') return String(answer);
  return undefined;
}

function readText(field: TextField, answer: unknown, say: Say): string | undefined {
  const text = textOf(answer) ?? dateText(field, answer) ?? jsonText(field, answer);
  if (text === undefined || text === '') return void say(`${field.label} must be a text.`);
  const { label, maxLength, maxWords } = field;
  if (maxLength !== undefined && text.length > maxLength) {
    return void say(`${label} must have at most ${maxLength} characters.`);
  }
  if (maxWords !== undefined && wordsIn(text) > maxWords) {
    return void say(`${label} must be ${maxWords === 1 ? 'a single word' : `at most ${maxWords} words`}.`);
  }
  if (field.format === 'url' && !isLink(text)) return void say(`${label} must be a link that starts with https://.`);
  if (field.format !== 'date') return text;
  const day = text.slice(0, 10);
  return isDay(day) ? day : void say(`${label} must be a date such as 2026-01-31.`);
}

const dateText = ({ format }: TextField, answer: unknown): string | undefined =>
  format === 'date' && answer instanceof Date && !Number.isNaN(answer.getTime()) ? answer.toISOString() : undefined;

/** Structured data from an earlier step, where free text is asked for. */
const jsonText = ({ format, secret }: TextField, answer: unknown): string | undefined =>
  format === undefined && secret !== true ? stringified(answer) : undefined;

const isLink = (text: string): boolean => URL.canParse(text) && /^https?:\/\//i.test(text);

const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

export const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

function readNumber(field: NumberField, answer: unknown, say: Say): number | undefined {
  const { label, min, max, whole } = field;
  const value = typeof answer === 'number' ? answer : numberIn(answer);
  if (value === undefined || !Number.isFinite(value)) return void say(`${label} must be a number.`);
  if (whole === true && !Number.isInteger(value)) return void say(`${label} must be a whole number.`);
  const tooLow = min !== undefined && value < min;
  if (!tooLow && !(max !== undefined && value > max)) return value;
  if (min !== undefined && max !== undefined) return void say(`${label} must be between ${min} and ${max}.`);
  return void say(tooLow ? `${label} must be at least ${min}.` : `${label} must be at most ${max}.`);
}

const numberIn = (answer: unknown): number | undefined =>
  typeof answer === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(answer) ? Number(answer) : undefined;

const YES = new Set(['true', 'yes', 'on', '1']);
const NO = new Set(['false', 'no', 'off', '0']);

function readFlag({ label }: Field, answer: unknown, say: Say): boolean | undefined {
  const text = textOf(answer)?.toLowerCase() ?? '';
  if (YES.has(text)) return true;
  if (NO.has(text)) return false;
  return void say(`${label} must be yes or no.`);
}

function readChoice(
  field: ChoiceField | OpenChoiceField | ChoicesField,
  answer: unknown,
  say: Say,
  manner: Manner,
): string | undefined {
  const { label, options, kind } = field;
  const isOpen = kind === 'openChoice' || (kind === 'choices' && field.open === true);
  const text = textOf(answer);
  if (text === undefined || text === '') return void say(`${label} must be a text.`);
  const option = findOption(options, text);
  if (option !== undefined && (option.value === text || manner === 'form')) return option.value;
  if (isOpen) {
    if (option !== undefined)
      say(`${label}: "${brief(text)}" is not a known value; did you mean ${option.value}?`, 'warn');
    return text;
  }
  const few = options.length <= 8;
  return void say(
    few
      ? `${label} must be ${listed(
          options.map((known) => (manner === 'form' ? known.label : known.value)),
          'or',
        )}.`
      : `${label}: "${brief(text)}" is not one of the choices.`,
  );
}

function readChoices(field: ChoicesField, answer: unknown, say: Say, manner: Manner): readonly string[] | undefined {
  const list = readList(field.label, answer, say);
  if (list === undefined) return undefined;
  const values = list.map((item) => readChoice(field, item, say, manner));
  const known = [...new Set(values.filter((value) => value !== undefined))];
  return counted(field, known, say);
}

function readTerms(field: TermsField, answer: unknown, say: Say): readonly string[] | undefined {
  const list = readList(field.label, answer, say);
  if (list === undefined) return undefined;
  const { label, maxWords, maxLength } = field;
  const terms: string[] = [];
  for (const item of list) {
    const term = textOf(item);
    if (term === undefined) {
      say(`${label} must be a list of texts.`);
      continue;
    }
    if (maxWords !== undefined && wordsIn(term) > maxWords)
      say(`${label}: "${brief(term)}" has more than ${maxWords} words.`);
    if (maxLength !== undefined && term.length > maxLength) {
      say(`${label}: "${brief(term)}" has more than ${maxLength} characters.`);
    }
    terms.push(term);
  }
  return counted(field, terms, say);
}

function counted<T>(field: TermsField | ChoicesField, list: readonly T[], say: Say): readonly T[] | undefined {
  const { label, minItems, maxItems } = field;
  if (list.length === 0) return undefined;
  if (minItems !== undefined && list.length < minItems) say(`${label} must have at least ${minItems} entries.`);
  if (maxItems !== undefined && list.length > maxItems) say(`${label} can have at most ${maxItems} entries.`);
  return list;
}

/**
 * A list, from an array, a JSON array, lines, or a text with commas. What comes as an array, or in lines, keeps the
 * commas inside its entries.
 */
function readList(label: string, answer: unknown, say: Say): readonly unknown[] | undefined {
  const list = Array.isArray(answer) ? (answer as unknown[]) : listIn(answer);
  if (list === undefined) return void say(`${label} must be a list.`);
  return list.filter((item) => !isNothing(item));
}

function listIn(answer: unknown): readonly unknown[] | undefined {
  const text = textOf(answer);
  if (text === undefined) return undefined;
  const parsed = text.startsWith('[') ? parsedJson(text) : undefined;
  if (Array.isArray(parsed)) return parsed as unknown[];
  return /[\r\n]/.test(text) ? text.split(/[\r\n]+/) : text.split(',');
}

function readMedia({ label }: Field, answer: unknown, say: Say): unknown {
  if (typeof answer === 'string') return answer.trim();
  return isMedia(answer) ? answer : void say(`${label} must be a link or a file.`);
}

function readJson({ label, shape }: JsonField, answer: unknown, say: Say): unknown {
  const value = copied(typeof answer === 'string' ? parsedJson(answer) : answer);
  if (value === undefined) return void say(`${label} must be JSON.`);
  if (shape === 'array' && !Array.isArray(value)) return void say(`${label} must be a JSON list, in square brackets.`);
  if (shape === 'object' && !isRecord(value)) return void say(`${label} must be a JSON object, in curly brackets.`);
  return value;
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the text says, if it is JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The value with nothing in it that JSON cannot hold. */
const copied = (value: unknown): unknown => {
  const text = stringified(value);
  return text === undefined ? undefined : parsedJson(text);
};

function stringified(value: unknown): string | undefined {
  try {
    return JSON.stringify(value) as string | undefined;
  } catch {
    return undefined;
  }
}
