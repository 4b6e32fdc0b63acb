import type { IDataObject } from 'n8n-workflow';

/** Active workflows store their IDs under this name. With another name they would emit all transcripts again. */
const KEY = 'seenIds';

/** More than one poll finds, so that nothing is emitted twice. */
const KEPT = 500;

/** The transcripts that a trigger has emitted. */
export interface Seen {
  /** Whether nothing was stored yet: the trigger has just been activated. */
  readonly isFirst: boolean;
  has(id: string): boolean;
  /** Stores IDs, oldest first. A first poll stores an empty list too, so that the next poll is not the first. */
  keep(ids: readonly string[]): void;
}

/** @param memory the static data that n8n stores with the workflow */
export function seenIn(memory: IDataObject): Seen {
  const known = memory[KEY] as readonly string[] | undefined;
  const seen = new Set(known);
  return {
    isFirst: known === undefined,
    has: (id) => seen.has(id),
    keep(ids) {
      // Each write makes n8n store the whole workflow.
      if (ids.length === 0 && known !== undefined) return;
      for (const id of ids) seen.add(id);
      memory[KEY] = [...seen].slice(-KEPT);
    },
  };
}
