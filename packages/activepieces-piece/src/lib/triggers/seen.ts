import type { Store } from '../host-values.ts';

/** Flows that are switched on have their ids stored under this name: under another one they would emit all of them again. */
const KEY = 'told';

/** More than one poll finds, so that nothing is emitted twice. */
const KEPT = 2_000;

/** Transcripts that a trigger has emitted, oldest first; `undefined` for a trigger that was never switched on. */
export const seenIds = async (store: Store): Promise<readonly string[] | undefined> =>
  (await store.get<string[]>(KEY)) ?? undefined;

export const keepSeen = (store: Store, ids: readonly string[]): Promise<unknown> => store.put(KEY, ids.slice(-KEPT));

export const forgetSeen = (store: Store): Promise<void> => store.delete(KEY);

/** Attempts to write ids that other processes overwrite. */
const ATTEMPTS = 5;

/**
 * Adds ids. Other processes may write at the same time, and the last one wins, so the ids are written until they stay.
 *
 * @param newest all that this process has emitted lately, so that each write repairs what others have overwritten
 */
export async function addSeen(store: Store, newest: readonly string[]): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const seen = (await seenIds(store)) ?? [];
    const missing = newest.filter((id) => !seen.includes(id));
    if (missing.length === 0) return;
    await keepSeen(store, [...seen, ...missing]);
  }
}
