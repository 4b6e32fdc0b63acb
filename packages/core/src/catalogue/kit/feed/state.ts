/** A position in the list. */
export interface Mark {
  readonly id: string;
  /** Creation time as the API returned it. */
  readonly created?: string;
  /** Set if no older record is new, even if it is not remembered. */
  readonly isStrict?: true;
}

/** What a host stores between two checks of a feed. Plain JSON. */
export interface FeedState {
  /** Records that were emitted or that existed before the first check. Oldest first, at most {@link KEPT}. */
  readonly seen: readonly string[];
  /** Records to emit later: not finished yet, or not loaded yet. Oldest first. */
  readonly open: readonly string[];
  /** The newest record that was listed. Absent if the list was empty. */
  readonly newest?: Mark | undefined;
  /** The part of the list that a check did not reach: older than `before`, newer than `until`. */
  readonly gap?: { readonly before: string; readonly until?: Mark | undefined } | undefined;
}

/** Maximum number of emitted records to remember. */
const KEPT = 2_000;

/** Keeps the newest IDs. */
export const kept = (ids: readonly string[]): readonly string[] => [...new Set(ids)].slice(-KEPT);
