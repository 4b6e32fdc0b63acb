import type { Fields } from './fields.ts';

/** What the input holds of fields that are declared secret: no error, log or result may show it. */
export const secretsIn = (params: Fields, input: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(params).flatMap(([key, field]) => {
    const value = input[key];
    return field.kind === 'text' && field.secret === true && typeof value === 'string' ? [value] : [];
  });
