import { type Fields, prominenceOf } from './core.ts';

const RANK = { essential: 0, common: 1, rare: 2 } as const;

/**
 * Keys in the order of a form: required fields first, then by prominence, then as in the catalogue. A field that depends
 * on another one follows it.
 */
export function inFormOrder(keys: readonly string[], fields: Fields): string[] {
  const rankOf = (key: string): number => (fields[key]!.required === true ? -1 : RANK[prominenceOf(fields[key]!)]);
  const parentOf = (key: string): string | undefined =>
    Object.keys(fields[key]!.showWhen ?? {}).findLast((control) => keys.includes(control));
  const after = (parent: string | undefined): string[] =>
    keys
      .filter((key) => parentOf(key) === parent)
      .sort((one, other) => rankOf(one) - rankOf(other))
      .flatMap((key) => [key, ...after(key)]);
  return after(undefined);
}
