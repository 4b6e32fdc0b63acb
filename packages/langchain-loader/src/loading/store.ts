import { canonical, stableId } from '../ids.ts';
import type { TranscriptionParams } from '../params.ts';

/**
 * Remembers which transcript a source has become, so that an interrupted run does not pay twice. A database, a key-value
 * store, or a Map will do.
 */
export interface TranscriptStore {
  get(key: string): Promise<string | undefined> | string | undefined;
  /** Called as soon as the job exists, before it is waited for. A promise that it returns is waited for. */
  set(key: string, transcriptId: string, source: string): unknown;
}

/** A store with room for one to work on each key. */
export interface Memory extends TranscriptStore {
  /**
   * Works when nobody else does on the same key.
   *
   * @param idle what is done while somebody else does
   */
  alone<T>(key: string, idle: (until: Promise<void>) => Promise<void>, work: () => Promise<T>): Promise<T>;
}

/** @param store without one, what is remembered is forgotten with the memory */
export function memoryOf(store: TranscriptStore = new Map<string, string>()): Memory {
  const underway = new Map<string, Promise<void>>();
  return {
    get: (key) => store.get(key),
    set: (key, transcriptId, source) => store.set(key, transcriptId, source),
    async alone(key, idle, work) {
      while (underway.has(key)) await idle(underway.get(key)!);
      const job = work();
      const end = (): void => void underway.delete(key);
      underway.set(key, job.then(end, end));
      return job;
    },
  };
}

/**
 * The key of a source in a store. Another version of a file, other parameters or another host make another one.
 */
export const storeKey = (identity: string, version: string, params: TranscriptionParams, host: string): string =>
  stableId('transcript', identity, version, canonical(params), host);
