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
 * Remembers which transcript a source has become, so that an interrupted run does not pay twice. A database, a key-value
 * store, or a Map will do; see `JobStore` for what it must promise.
 *
 * The ID of a transcript is set under its key as soon as the job exists. What is needed until then, so that neither a
 * crash nor a second process starts the job again, is set under the key with `.claim` and `.intent` behind it, and
 * removed again by `delete`. Give `compareAndSet` if the store can do it: claims then take no time.
 */
export type TranscriptStore = JobStore;

/** Where transcripts are remembered: a store, one of LangChain's, a journal, or in Node the path of a file. */
export type AnyStore = TranscriptStore | BaseStoreLike | JobJournal | string;

/**
 * The journal behind what was given as a store.
 *
 * @throws BadInputError for the path of a file where there are no files
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

/** A Map is changed by one process only, so nothing comes between reading and setting. */
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

/**
 * The key of a source in a store. Another version of a file, other parameters or another host make another one.
 */
export const storeKey = (identity: string, version: string, params: TranscriptionParams, host: string): string =>
  stableId('transcript', identity, version, canonicalJson(params), host);
