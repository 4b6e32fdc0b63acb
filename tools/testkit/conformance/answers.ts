import { type Field, type Fields, holds, type Scalar } from '@aai-connectors/core';

/** Something a person could answer to a field: its example, else the first or least thing that is allowed. */
export function answerTo(field: Field): unknown {
  if (field.example !== undefined) return field.example;
  switch (field.kind) {
    case 'text':
      return field.format === 'url' ? 'https://example.com/hook' : field.format === 'date' ? '2026-01-31' : 'something';
    case 'number':
      return field.min ?? 1;
    case 'flag':
      return true;
    case 'choice':
    case 'openChoice':
      return field.options[0]!.value;
    case 'choices':
      return [field.options[0]!.value];
    case 'terms':
      return ['something'];
    case 'rows':
      return [Object.fromEntries(Object.entries(field.columns).map(([key, column]) => [key, answerTo(column)]))];
    case 'media':
      return 'https://example.com/a.mp3';
    case 'json':
      return field.shape === 'array' ? [{ a: 1 }] : { a: 1 };
  }
}

/** The answers of a form on which `key` is answered: with what it is shown for, and what it needs. */
export function answersWith(fields: Fields, key: string): Record<string, unknown> {
  const field = fields[key]!;
  const first = (value: Scalar | readonly Scalar[]): Scalar => (typeof value === 'object' ? value[0]! : value);
  const shown = Object.entries(field.showWhen ?? {}).reduce(
    (answers, [sibling, value]) => ({ ...answers, ...answersWith(fields, sibling), [sibling]: first(value) }),
    {},
  );
  const needed = (field.requires ?? []).reduce(
    (answers, { field: other, is }) => ({
      ...answers,
      [other]: is === undefined ? answerTo(fields[other]!) : first(is),
    }),
    {},
  );
  const answers = { ...shown, ...needed, [key]: answerTo(field) };
  return { ...requiredBeside(fields, answers), ...answers };
}

/** What must be answered too, once these answers have brought it into view. */
function requiredBeside(fields: Fields, answers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const beside = Object.entries(fields).filter(
    ([, { required, showWhen }]) => required === true && showWhen !== undefined && holds(showWhen, answers, fields),
  );
  return Object.fromEntries(beside.map(([key, field]) => [key, answerTo(field)]));
}
