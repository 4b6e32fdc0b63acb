import { type Field, type Fields, type Option, optionsOf, pathOf, type Scalar } from './fields.ts';
import { listed } from './reading/findings.ts';

/**
 * Who reads a message, and how strictly values are read:
 * - `form`: a person who fills in a form. Messages use the labels; "true", "2" and "a, b" are converted to the field's type.
 * - `tool`: a language model or a command line. Messages use the keys of the catalogue; values are converted as in a form.
 * - `request`: a program. Messages use the API's names, such as `speaker_options.min_speakers_expected`; values must have
 *   the API's types.
 */
export type Manner = 'form' | 'tool' | 'request';

/** Names fields, values and actions in messages, in the terms of the reader. */
export interface Namer {
  /** `Speaker Labels` on a form, `speaker_labels` in code. */
  field(key: string): string;
  /** A value of a choice: `Slam-1` on a form, `slam-1` in code. */
  value(key: string, value: string): string;
  /** The instruction to turn on one of the flags: `turn on Speaker Labels`, `set speaker_labels to true`. */
  turnOn(...keys: readonly string[]): string;
  /** The instruction to set one of the fields: `fill in Prompt or Messages`, `set prompt or messages`. */
  fillIn(...keys: readonly string[]): string;
}

/** Returns the fields with labels in the terms of the reader. */
export function namedFor(manner: Manner, fields: Fields): Fields {
  if (manner === 'form') return fields;
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]): [string, Field] => {
      const label = manner === 'request' ? pathOf(key, field) : key;
      return [
        key,
        field.kind === 'rows' ? { ...field, label, columns: namedFor(manner, field.columns) } : { ...field, label },
      ];
    }),
  );
}

/** @param fields from {@link namedFor} */
export function createNamer(manner: Manner, fields: Fields): Namer {
  const name = (key: string): string => labelOf(fields, key);
  const either = (keys: readonly string[]): string => listed(keys.map(name), 'or');
  return {
    field: name,
    value: (key, value) => {
      const field = fields[key];
      const option = field === undefined ? undefined : optionsOf(field).find((known) => known.value === value);
      return option === undefined ? value : optionName(option, manner);
    },
    turnOn: (...keys) => (manner === 'form' ? `turn on ${either(keys)}` : `set ${either(keys)} to true`),
    fillIn: (...keys) => `${manner === 'form' ? 'fill in' : 'set'} ${either(keys)}`,
  };
}

export const labelOf = (fields: Fields, key: string): string => fields[key]?.label ?? key;

export const optionName = ({ label, value }: Option, manner: Manner): string => (manner === 'form' ? label : value);

/** The value of a flag or a choice in a message: `on` and `Slam-1` on a form, `true` and `slam-1` in code. */
export function scalarName(value: Scalar, field: Field | undefined, manner: Manner): string {
  if (typeof value === 'boolean') return manner === 'form' ? (value ? 'on' : 'off') : String(value);
  const option = field === undefined ? undefined : optionsOf(field).find((known) => known.value === value);
  return option === undefined ? String(value) : optionName(option, manner);
}
