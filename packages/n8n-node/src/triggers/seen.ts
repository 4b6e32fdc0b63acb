import type { IDataObject } from 'n8n-workflow';

/** Active workflows have their ids stored under this name: under another one they would emit all of them again. */
const KEY = 'told';

/** More than one poll finds, so that nothing is emitted twice. */
const KEPT = 500;

/** The transcripts that a trigger has emitted. */
export interface Seen {
  /** Whether nothing was ever kept: the trigger has just been activated. */
  readonly isFirst: boolean;
  has(id: string): boolean;
  /** Keeps ids, oldest first. Of a first poll also if there are none, so that the next one is not the first. */
  keep(ids: readonly string[]): void;
}

/** @param memory what the host stores with the workflow: it outlives a restart */
export function seenIn(memory: IDataObject): Seen {
  const known = memory[KEY] as readonly string[] | undefined;
  const seen = new Set(known);
  return {
    isFirst: known === undefined,
    has: (id) => seen.has(id),
    keep(ids) {
      // Each write makes the host store the whole workflow.
      if (ids.length === 0 && known !== undefined) return;
      for (const id of ids) seen.add(id);
      memory[KEY] = [...seen].slice(-KEPT);
    },
  };
}
