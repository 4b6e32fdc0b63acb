import type { AnyEntry } from './entry.ts';
import { type Example, KNOWN, type Known } from './example.ts';
import { isRecord } from './reading/json.ts';
import type { AnyInput } from './values.ts';

/** @throws Error if the entry has no example, which type checking prevents. */
export function exampleOf({ id, example }: { readonly id: string; readonly example?: Example }): Example {
  if (example !== undefined) return example;
  throw new Error(
    `The entry "${id}" has no example. Add \`example\`, with an input and the requests that it causes, to its file.`,
  );
}

/**
 * Returns the input of an entry's example with the values of another account.
 *
 * @param known values of that account; others keep their value from `KNOWN`
 * @throws Error if the entry has no example.
 */
export function exampleInput(entry: AnyEntry, known: Partial<Known>): AnyInput {
  const places = new Map<unknown, unknown>();
  for (const key of ['transcriptId', 'audioUrl', 'lemurRequestId', 'file'] as const) {
    if (known[key] !== undefined) places.set(KNOWN[key], known[key]);
  }
  return membersIn(exampleOf(entry).input, places);
}

function inPlace(value: unknown, places: ReadonlyMap<unknown, unknown>): unknown {
  if (places.has(value)) return places.get(value);
  if (typeof value === 'string') {
    return [...places].reduce(
      (text, [from, to]) => (typeof from === 'string' ? text.replaceAll(from, String(to)) : text),
      value,
    );
  }
  if (Array.isArray(value)) return value.map((item) => inPlace(item, places));
  return isPlain(value) ? membersIn(value, places) : value;
}

const membersIn = (members: AnyInput, places: ReadonlyMap<unknown, unknown>): AnyInput =>
  Object.fromEntries(Object.entries(members).map(([key, member]) => [key, inPlace(member, places)]));

const isPlain = (value: unknown): value is AnyInput =>
  isRecord(value) && Object.getPrototypeOf(value) === Object.prototype;
