/*
 * Functions that read fields of the API's responses. A response may contain any type in any field, so formats never call
 * methods of a field directly.
 */

/** Reads a text field; '' for any other type. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads a number field; `undefined` for any other type, NaN and infinities. */
export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** Reads the objects in a list field; an empty list for any other type. */
export const listOf = <T>(value: unknown): readonly T[] =>
  Array.isArray(value) ? value.filter((item): item is T => typeof item === 'object' && item !== null) : [];

/** Reads an object field; `undefined` for any other type. */
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  listOf<Readonly<Record<string, unknown>>>([value])[0];

/** Formats an invalid option for an error message. Untyped programs may pass values that cannot be converted to text. */
export const shown = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 80) : typeof value;

/** Maximum depth of lists and objects. JSON and recursion fail at thousands of levels; the API uses ten. */
export const MAX_LEVELS = 500;
