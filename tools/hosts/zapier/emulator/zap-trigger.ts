import { LIMITS } from './limits.ts';

/** An item of a poll. Zapier recognizes it by its ID. */
export interface Item extends Readonly<Record<string, unknown>> {
  readonly id: string;
}

/** The polling trigger of a Zap that is on. */
export interface ZapTrigger {
  /** Polls once. Resolves with the items that start a run, and that have not been seen before. */
  poll(): Promise<readonly Item[]>;
  /** Items that Zapier holds until a person confirms, because there were too many at once. */
  readonly held: readonly Item[];
}

/**
 * Turns on the trigger: what it returns at that moment starts no run.
 *
 * @param run polls with this metadata
 */
export async function turnOn(run: (meta: object) => Promise<unknown>): Promise<ZapTrigger> {
  const seen = new Set<string>();
  const held: Item[] = [];
  const unseen = (results: unknown): Item[] => {
    const items = (results as readonly Item[]).filter(({ id }) => !seen.has(id));
    for (const { id } of items) seen.add(id);
    return items;
  };
  unseen(await run({ isPopulatingDedupe: true }));
  return {
    async poll() {
      const items = unseen(await run({}));
      if (items.length <= LIMITS.newItems) return items;
      held.push(...items);
      return [];
    },
    held,
  };
}
