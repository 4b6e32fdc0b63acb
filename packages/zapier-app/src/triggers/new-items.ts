import { createHash } from 'node:crypto';
import type { Bundle, ZObject } from 'zapier-platform-core';
import { deadlineOf } from '../deadline.ts';

/** Maximum new items of one poll. With more, Zapier holds all of them until a person confirms. */
export const MOST_NEW = 100;

/** Maximum items that wait for a later poll. With more, all are returned, so that none gets too old. */
const MOST_WAITING = 1_000;

/** How long the host's cache keeps the state, s. Each poll renews it. */
const STATE_S = 24 * 3_600;

/** Maximum time for one use of the host's cache, ms. */
const CACHE_MS = 3_000;

/** Characters of an ID in the state. Two items with the same characters are returned together, which does no harm. */
const SHORT = 8;

/**
 * The items that a poll returns, at most {@link MOST_NEW} of them new. The others follow in the next polls.
 *
 * What was returned before is returned again as long as the list has it, because the host may have missed a poll; it
 * recognizes items by ID. The state in the host's cache only delays new items. If it is missing and cannot be
 * stored, all are returned.
 *
 * @param found newest first
 */
export async function limitNew<T extends { readonly id: string }>(
  z: ZObject,
  bundle: Bundle,
  event: string,
  found: readonly T[],
): Promise<readonly T[]> {
  const { isLoadingSample, isPopulatingDedupe } = bundle.meta ?? {};
  if (isLoadingSample === true) return found.slice(0, MOST_NEW);
  if (found.length <= MOST_NEW) return found;
  const key = keyOf(bundle, event);
  // The host notes everything at this time and starts no run.
  const seen = isPopulatingDedupe === true ? undefined : await readState(z, key);
  const isSeen = ({ id }: T): boolean => isPopulatingDedupe === true || seen?.has(id.slice(0, SHORT)) === true;
  const unseen = found.filter((item) => !isSeen(item));
  const waiting = new Set(unseen.slice(MOST_NEW));
  const isDelayed = waiting.size > 0 && waiting.size <= MOST_WAITING;
  const returned = isDelayed ? found.filter((item) => !waiting.has(item)) : found;
  const isStored = await writeState(z, key, returned, isDelayed);
  return isStored ? returned : found;
}

/** The cache belongs to the app, so the key has the account, the Zap and its settings. */
const keyOf = ({ authData, meta, inputData }: Bundle, event: string): string =>
  createHash('sha256')
    .update(JSON.stringify([event, authData['api_key'], meta?.zap?.id, inputData]))
    .digest('hex');

async function readState(z: ZObject, key: string): Promise<ReadonlySet<string> | undefined> {
  const state = await soon(z, () => z.cache.get(key));
  return Array.isArray(state) ? new Set(state.map(String)) : undefined;
}

/** Stores what was returned. @param mustHold whether to check that the cache has it. @returns `false` if it has not */
async function writeState(
  z: ZObject,
  key: string,
  returned: readonly { readonly id: string }[],
  mustHold: boolean,
): Promise<boolean> {
  const ids = returned.map(({ id }) => id.slice(0, SHORT));
  await soon(z, () => z.cache.set(key, ids, STATE_S));
  if (!mustHold) return true;
  const state = await readState(z, key);
  return state !== undefined && ids.every((id) => state.has(id));
}

/** The result of `use`; `undefined` if it fails or takes too long. */
const soon = (z: ZObject, use: () => Promise<unknown>): Promise<unknown> =>
  new Promise((resolve) => {
    const cancel = deadlineOf(z).schedule(CACHE_MS, () => resolve(undefined));
    Promise.resolve()
      .then(use)
      .catch(() => undefined)
      .then((result) => {
        cancel();
        resolve(result);
      })
      .catch(() => undefined);
  });
