/** The holder of claims, usually a process. */
export interface JobOwner {
  /** Unique, also over time. */
  readonly id: string;
  /** Whether the owner `id` has ended permanently; `undefined` if this owner cannot know. */
  isGone(id: string): boolean | undefined;
}

/** Creates an owner that others cannot check. Its claims end when they are released, or expire without a renewal. */
export function anonymousOwner(): JobOwner {
  const id = crypto.randomUUID();
  return { id, isGone: (other) => (other === id ? false : undefined) };
}

/** Milliseconds without a renewal after which the claim of an owner that cannot be checked expires. */
export const DEFAULT_LEASE_MS = 5 * 60_000;

/**
 * Checks whether claims have ended. The claim of an owner that cannot be checked ends when it has not changed for
 * `leaseMs` on the clock of this process, so the clocks of several machines need not agree.
 */
export function createLeases(
  owner: JobOwner,
  { leaseMs, now }: { readonly leaseMs: number; readonly now: () => number },
): { isOver(key: string, claim: { readonly owner: string; readonly state: string }): boolean } {
  const seen = new Map<string, { readonly state: string; readonly since: number }>();
  return {
    isOver(key, { owner: holder, state }) {
      const isGone = owner.isGone(holder);
      if (isGone !== undefined) return isGone;
      const known = seen.get(key);
      if (known?.state !== state) {
        seen.set(key, { state, since: now() });
        return false;
      }
      if (now() - known.since < leaseMs) return false;
      seen.delete(key);
      return true;
    },
  };
}
