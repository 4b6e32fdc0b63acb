import type { Account } from './flow.ts';

/** Stands for the bytes of a recording, which each host keeps in its own way. */
export const RECORDING = '<recording>';

const MARKS: Readonly<Record<string, keyof Account>> = {
  '<transcript>': 'transcriptId',
  '<lemur request>': 'lemurRequestId',
  '<service>': 'service',
};

/** Puts marks in the place of values that exist only in this account. */
export function marked(value: unknown, account: Account): unknown {
  return replaced(
    value,
    Object.entries(MARKS).map(([mark, key]) => [account[key], mark]),
  );
}

/** Puts the values of this account in the place of marks. */
export function unmarked(value: unknown, account: Account): unknown {
  return replaced(
    value,
    Object.entries(MARKS).map(([mark, key]) => [mark, account[key]]),
  );
}

function replaced(value: unknown, pairs: readonly (readonly [from: string, to: string])[]): unknown {
  if (typeof value === 'string') return pairs.reduce((text, [from, to]) => text.replaceAll(from, () => to), value);
  if (Array.isArray(value)) return value.map((one) => replaced(one, pairs));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replaced(one, pairs)]));
}
