import { stableId } from '../ids.ts';
import type { TranscriptionParams } from '../params.ts';

/**
 * Remembers which transcript a source has become, so that an interrupted run does not pay twice. A database, a key-value
 * store, or a Map will do.
 */
export interface TranscriptStore {
  get(key: string): Promise<string | undefined> | string | undefined;
  /** Called as soon as the job exists, before it is waited for. */
  set(key: string, transcriptId: string, source: string): Promise<void> | void;
}

/**
 * The key of a source in a store. Another version of a file, other parameters or another host make another one.
 */
export const storeKey = (identity: string, version: string, params: TranscriptionParams, host: string): string =>
  stableId('transcript', identity, version, canonical(params), host);

/** JSON with its keys in order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? '';
