import { nearest } from '@aai-connectors/core/rest';

/** The name that was probably meant: a near one, or one that begins with what was typed. */
export const suggestion = (typed: string, names: readonly string[]): string | undefined =>
  nearest(typed, names) ?? (typed.length > 2 ? names.find((name) => name.startsWith(typed.toLowerCase())) : undefined);
