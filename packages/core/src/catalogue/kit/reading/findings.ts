import type { Problem } from '../../../errors.ts';

/** Problems, which prevent the request, and warnings, which do not. */
export interface Findings {
  readonly problems: Problem[];
  readonly warnings: Problem[];
  /** The messages of both, to skip duplicates without a search: every row of a long list may have a finding. */
  readonly messages: Readonly<Record<'refuse' | 'warn', Set<string>>>;
}

/** Adds a finding about one field. `refuse`, the default, is a problem; `warn` is a warning. */
export type Report = (message: string, level?: 'refuse' | 'warn') => void;

export const noFindings = (): Findings => ({
  problems: [],
  warnings: [],
  messages: { refuse: new Set(), warn: new Set() },
});

/** Returns a function that adds findings about `field`. Skips duplicate messages. */
export const reporterFor =
  (findings: Findings, field: string): Report =>
  (message, level = 'refuse') => {
    const messages = findings.messages[level];
    if (messages.has(message)) return;
    messages.add(message);
    (level === 'refuse' ? findings.problems : findings.warnings).push({ field, message });
  };

/** `A`, `A and B`, `A, B and C`. */
export function listed(names: readonly string[], word: 'and' | 'or' = 'and'): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** Shortens text for a message to at most 60 characters. */
export const brief = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text);
