import { isRecord } from '../../../record.ts';
import type { JsonField } from '../fields.ts';
import type { Report } from './findings.ts';

export { isRecord };

/** Depth to which nested empty lists count as empty. Deeper values are invalid input, and would overflow the stack. */
const MAX_LEVELS = 100;

/** Whether an answer is empty. `false` and `0` are not empty. */
export const isNothing = (answer: unknown): boolean => isNothingAt(answer, 0);

const isNothingAt = (answer: unknown, level: number): boolean =>
  answer === undefined ||
  answer === null ||
  (typeof answer === 'string' && answer.trim() === '') ||
  (Array.isArray(answer) && level < MAX_LEVELS && answer.every((item: unknown) => isNothingAt(item, level + 1)));

export function readJson({ label, shape }: JsonField, answer: unknown, report: Report): unknown {
  const value = copied(typeof answer === 'string' ? parsedJson(answer) : answer);
  if (value === undefined) return void report(`${label} must be valid JSON.`);
  if (isNothing(value)) return undefined;
  if (shape === 'array' && !Array.isArray(value))
    return void report(`${label} must be a JSON array in square brackets.`);
  if (shape === 'object' && !isRecord(value)) return void report(`${label} must be a JSON object in curly braces.`);
  return value;
}

/** The value of JSON text; `undefined` for invalid JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A copy of the value without anything that JSON cannot represent. */
const copied = (value: unknown): unknown => {
  const text = stringified(value);
  return text === undefined ? undefined : parsedJson(text);
};

/** JSON text of a value; `undefined` if the value cannot be serialized. */
export function stringified(value: unknown): string | undefined {
  try {
    return JSON.stringify(value) as string | undefined;
  } catch {
    return undefined;
  }
}
