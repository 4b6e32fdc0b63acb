/** Who holds claims: usually a process. */
export interface JobOwner {
  /** Never used by another owner, not even later. */
  readonly id: string;
  /** Whether the owner called `id` is gone for good; `undefined` if that cannot be known from here. */
  isGone(id: string): boolean | undefined;
}

/** An owner of whom others know nothing: its claims end when they are released, or not renewed for a while. */
export function anonymousOwner(): JobOwner {
  const id = crypto.randomUUID();
  return { id, isGone: (other) => (other === id ? false : undefined) };
}

/** Milliseconds without a sign of life after which an owner that cannot be checked counts as gone. */
export const DEFAULT_LEASE_MS = 5 * 60_000;

/**
 * Tells which claims are over. An owner that cannot be checked counts as gone when its claim has not changed for
 * `leaseMs` on the clock of this process, so clocks of several machines need not agree.
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
