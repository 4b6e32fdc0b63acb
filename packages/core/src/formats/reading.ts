/*
 * The API's answer as the formats read it. An answer may hold anything in any field, whatever the contract says, so
 * formats read fields through these functions and never call a method of a field itself.
 */

/** A field that should be text; '' for anything else. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A field that should be a number; `undefined` for anything else, NaN and infinities included. */
export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** The objects in a field that should be a list of objects; none for anything else. */
export const listOf = <T>(value: unknown): readonly T[] =>
  Array.isArray(value) ? value.filter((item): item is T => typeof item === 'object' && item !== null) : [];

/** A field that should be an object; `undefined` for anything else. */
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  listOf<Readonly<Record<string, unknown>>>([value])[0];

/** An option of the wrong type in an error: a program without types may give anything, even what cannot become a text. */
export const shown = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 80) : typeof value;

/** Levels of lists and objects that are read. JSON and recursion would fail at some thousands; the API nests ten. */
export const MAX_LEVELS = 500;
