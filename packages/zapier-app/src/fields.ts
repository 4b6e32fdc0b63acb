import { type AnyEntry, type Field, type Fields, GROUPS, type GroupId, optionsOf } from '@aai-connectors/core';

/** One input field, as the host takes it. */
export interface InputField {
  readonly key: string;
  readonly label: string;
  readonly type: 'string' | 'text' | 'password' | 'number' | 'integer' | 'boolean' | 'file';
  readonly helpText?: string;
  readonly required?: boolean;
  readonly list?: boolean;
  readonly default?: string;
  readonly placeholder?: string;
  readonly group?: string;
  readonly choices?: readonly { readonly value: string; readonly sample: string; readonly label: string }[];
  readonly children?: readonly InputField[];
  /** Asks for the form anew when it is answered, because others depend on it. */
  readonly altersDynamicFields?: boolean;
}

export interface InputFieldGroup {
  readonly key: string;
  readonly label: string;
}

type Answers = Readonly<Record<string, unknown>>;

/** The headings of one entry's form. */
export const groupsOf = ({ params }: AnyEntry): readonly InputFieldGroup[] => {
  const used = new Set(Object.values(params as Fields).map(({ group = 'primary' }) => group));
  return (Object.keys(GROUPS) as GroupId[])
    .filter((key) => used.has(key))
    .map((key) => ({ key, label: GROUPS[key].label }));
};

/** The fields of one entry that are shown for these answers; `undefined` shows all. Required ones come first. */
export function fieldsOf({ params }: AnyEntry, answers?: Answers): readonly InputField[] {
  const fields = params as Fields;
  const asked = new Set(Object.values(fields).flatMap(({ showWhen = {} }) => Object.keys(showWhen)));
  const shown = Object.entries(fields).filter(([, field]) => answers === undefined || isShown(field, answers));
  return [
    ...shown.filter(([, { required }]) => required === true),
    ...shown.filter(([, { required }]) => required !== true),
  ].map(([key, field]) => ({
    ...fieldOf(key, field),
    group: field.group ?? 'primary',
    ...(asked.has(key) && { altersDynamicFields: true }),
  }));
}

const isShown = ({ showWhen = {} }: Field, answers: Answers): boolean =>
  Object.entries(showWhen).every(([key, wanted]) => {
    const answer = String(answers[key] ?? false);
    return (Array.isArray(wanted) ? (wanted as readonly unknown[]) : [wanted]).some(
      (value) => String(value) === answer,
    );
  });

export function fieldOf(key: string, field: Field): InputField {
  const words = {
    key,
    label: field.label,
    helpText: field.note === undefined ? field.help : `${field.help} ${field.note}`,
    ...(field.required === true && { required: true }),
    ...(field.default !== undefined && { default: String(field.default) }),
    ...(field.example !== undefined && typeof field.example !== 'object' && { placeholder: String(field.example) }),
  };
  switch (field.kind) {
    case 'text':
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
      return { ...words, type: 'string', list: true };
    case 'rows':
      return lineItems(key, field);
    case 'media':
      return { ...words, type: 'file' };
    case 'json':
      return { ...words, type: 'text' };
  }
}

/** The host refuses help on a field with children. */
const lineItems = (key: string, { label, columns }: Extract<Field, { kind: 'rows' }>): InputField => ({
  key,
  label,
  type: 'string',
  children: Object.entries(columns).map(([name, column]) => fieldOf(name, column)),
});

const choicesOf = (field: Field): NonNullable<InputField['choices']> =>
  optionsOf(field).map(({ value, label }) => ({ value, sample: value, label }));
