import type { IDataObject } from 'n8n-workflow';
import type { FeedState } from '../core.ts';

/** Active workflows store their progress under these names. Without `seenIds` the next poll is the first one. */
interface Stored {
  seenIds?: FeedState['seen'];
  openIds?: FeedState['open'];
  newest?: FeedState['newest'];
  gap?: FeedState['gap'];
}

/**
 * Progress of a polling trigger.
 *
 * @param memory the static data that n8n stores with the workflow
 * @returns nothing before the first poll
 */
export function progressIn(memory: IDataObject): FeedState | undefined {
  const { seenIds, openIds = [], newest, gap } = memory as Stored;
  return seenIds === undefined ? undefined : { seen: seenIds, open: openIds, newest, gap };
}

/** Stores progress. Only what differs is written, because each write makes n8n store the whole workflow. */
export function keepProgress(memory: IDataObject, { seen, open, newest, gap }: FeedState): void {
  const stored = memory as Stored;
  const differs = (name: keyof Stored, value: unknown): boolean =>
    JSON.stringify(stored[name]) !== JSON.stringify(value);
  if (differs('seenIds', seen)) stored.seenIds = seen;
  if (differs('openIds', open)) stored.openIds = open;
  if (differs('newest', newest)) {
    if (newest === undefined) delete stored.newest;
    else stored.newest = newest;
  }
  if (differs('gap', gap)) {
    if (gap === undefined) delete stored.gap;
    else stored.gap = gap;
  }
}
