/** Headers or query parameters, in any form that a host provides. */
export type Pairs =
  Iterable<readonly [string, string]> | Readonly<Record<string, string | readonly string[] | null | undefined>>;

/** All values of `name` in `pairs`; empty if `pairs` is not a list of pairs. */
export function valuesOf(pairs: unknown, name: string, same: (a: string, b: string) => boolean): string[] {
  return entriesOf(pairs).flatMap(([key, value]) => {
    if (typeof key !== 'string' || !same(key, name)) return [];
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.filter((item): item is string => typeof item === 'string');
  });
}

function entriesOf(pairs: unknown): (readonly [unknown, unknown])[] {
  if (typeof pairs !== 'object' || pairs === null) return [];
  if (!(Symbol.iterator in pairs)) return Object.entries(pairs);
  return [...(pairs as Iterable<unknown>)].flatMap((pair) =>
    Array.isArray(pair) ? [[pair[0], pair[1]] as const] : [],
  );
}

/** A trimmed text; undefined if it is empty. */
export function textAt(fields: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = fields[name];
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' ? undefined : text;
}

/** `text` if it is an http(s) URL. */
export function cleanUrl(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  return /^https?:$/.test(new URL(text).protocol) ? text : undefined;
}
