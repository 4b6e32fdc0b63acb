import type { Store } from '../host-values.ts';

/** Store key of the IDs. Under another key, enabled flows would emit the same transcripts again. */
const KEY = 'seen';

/** Number of IDs to keep. More than one poll finds, so that nothing is emitted twice. */
const KEPT = 2_000;

/** IDs of the transcripts that a trigger has emitted, oldest first. `undefined` if the trigger was never enabled. */
export const seenIds = async (store: Store): Promise<readonly string[] | undefined> =>
  (await store.get<string[]>(KEY)) ?? undefined;

export const keepSeen = (store: Store, ids: readonly string[]): Promise<unknown> => store.put(KEY, ids.slice(-KEPT));

/** Store key of the time. */
const SINCE_KEY = 'since';

/**
 * The service's time of the newest finished transcript that a trigger knows, in milliseconds since the epoch. `undefined`
 * if the trigger was never enabled.
 */
export const sinceTime = async (store: Store): Promise<number | undefined> =>
  (await store.get<number>(SINCE_KEY)) ?? undefined;

export const keepSince = (store: Store, time: number): Promise<unknown> => store.put(SINCE_KEY, time);

/** Attempts to write IDs that other processes overwrite. */
const ATTEMPTS = 5;

/**
 * Adds IDs. Other processes may write at the same time and the last write wins, so this writes until the IDs stay.
 *
 * @param newest all IDs that this process emitted recently, so that each write restores what others overwrote
 */
export async function addSeen(store: Store, newest: readonly string[]): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const seen = (await seenIds(store)) ?? [];
    const missing = newest.filter((id) => !seen.includes(id));
    if (missing.length === 0) return;
    await keepSeen(store, [...seen, ...missing]);
  }
}
