import type { Fields } from './fields.ts';

/** Values of secret fields in the input. They must not appear in errors, logs or results. */
export const secretsIn = (params: Fields, input: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(params).flatMap(([key, field]) => {
    const value = input[key];
    return field.kind === 'text' && field.secret === true && typeof value === 'string' ? [value] : [];
  });
