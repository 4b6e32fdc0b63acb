import { type AnyEntry, conditionInWords, type Field, type Fields, optionsOf } from '@aai-connectors/core';

/** One property of an action, as the host takes it. */
export interface PieceProperty {
  readonly type:
    | 'SHORT_TEXT'
    | 'LONG_TEXT'
    | 'NUMBER'
    | 'CHECKBOX'
    | 'STATIC_DROPDOWN'
    | 'STATIC_MULTI_SELECT_DROPDOWN'
    | 'ARRAY'
    | 'FILE'
    | 'JSON';
  readonly displayName: string;
  readonly description: string;
  readonly required: boolean;
  readonly defaultValue?: unknown;
  readonly options?: { readonly options: readonly { readonly label: string; readonly value: string }[] };
  readonly properties?: Readonly<Record<string, PieceProperty>>;
}

/** One entry's form. The builder has no conditions, so a condition becomes a closing sentence. */
export const propsOf = ({ params }: AnyEntry): Readonly<Record<string, PieceProperty>> =>
  propsOfFields(params as Fields);

const propsOfFields = (fields: Fields): Readonly<Record<string, PieceProperty>> =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, propOf(field, fields)]));

export function propOf(field: Field, siblings: Fields = {}): PieceProperty {
  const words = {
    displayName: field.label,
    description: [field.help, usedWhen(field, siblings), field.note].filter((text) => text !== undefined).join(' '),
    required: field.required === true,
    ...(field.default !== undefined && { defaultValue: field.default }),
  };
  switch (field.kind) {
    case 'text':
      return { ...words, type: field.multiline === true ? 'LONG_TEXT' : 'SHORT_TEXT' };
    case 'number':
      return { ...words, type: 'NUMBER' };
    case 'flag':
      return { ...words, type: 'CHECKBOX' };
    case 'choice':
    case 'openChoice':
      return { ...words, type: 'STATIC_DROPDOWN', options: dropdown(field) };
    case 'choices':
      return { ...words, type: 'STATIC_MULTI_SELECT_DROPDOWN', options: dropdown(field) };
    case 'terms':
      return { ...words, type: 'ARRAY' };
    case 'rows':
      return { ...words, type: 'ARRAY', properties: propsOfFields(field.columns) };
    case 'media':
      return { ...words, type: 'FILE' };
    case 'json':
      return { ...words, type: 'JSON' };
  }
}

const usedWhen = ({ showWhen }: Field, siblings: Fields): string | undefined =>
  showWhen === undefined ? undefined : `Used when ${conditionInWords(showWhen, siblings)}.`;

const dropdown = (field: Field): NonNullable<PieceProperty['options']> => ({
  options: optionsOf(field).map(({ label, value }) => ({ label, value })),
});
