import type { AnyEntry, AnyEvent } from './core.ts';

/**
 * Maximum bytes of a result as JSON. Zapier accepts 20 MB, but keeps a result of more than 6 MB outside of its messages,
 * and decides this by characters instead of bytes.
 */
export const LARGEST_RESULT = 6_000_000;

/** Key of the field that says what a result lacks. */
export const LEFT_OUT = 'left_out';

/** Bytes for the field that says what a result lacks, and for files and an answer that are added later. */
const RESERVE = 100_000;

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');

/** What every step with a transcript needs. */
const ALWAYS = new Set(['id', 'status', 'text']);

/**
 * A result that Zapier accepts. If it is too large, as for a recording of many hours with all analyses, the largest lists
 * and objects are left out, and a field says which, and how to get them.
 */
export function fitting(
  { output, ...entry }: AnyEntry | AnyEvent,
  result: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const list = 'list' in entry ? entry.list : undefined;
  if (list !== undefined) return { ...result, [list]: firstThatFit(result[list]) };
  const sizes = Object.entries(result).map(([key, value]) => ({ key, size: bytesOf(value) }));
  let excess = sizes.reduce((sum, { key, size }) => sum + size + key.length + 4, RESERVE) - LARGEST_RESULT;
  if (excess <= 0) return { ...result };
  const left = new Set<string>();
  for (const { key, size } of sizes.filter(({ key }) => !ALWAYS.has(key)).sort((one, other) => other.size - one.size)) {
    if (excess <= 0) break;
    left.add(key);
    excess -= size;
  }
  const labels = [...left].map((key) => output.find((field) => field.key === key)?.label ?? key);
  const kept = Object.fromEntries(Object.entries(result).filter(([key]) => !left.has(key)));
  return { ...kept, [LEFT_OUT]: `${labels.join(', ')}. Zapier limits the size of a result. ${HOW_TO_GET_IT}` };
}

/** The first items of a list, as many as the host accepts. */
function firstThatFit(list: unknown): unknown {
  if (!Array.isArray(list)) return list;
  let size = RESERVE;
  return list.filter((item: unknown) => (size += bytesOf(item) + 1) <= LARGEST_RESULT);
}

const HOW_TO_GET_IT =
  'The JSON file of the transcript has everything: choose it under Files, or get it by transcript ID.';
