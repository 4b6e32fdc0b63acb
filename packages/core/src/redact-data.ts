import { createRedactor } from './redact.ts';

/** Maximum levels of nesting. Deeper data is left out. */
const DEEPEST = 64;

/**
 * Removes `secrets` from the texts and names of `data`, for results that a host passes on: a 2xx response may also
 * contain a key. Texts without secrets stay unchanged, signed links included. Returns `data` itself if nothing changes.
 *
 * @param data plain JSON; other objects are returned unchanged
 * @param secrets secrets of fewer than 8 characters are ignored, because they may be ordinary words
 */
export function redactData<T>(data: T, secrets: readonly string[]): T {
  return cleaned(data, createRedactor(secrets).data, 0) as T;
}

function cleaned(value: unknown, clean: (text: string) => string, depth: number): unknown {
  if (typeof value === 'string') return clean(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => cleaned(item, clean, depth + 1));
    return items.every((item, at) => item === (value as unknown[])[at]) ? value : items;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  // Compares the name, because a host may run connectors in a separate realm.
  if (prototype !== null && (prototype as { constructor?: { name?: unknown } }).constructor?.name !== 'Object') {
    return value;
  }
  const entries = Object.entries(value);
  const clear = entries.map(([name, part]) => [clean(name), cleaned(part, clean, depth + 1)] as const);
  const isSame = clear.every(([name, part], at) => name === entries[at]![0] && part === entries[at]![1]);
  return isSame ? value : Object.fromEntries(clear);
}
