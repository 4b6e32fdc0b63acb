import {
  canonicalJson,
  type JobJournal,
  type JobOwner,
  type JobStore,
  storeJournal,
  type StoreJournalOptions,
} from '@aai-connectors/core';
import { stableId } from '../ids.ts';
import type * as node from '../node.ts';
import type { TranscriptionParams } from '../params.ts';
import { type BaseStoreLike, jobStoreOver } from './base-store.ts';

/**
 * Stores which transcript belongs to each source, so that an interrupted run submits no job twice. A database, a key-value
 * store or a Map works; see `JobStore` for the requirements.
 *
 * The transcript ID is stored under the key of the source as soon as the job exists. Until then, the keys `<key>.claim`
 * and `<key>.intent` keep a crash or a second process from starting the job again; they are deleted afterwards. Implement
 * `compareAndSet` if the store supports it: claims are then immediate.
 */
export type TranscriptStore = JobStore;

/** A store for transcript IDs: a store object, a LangChain `BaseStore`, a job journal, or in Node a file path. */
export type AnyStore = TranscriptStore | BaseStoreLike | JobJournal | string;

/**
 * Returns the job journal for a store.
 *
 * @throws BadInputError for a file path in a runtime without a file system
 */
export async function journalOf(
  store: AnyStore,
  clock: Pick<StoreJournalOptions, 'now' | 'sleep'>,
  noFiles: () => Error,
): Promise<JobJournal> {
  const { fileStore, processOwner } = (await import('#node')) as Partial<typeof node>;
  if (typeof store === 'string') {
    if (fileStore === undefined) throw noFiles();
    return fileStore(store);
  }
  if ('claim' in store) return store;
  const owner: JobOwner | undefined = await processOwner?.();
  if (store instanceof Map) return storeJournal(shared(store as Map<string, string>), { ...clock, owner });
  return storeJournal('mget' in store ? jobStoreOver(store) : store, { ...clock, owner });
}

/** Only one process changes a Map, so reading and setting is atomic. */
const shared = (map: Map<string, string>): JobStore => ({
  get: (key) => map.get(key),
  set: (key, value) => map.set(key, value),
  delete: (key) => map.delete(key),
  compareAndSet(key, expected, next) {
    if (map.get(key) !== expected) return false;
    map.set(key, next);
    return true;
  },
});

/** The key of a recording in a store. It changes with the parameters and the host. */
export const storeKey = (recording: string, params: TranscriptionParams, host: string): string =>
  stableId('transcript', recording, canonicalJson(params), host);
