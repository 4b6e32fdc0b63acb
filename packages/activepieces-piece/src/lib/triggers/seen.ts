import type { Store } from '../host-values.ts';

const KEY = 'told';

/** More than one look brings, so that nothing is told twice. */
const KEPT = 2_000;

/** Transcripts that a trigger told already, oldest first; `undefined` for a trigger that was never switched on. */
export const toldIn = async (store: Store): Promise<readonly string[] | undefined> =>
  (await store.get<string[]>(KEY)) ?? undefined;

export const keepTold = (store: Store, ids: readonly string[]): Promise<unknown> => store.put(KEY, ids.slice(-KEPT));

export const forgetTold = (store: Store): Promise<void> => store.delete(KEY);
