import type { Problem } from '../../../errors.ts';

/** What is wrong with the answers, and what is only worth knowing. */
export interface Findings {
  readonly problems: Problem[];
  readonly warnings: Problem[];
  /** The messages of both, to add each sentence once without a search: a long list may have a finding in each row. */
  readonly said: Readonly<Record<'refuse' | 'warn', Set<string>>>;
}

/** Reports one finding about the field at hand. */
export type Say = (message: string, level?: 'refuse' | 'warn') => void;

export const noFindings = (): Findings => ({
  problems: [],
  warnings: [],
  said: { refuse: new Set(), warn: new Set() },
});

/** Reports about one field go to `findings`, each sentence once. */
export const sayAbout =
  (findings: Findings, field: string): Say =>
  (message, level = 'refuse') => {
    const said = findings.said[level];
    if (said.has(message)) return;
    said.add(message);
    (level === 'refuse' ? findings.problems : findings.warnings).push({ field, message });
  };

/** `A`, `A and B`, `A, B and C`. */
export function listed(names: readonly string[], word: 'and' | 'or' = 'and'): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** The start of a text that is too long to be repeated. */
export const brief = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text);
