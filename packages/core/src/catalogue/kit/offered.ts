import type { AnyEntry } from './entry.ts';
import { type Condition, type Field, type Fields, optionsOf, type Prominence, type Shortcut } from './fields.ts';

/** How soon a form asks a field. */
export const prominenceOf = ({ required, showWhen, prominence = 'rare' }: Field): Prominence =>
  required === true && showWhen === undefined ? 'essential' : prominence;

/**
 * The fields that a form offers: those that are current, with the options that are current. What a shortcut answers is
 * not asked by itself, and what depends on it appears when the shortcut is chosen.
 */
export function formFields(params: Fields): Fields {
  const answered = new Set(shortcutsIn(params).flatMap(({ shortcut }) => Object.keys(shortcut.means)));
  return Object.fromEntries(
    Object.entries(params)
      .filter(([key, field]) => isCurrent(field) && !answered.has(key))
      .map(([key, field]) => [key, offered(field, params, answered)]),
  );
}

/** Whether a field matters only to a step that does not wait for the transcript: it says where the result is sent. */
export const isForNoWaiting = ({ group }: Field): boolean => group === 'delivery';

/** Whether hosts offer an entry without a reason of their own. */
export const isOffered = (entry: Pick<AnyEntry, 'status'>): boolean => isCurrent(entry);

/** A condition as a form shows it: on the choice that people see. */
export function formCondition(condition: Condition, params: Fields): Condition {
  const shortcuts = shortcutsIn(params);
  return Object.fromEntries(
    Object.entries(condition).map(([key, wanted]) => {
      const found = shortcuts.find(({ shortcut }) => wanted === true && Object.hasOwn(shortcut.means, key));
      return found === undefined ? [key, wanted] : [found.key, found.shortcut.value];
    }),
  );
}

/** The answers of a form with each shortcut replaced by what it means. */
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
