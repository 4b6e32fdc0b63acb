import type { BuilderProps } from './pieces.ts';
import type { PropertyMode } from './template.ts';

/** Values that the builder gives the properties of a step when a person adds the step. */
const EMPTY: Readonly<Record<string, unknown>> = {
  ARRAY: [],
  OBJECT: {},
  JSON: {},
  DYNAMIC: {},
  CHECKBOX: false,
  DROPDOWN: null,
  STATIC_DROPDOWN: null,
  MULTI_SELECT_DROPDOWN: [],
  STATIC_MULTI_SELECT_DROPDOWN: [],
};

/** The value of a property that a person has not filled in. */
export const emptyValue = (type: string, mode?: PropertyMode): unknown =>
  (mode === 'DYNAMIC' && type !== 'DYNAMIC') || !(type in EMPTY) ? '' : structuredClone(EMPTY[type]);

/** The input with a value for each property that has none. Only `undefined` is no value. */
export const filled = (
  props: BuilderProps,
  input: Readonly<Record<string, unknown>>,
  modes: Readonly<Record<string, { readonly type: PropertyMode }>> = {},
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(props).map(([key, { type }]) => [
      key,
      input[key] === undefined ? emptyValue(type, modes[key]?.type) : input[key],
    ]),
  );
