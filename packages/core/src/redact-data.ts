import { createRedactor } from './redact.ts';

/** Levels of nesting that are looked into. What is deeper is left out. */
const DEEPEST = 64;

/**
 * `data` without `secrets` in its texts and names, for results that a host passes on: a service may echo a key in a 2xx
 * answer too. Texts that hold no secret stay as they are, signed links included. Returns `data` itself if nothing
 * changes.
 *
 * @param data plain JSON; other objects are returned as they are
 * @param secrets those of fewer than 8 characters are not looked for: they may be plain words
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
  // By name, as a host may run connectors in a realm of their own.
  if (prototype !== null && (prototype as { constructor?: { name?: unknown } }).constructor?.name !== 'Object') {
    return value;
  }
  const entries = Object.entries(value);
  const clear = entries.map(([name, part]) => [clean(name), cleaned(part, clean, depth + 1)] as const);
  const isSame = clear.every(([name, part], at) => name === entries[at]![0] && part === entries[at]![1]);
  return isSame ? value : Object.fromEntries(clear);
}
