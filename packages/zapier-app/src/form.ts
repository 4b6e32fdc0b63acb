import type { Bundle, FieldChoiceWithLabel, PlainInputField, ZObject } from 'zapier-platform-core';
import { type Field, optionsOf, unitInWords } from './core.ts';

/** One input field as the host takes it, with what every field of this app has. */
export interface InputField extends PlainInputField {
  label: string;
  children?: InputField[];
  choices?: FieldChoiceWithLabel[];
}

/** How a field offers the transcripts of the account. */
export type TranscriptPicker = Pick<PlainInputField, 'dynamic' | 'search'>;

/** A part of a form: a field, or fields that depend on the answers so far. */
export type FormPart = InputField | ((z: ZObject, bundle: Bundle) => InputField[]);

/** A field of the catalogue as the host takes it. @param picker lists the transcripts of the account */
export function fieldOf(key: string, field: Field, picker?: TranscriptPicker): InputField {
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

/** The form starts with the fastest choice, because the host limits the time of a step. */
function startOf(field: Field): { readonly default?: string } {
  const start = field.default ?? optionsOf(field).find(({ fast }) => fast === true)?.value;
  return start === undefined ? {} : { default: String(start) };
}

/** The key of a column starts with the key of its rows, because every key of a form is unique. */
export const columnKey = (rows: string, column: string): string => `${rows}_${column}`;

/** The host rejects help and a type on a field with children. */
const lineItems = (key: string, { label, columns }: Extract<Field, { kind: 'rows' }>): InputField => ({
  key,
  label,
  children: Object.entries(columns).map(([name, column]) => fieldOf(columnKey(key, name), column)),
});

/** A choice by name: the field holds the ID, which the person does not need to know. */
const picked = (
  label: string,
  picker: TranscriptPicker,
): Pick<InputField, 'type' | 'label' | 'dynamic' | 'search'> => ({
  type: 'string',
  label: label.replace(/ IDs?$/, (word) => (word === ' IDs' ? 's' : '')),
  ...picker,
});

const helpOf = (field: Field): string =>
  [field.help, unitInWords(field, ['ms']), field.note].filter((text) => text !== undefined).join(' ');

const choicesOf = (field: Field): FieldChoiceWithLabel[] =>
  optionsOf(field).map(({ value, label }) => ({ value, sample: value, label }));
