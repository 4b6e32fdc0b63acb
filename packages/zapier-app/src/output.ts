import type { PlainOutputField } from 'zapier-platform-core';
import { type AnyEntry, type AnyEvent, type OutputField, recordOf, sampleOf, simplified } from './core.ts';
import { fitting } from './size.ts';

/** A field of a result as the host takes it, with the label that every field of this app has. */
export interface ResultField extends PlainOutputField {
  label: string;
  type?: 'string' | 'number' | 'boolean' | 'datetime' | 'file';
}

/**
 * What a step outputs: the simple output of the entry, small enough for the host.
 *
 * @param fileName name of the audio file that the step got
 */
export const resultOf = (entry: AnyEntry | AnyEvent, result: unknown, fileName?: string): Record<string, unknown> =>
  fitting(entry, recordOf(inUtc(simplified(entry, result, fileName)), 'result'));

/** What a step outputs for the entry's example. */
export const sampleResult = (entry: AnyEntry | AnyEvent): Record<string, unknown> =>
  recordOf(inUtc(sampleOf(entry)), 'result');

/** The service gives times in UTC without saying so, and the host wants the zone. */
function inUtc(value: unknown): unknown {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT[\d:.]+$/.test(value) ? `${value}Z` : value;
  if (Array.isArray(value)) return value.map(inUtc);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inUtc(part)]));
}

/** One thing of an entry that gives a list of things, or the whole result. */
export const thingsOf = (entry: AnyEntry, result: unknown): Record<string, unknown>[] =>
  thingsIn(entry, resultOf(entry, result));

/** The first thing that the entry's example gives. */
export const sampleThing = (entry: AnyEntry): Record<string, unknown> => thingsIn(entry, sampleResult(entry))[0] ?? {};

const thingsIn = ({ list }: AnyEntry, output: Record<string, unknown>): Record<string, unknown>[] =>
  list === undefined ? [output] : ((output[list] ?? []) as Record<string, unknown>[]);

/** The fields of what a step outputs. */
export function resultFields({ output, list }: AnyEntry | AnyEvent): ResultField[] {
  const prefix = list === undefined ? '' : `${list}[].`;
  return output
    .filter(({ key }) => key.startsWith(prefix) && key !== prefix)
    .filter(({ type }) => type !== 'list' && type !== 'object')
    .map((field) => ({ ...field, key: field.key.slice(prefix.length) }))
    .map(({ key, label, type }) => ({ key: hostKey(key), label, ...typeOf(type) }));
}

/** `utterances[].text` is `utterances[]text` here, and `a.b` is `a__b`. */
const hostKey = (key: string): string => key.replaceAll('[].', '[]').replaceAll('.', '__');

function typeOf(type: OutputField['type']): Pick<ResultField, 'type'> {
  switch (type) {
    case 'text':
    case 'url':
      return { type: 'string' };
    case 'number':
      return { type: 'number' };
    case 'flag':
      return { type: 'boolean' };
    case 'date':
      return { type: 'datetime' };
    case 'file':
      return { type: 'file' };
    case 'object':
    case 'list':
      return {};
  }
}
