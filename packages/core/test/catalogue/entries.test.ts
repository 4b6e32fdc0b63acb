import { globSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type AnyEntry, type AnyEvent, ENTRIES, EVENTS, findEntry, findEvent } from '../../src/index.ts';

const FOLDER = fileURLToPath(new URL('../../src/catalogue/entries/', import.meta.url));

/** Every entry and event that a file declares, listed or not. */
async function declared(): Promise<ReadonlySet<unknown>> {
  const files = globSync('*/**/*.ts', { cwd: FOLDER });
  const modules = await Promise.all(
    files.map(async (file) => (await import(pathToFileURL(`${FOLDER}${file}`).href)) as Record<string, unknown>),
  );
  return new Set(modules.flatMap((module) => Object.values(module)).filter(isEntry));
}

const isEntry = (value: unknown): value is AnyEntry | AnyEvent =>
  typeof value === 'object' &&
  value !== null &&
  'params' in value &&
  'kind' in value &&
  ['operation', 'job', 'event'].includes(value.kind as string);

describe('the catalogue', () => {
  it('lists every entry and every event that a file declares', async () => {
    const all = await declared();
    expect(all.size).toBeGreaterThan(20);
    expect(all).toEqual(new Set([...ENTRIES, ...EVENTS]));
  });

  it('is incomplete without any single entry', async () => {
    const all = await declared();
    expect(all).not.toEqual(new Set(ENTRIES));
    expect(all).not.toEqual(new Set([...ENTRIES.slice(1), ...EVENTS]));
  });

  it('starts with Transcribe, and finds every entry by its ID', () => {
    expect(ENTRIES[0]).toBe(findEntry('transcribe'));
    for (const entry of ENTRIES) expect(findEntry(entry.id)).toBe(entry);
    for (const event of EVENTS) expect(findEvent(event.id)).toBe(event);
    expect(EVENTS.map(({ delivery }) => delivery)).toEqual(['webhook', 'polling']);
  });
});
