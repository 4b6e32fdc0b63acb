import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { SavedFlow } from './flow.ts';

/** A folder for each version, with a file for each host. */
const FOLDER = new URL('released/', import.meta.url);

const fileOf = (version: string, host: string): URL => new URL(`${version}/${host.toLowerCase()}.json`, FOLDER);

/** The newest version that is recorded. @throws Error if none is */
export function lastRelease(): string {
  const versions = readdirSync(FOLDER).filter((name) => /^\d+\.\d+\.\d+$/.test(name));
  const newest = versions.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  if (newest === undefined) throw new Error('No release is recorded.');
  return newest;
}

export const readReleased = (version: string, host: string): readonly SavedFlow[] =>
  JSON.parse(readFileSync(fileOf(version, host), 'utf8')) as readonly SavedFlow[];

export function writeReleased(version: string, host: string, flows: readonly SavedFlow[]): void {
  mkdirSync(new URL(`${version}/`, FOLDER), { recursive: true });
  // A line for each flow, so that a difference shows which one has changed.
  writeFileSync(fileOf(version, host), `[\n${flows.map((flow) => JSON.stringify(flow)).join(',\n')}\n]\n`);
}
