import type { ChoiceField, ChoicesField, OpenChoiceField, TermsField } from '../fields.ts';
import { type Manner, optionName } from '../naming.ts';
import { isNothing, parsedJson } from './json.ts';
import { findOption } from './options.ts';
import { brief, listed, type Say } from './say.ts';
import { textOf, wordsIn } from './texts.ts';

export function readChoice(
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
  if (option !== undefined && (option.value === text || manner !== 'request')) return option.value;
  if (isOpen) {
    if (option !== undefined)
      say(`${label}: "${brief(text)}" is not a known value; did you mean ${option.value}?`, 'warn');
    return text;
  }
  const few = options.length <= 8;
  return void say(
    few
      ? `${label} must be ${listed(
          options.map((known) => optionName(known, manner)),
          'or',
        )}.`
      : `${label}: "${brief(text)}" is not one of the choices.`,
  );
}

export function readChoices(
  field: ChoicesField,
  answer: unknown,
  say: Say,
  manner: Manner,
): readonly string[] | undefined {
  const list = readList(field.label, answer, say);
  if (list === undefined) return undefined;
  const values = list.map((item) => readChoice(field, item, say, manner));
  const known = [...new Set(values.filter((value) => value !== undefined))];
  return counted(field, known, say);
}

export function readTerms(field: TermsField, answer: unknown, say: Say): readonly string[] | undefined {
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
