import type { AnyEntry } from './entry.ts';
import { type Condition, type Field, type Fields, optionsOf, type Prominence, type Shortcut } from './fields.ts';

/** Where a form shows a field: at first sight, or behind the door for other options. */
export const prominenceOf = ({ required, showWhen, prominence = 'rare' }: Field): Prominence =>
  required === true && showWhen === undefined ? 'essential' : prominence;

/**
 * Returns the fields that a form offers: current fields with their current options. Excludes fields that a shortcut sets.
 * Fields that depend on these appear when the shortcut is selected.
 */
export function formFields(params: Fields): Fields {
  const answered = new Set(shortcutsIn(params).flatMap(({ shortcut }) => Object.keys(shortcut.means)));
  return Object.fromEntries(
    Object.entries(params)
      .filter(([key, field]) => isCurrent(field) && !answered.has(key))
      .map(([key, field]) => [key, offered(field, params, answered)]),
  );
}

/** Whether a field is useful only if a step does not wait for the transcript: delivery of the result. */
export const isForNoWaiting = ({ group }: Field): boolean => group === 'delivery';

/** Whether hosts offer an entry by default. */
export const isOffered = (entry: Pick<AnyEntry, 'status'>): boolean => isCurrent(entry);

/** Whether agents get an entry by default: those that only read, and Transcribe, without which there is nothing to read. */
export const isForAgents = (entry: Pick<AnyEntry, 'id' | 'reads' | 'status'>): boolean =>
  isOffered(entry) && (entry.reads !== 'nothing' || entry.id === 'transcribe');

/** Returns a condition in terms of the fields in the form, with shortcuts instead of the fields that they set. */
export function formCondition(condition: Condition, params: Fields): Condition {
  const shortcuts = shortcutsIn(params);
  return Object.fromEntries(
    Object.entries(condition).map(([key, wanted]) => {
      const found = shortcuts.find(({ shortcut }) => wanted === true && Object.hasOwn(shortcut.means, key));
      return found === undefined ? [key, wanted] : [found.key, found.shortcut.value];
    }),
  );
}

/** Returns the answers with each shortcut replaced by the values that it sets. */
export function withoutShortcuts(
  params: Fields,
  answers: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return shortcutsIn(params).reduce((read, { key, shortcut }) => {
    if (!Object.hasOwn(read, key) || read[key] !== shortcut.value) return read;
    const { [key]: _, ...others } = read;
    return { ...others, ...shortcut.means };
  }, answers);
}

const isCurrent = ({ status = 'current' }: { readonly status?: string }): boolean => status === 'current';

function offered(field: Field, params: Fields, answered: ReadonlySet<string>): Field {
  const { showWhen, requires, ...words } = field;
  const needs = requires?.filter(({ field: other }) => !answered.has(other)) ?? [];
  const shown = {
    ...words,
    ...(showWhen !== undefined && { showWhen: formCondition(showWhen, params) }),
    ...(needs.length > 0 && { requires: needs }),
  };
  if (shown.kind === 'rows') return { ...shown, columns: formFields(shown.columns) };
  if (!('options' in shown)) return shown;
  const shortcuts = shown.kind === 'openChoice' ? (shown.shortcuts ?? []) : [];
  return { ...shown, options: [...shortcuts, ...optionsOf(shown).filter(isCurrent)] };
}

function shortcutsIn(params: Fields): readonly { readonly key: string; readonly shortcut: Shortcut }[] {
  return Object.entries(params).flatMap(([key, field]) =>
    field.kind === 'openChoice' ? (field.shortcuts ?? []).map((shortcut) => ({ key, shortcut })) : [],
  );
}
