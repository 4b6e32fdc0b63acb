/** Whether `value` is an object with named members: neither a list nor null. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `value` where it is an object; any other value as the member `key` of an object, for hosts that take objects only. */
export const recordOf = (value: unknown, key: string): Record<string, unknown> =>
  isRecord(value) ? value : { [key]: value };
