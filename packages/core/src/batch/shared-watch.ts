import type { RestClient, Until } from '../client/types.ts';
import { createWatch, type WatchOptions } from '../client/watch.ts';

/** What a batch learns from the watch of its client. */
export type WatchListener = Required<WatchOptions>;

interface SharedWatch {
  readonly until: Until;
  readonly listeners: Set<WatchListener>;
}

const watches = new WeakMap<object, SharedWatch>();

/**
 * The watch of a client. All batches of one client share it, so that many batches at a time send no more requests than
 * one.
 */
export function joinWatch(
  client: Pick<RestClient, 'transcripts'>,
  listener: WatchListener,
): { readonly until: Until; leave(): void } {
  const { until, listeners } = watches.get(client) ?? create(client);
  listeners.add(listener);
  return { until, leave: () => void listeners.delete(listener) };
}

function create(client: Pick<RestClient, 'transcripts'>): SharedWatch {
  const listeners = new Set<WatchListener>();
  const until = createWatch(client, {
    onList: (jobs) => listeners.forEach(({ onList }) => onList(jobs)),
    onRateLimit: () => listeners.forEach(({ onRateLimit }) => onRateLimit()),
  });
  const shared = { until, listeners };
  watches.set(client, shared);
  return shared;
}
