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
