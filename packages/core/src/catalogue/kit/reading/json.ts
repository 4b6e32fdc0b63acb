import { isRecord } from '../../../record.ts';
import type { JsonField } from '../fields.ts';
import type { Say } from './say.ts';

export { isRecord };

/** Levels of lists that may be empty together; more would be junk, and fail in recursion. */
const MAX_LEVELS = 100;

/** Whether an answer says nothing. `false` and `0` are answers. */
export const isNothing = (answer: unknown): boolean => isNothingAt(answer, 0);

const isNothingAt = (answer: unknown, level: number): boolean =>
  answer === undefined ||
  answer === null ||
  (typeof answer === 'string' && answer.trim() === '') ||
  (Array.isArray(answer) && level < MAX_LEVELS && answer.every((item: unknown) => isNothingAt(item, level + 1)));

export function readJson({ label, shape }: JsonField, answer: unknown, say: Say): unknown {
  const value = copied(typeof answer === 'string' ? parsedJson(answer) : answer);
  if (value === undefined) return void say(`${label} must be JSON.`);
  if (isNothing(value)) return undefined;
  if (shape === 'array' && !Array.isArray(value)) return void say(`${label} must be a JSON list, in square brackets.`);
  if (shape === 'object' && !isRecord(value)) return void say(`${label} must be a JSON object, in curly brackets.`);
  return value;
}

/** What the text says, if it is JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The value with nothing in it that JSON cannot hold. */
const copied = (value: unknown): unknown => {
  const text = stringified(value);
  return text === undefined ? undefined : parsedJson(text);
};

/** JSON of what can be JSON. */
export function stringified(value: unknown): string | undefined {
  try {
    return JSON.stringify(value) as string | undefined;
  } catch {
    return undefined;
  }
}
