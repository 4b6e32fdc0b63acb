/** Whether `value` is an object, neither an array nor null. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * `value` if it is an object. Any other value becomes the property `key` of an object, for hosts that accept only
 * objects.
 */
export const recordOf = (value: unknown, key: string): Record<string, unknown> =>
  isRecord(value) ? value : { [key]: value };

/** The object that `text` is as JSON; `undefined` for any other text. Never throws. */
export function readRecord(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
