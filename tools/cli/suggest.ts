import { nearest } from '@aai-connectors/core/rest';

/** Guesses the intended name: a similar one, or one that starts with what was typed. */
export const suggestion = (typed: string, names: readonly string[]): string | undefined =>
  nearest(typed, names) ?? (typed.length > 2 ? names.find((name) => name.startsWith(typed.toLowerCase())) : undefined);
