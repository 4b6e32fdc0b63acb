import type { Bundle, FieldChoiceWithLabel, FieldDynamicChoices, PlainInputField, ZObject } from 'zapier-platform-core';
import { type AnyEntry, type AnyEvent, type Field, GROUPS, type GroupId, optionsOf, unitInWords } from './core.ts';

/** One input field as the host takes it, with what every field of this app has. */
export interface InputField extends PlainInputField {
  label: string;
  children?: InputField[];
  choices?: FieldChoiceWithLabel[] | FieldDynamicChoices;
}

/** A heading, as the host takes it. */
export interface InputFieldGroup {
  key: string;
  label: string;
}

type Answers = Readonly<Record<string, unknown>>;

/** The headings of one entry's form. */
export const groupsOf = ({ params }: AnyEntry | AnyEvent): InputFieldGroup[] => {
  const used = new Set(Object.values(params).map(({ group = 'primary' }) => group));
  return (Object.keys(GROUPS) as GroupId[])
    .filter((key) => used.has(key))
    .map((key) => ({ key, label: GROUPS[key].label }));
};

/** A part of a form: a field, or fields that depend on the answers so far. */
export type FormPart = InputField | ((z: ZObject, bundle: Bundle) => InputField[]);

/**
 * The form of one entry: what is required first, then in the catalogue's order. Fields that depend on an answer stand
 * behind it, and come with it only.
 */
export function formOf({ params }: AnyEntry | AnyEvent, picker?: FieldDynamicChoices): FormPart[] {
  const fields = Object.entries(params);
  const asked = new Set(fields.flatMap(([, { showWhen = {} }]) => Object.keys(showWhen)));
  const parts: FormPart[] = [];
  let waiting: InputField[] = [];
  const native = ([key, field]: readonly [string, Field]): InputField => ({
    ...fieldOf(key, field, picker),
    group: field.group ?? 'primary',
    ...(asked.has(key) && { altersDynamicFields: true }),
  });
  const flush = (): void => {
    if (waiting.length === 0) return;
    const conditional = waiting;
    waiting = [];
    parts.push((_, { inputData }) => conditional.filter(({ key }) => isShown(params[key]!, inputData)));
  };
  for (const entry of [...fields.filter(isAlwaysRequired), ...fields.filter((one) => !isAlwaysRequired(one))]) {
    if (entry[1].showWhen === undefined) {
      flush();
      parts.push(native(entry));
    } else waiting.push(native(entry));
  }
  flush();
  return parts;
}

const isAlwaysRequired = ([, { required, showWhen }]: readonly [string, Field]): boolean =>
  required === true && showWhen === undefined;

const isShown = ({ showWhen = {} }: Field, answers: Answers): boolean =>
  Object.entries(showWhen).every(([key, wanted]) => {
    const answer = String(answers[key] ?? false);
    return (Array.isArray(wanted) ? (wanted as readonly unknown[]) : [wanted]).some(
      (value) => String(value) === answer,
    );
  });

export function fieldOf(key: string, field: Field, picker?: FieldDynamicChoices): InputField {
  const words = {
    key,
    label: field.label,
    helpText: helpOf(field),
    ...(field.required === true && { required: true }),
    ...startOf(field),
    ...(field.example !== undefined && typeof field.example !== 'object' && { placeholder: String(field.example) }),
  };
  switch (field.kind) {
    case 'text':
      if (field.format === 'transcript' && picker !== undefined) return { ...words, ...picked(field.label, picker) };
      return { ...words, type: field.secret === true ? 'password' : field.multiline === true ? 'text' : 'string' };
    case 'number':
      return { ...words, type: field.whole === true ? 'integer' : 'number' };
    case 'flag':
      return { ...words, type: 'boolean' };
    case 'choice':
    case 'openChoice':
      return { ...words, type: 'string', choices: choicesOf(field) };
    case 'choices':
      return { ...words, type: 'string', list: true, choices: choicesOf(field) };
    case 'terms':
      if (field.format === 'transcript' && picker !== undefined) {
        return { ...words, ...picked(field.label, picker), list: true };
      }
      return { ...words, type: 'string', list: true };
    case 'rows':
      return lineItems(key, field);
    case 'media':
      return { ...words, type: 'file' };
    case 'json':
      return { ...words, type: 'text' };
  }
}

/** A step has little time, so where there is a quick choice it comes first. */
function startOf(field: Field): { readonly default?: string } {
  const start = field.default ?? optionsOf(field).find(({ fast }) => fast === true)?.value;
  return start === undefined ? {} : { default: String(start) };
}

/** Keys must differ all over a form, so a column's begins with that of its rows. */
export const columnKey = (rows: string, column: string): string => `${rows}_${column}`;

/** The host refuses help and a type on a field with children. */
const lineItems = (key: string, { label, columns }: Extract<Field, { kind: 'rows' }>): InputField => ({
  key,
  label,
  children: Object.entries(columns).map(([name, column]) => fieldOf(columnKey(key, name), column)),
});

/** A choice by name; the ID is what the field holds, not what the person must know. */
const picked = (
  label: string,
  choices: FieldDynamicChoices,
): Pick<InputField, 'type' | 'label' | 'choices' | 'placeholder'> => ({
  type: 'string',
  label: label.replace(/ IDs?$/, (word) => (word === ' IDs' ? 's' : '')),
  choices,
});

const helpOf = (field: Field): string =>
  [field.help, unitInWords(field, ['ms']), field.note].filter((text) => text !== undefined).join(' ');

const choicesOf = (field: Field): FieldChoiceWithLabel[] =>
  optionsOf(field).map(({ value, label }) => ({ value, sample: value, label }));
