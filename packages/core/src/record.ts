/** Whether `value` is an object, neither an array nor null. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * `value` if it is an object. Any other value becomes the property `key` of an object, for hosts that accept only
 * objects.
 */
export const recordOf = (value: unknown, key: string): Record<string, unknown> =>
  isRecord(value) ? value : { [key]: value };
