import type { Part } from './load.ts';

/**
 * The input of a step whose form was left untouched. The builder stores a value for each property, and the piece gets
 * all of them.
 */
export const untouchedForm = ({ props }: Part): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(props as Readonly<Record<string, { readonly type: string; readonly defaultValue?: unknown }>>)
      .filter(([, { type }]) => type !== 'MARKDOWN')
      .map(([key, { type, defaultValue }]) => [key, defaultValue ?? EMPTY[type]]),
  );

const EMPTY: Readonly<Record<string, unknown>> = {
  SHORT_TEXT: '',
  LONG_TEXT: '',
  NUMBER: undefined,
  CHECKBOX: false,
  FILE: null,
  DROPDOWN: null,
  STATIC_DROPDOWN: null,
  MULTI_SELECT_DROPDOWN: [],
  STATIC_MULTI_SELECT_DROPDOWN: [],
  ARRAY: [],
  JSON: {},
  OBJECT: {},
  DYNAMIC: {},
};
