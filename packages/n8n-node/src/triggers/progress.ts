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
  for (const [name, value] of Object.entries({ seenIds: seen, openIds: open, newest, gap })) {
    if (JSON.stringify(memory[name]) === JSON.stringify(value)) continue;
    if (value === undefined) Reflect.deleteProperty(memory, name);
    else memory[name] = value as IDataObject;
  }
}
