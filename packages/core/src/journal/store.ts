import { isRecord } from '../record.ts';
import type { JobClaim, JobIntent, JobJournal } from './journal.ts';
import { anonymousOwner, createLeases, DEFAULT_LEASE_MS, type JobOwner } from './owner.ts';

/**
 * A key-value store of a host. After `set` resolves, every process must read the new value. `set` need not be atomic: a
 * value that a crash truncated counts as absent, and values that are still needed are never overwritten.
 */
export interface JobStore {
  get(key: string): Promise<string | null | undefined> | string | null | undefined;
  /** @param label a description of the job for readers; absent for values that are not transcript IDs */
  set(key: string, value: string, label?: string): unknown;
  /** Removes values that are not needed any more. If missing, two short values remain for each job. */
  delete?(key: string): unknown;
  /**
   * Sets `next` if the current value is `expected` (absent: no value), atomically.
   *
   * @returns whether the value was set
   */
  compareAndSet?(key: string, expected: string | undefined, next: string): Promise<boolean> | boolean;
}

export interface StoreJournalOptions {
  /** Current time in milliseconds, from a monotonic clock. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** @default an owner that others cannot check */
  readonly owner?: JobOwner | undefined;
  /** Milliseconds without a renewal after which a claim expires. @default 300 000 */
  readonly leaseMs?: number | undefined;
  /** Milliseconds between writing a claim and reading it back, for a store without `compareAndSet`. @default 300 */
  readonly confirmMs?: number | undefined;
}

/** A claim as it is stored. */
interface Claim {
  readonly owner: string;
  /** Unique for each claim. */
  readonly token: string;
  /** Number of renewals. */
  readonly renewals: number;
}

/** Renewals of a claim within one lease. */
const RENEWALS = 10;

/**
 * Creates a journal in a key-value store. It has three values for each job: the transcript ID under the key itself, and
 * until then a claim and an intent under `<key>.claim` and `<key>.intent`.
 *
 * **Guarantees.** With `compareAndSet`, a key has one claim at a time. Without `compareAndSet`, Fischer's algorithm gives the same
 * guarantee: a process that finds the key free writes a claim, waits `confirmMs`, and holds the key only if its claim
 * is still there. A process that took longer than `confirmMs` from reading to writing gives up. This requires a store
 * whose values are visible to all processes as soon as `set` has resolved. In both cases, a process that pauses for
 * longer than the lease between its last check and its submission, such as on a suspended machine, can still submit:
 * the service has no fencing tokens.
 */
export function storeJournal(store: JobStore, options: StoreJournalOptions): JobJournal {
  const { now, sleep, owner = anonymousOwner(), leaseMs = DEFAULT_LEASE_MS, confirmMs = 300 } = options;
  const leases = createLeases(owner, { leaseMs, now });

  /** The stored value, including an empty text. */
  const rawOf = async (key: string): Promise<string | undefined> => (await store.get(key)) ?? undefined;

  const valueOf = async (key: string): Promise<string | undefined> => (await rawOf(key)) || undefined;

  /** Replaces the value `expected`, which was read at `seenAt`, with `next`. */
  async function replace(key: string, expected: string | undefined, next: string, seenAt: number): Promise<boolean> {
    if (store.compareAndSet !== undefined) return store.compareAndSet(key, expected, next);
    await store.set(key, next);
    const isLate = now() - seenAt > confirmMs;
    await sleep(confirmMs);
    return (await valueOf(key)) === next && !isLate;
  }

  async function remove(key: string): Promise<void> {
    await (store.delete === undefined ? store.set(key, '') : store.delete(key));
  }

  return {
    isDurable: true,

    async read(key) {
      const [transcriptId, written] = [await valueOf(key), await valueOf(`${key}.intent`)];
      const intent = intentIn(written);
      // An ID that the intent does not replace is newer than the intent.
      const isOpen = intent !== undefined && intent.replaces === transcriptId;
      return { transcriptId, ...(isOpen && { intent }) };
    },

    async claim(key, label) {
      const name = `${key}.claim`;
      const seenAt = now();
      const seen = await rawOf(name);
      const holder = claimIn(seen);
      if (seen !== undefined && holder !== undefined) {
        if (!leases.isOver(key, { owner: holder.owner, state: seen })) return undefined;
      }
      let mine: Claim = { owner: owner.id, token: crypto.randomUUID(), renewals: 0 };
      let isHeld = await replace(name, seen, JSON.stringify(mine), seenAt);
      let renewedAt = now();
      let last = Promise.resolve();
      if (!isHeld) {
        // A late claim must not block other processes.
        if (claimIn(await valueOf(name))?.token === mine.token) await remove(name);
        return undefined;
      }

      /** Renews the claim, unless it is lost. */
      async function renew(): Promise<void> {
        const current = JSON.stringify(mine);
        const next: Claim = { ...mine, renewals: mine.renewals + 1 };
        if (store.compareAndSet !== undefined) {
          isHeld &&= await store.compareAndSet(name, current, JSON.stringify(next));
        } else {
          isHeld &&= (await valueOf(name)) === current;
          if (isHeld) await store.set(name, JSON.stringify(next));
        }
        mine = next;
      }

      /** Renewals run one at a time, because each builds on the previous one. */
      function renewNext(): Promise<void> {
        renewedAt = now();
        last = last.then(renew, renew);
        return last;
      }

      async function end(): Promise<void> {
        if (isHeld && (await valueOf(name)) === JSON.stringify(mine)) await remove(name);
        isHeld = false;
      }

      const claim: JobClaim = {
        async renew() {
          if (now() - renewedAt > leaseMs / RENEWALS) await renewNext();
        },
        async recordIntent(intent) {
          await renewNext();
          if (isHeld) await store.set(`${key}.intent`, JSON.stringify(intent));
          return isHeld;
        },
        async started(transcriptId) {
          await store.set(key, transcriptId, label);
          if (store.delete !== undefined) await remove(`${key}.intent`);
          await end();
        },
        async release({ withoutJob = false } = {}) {
          if (withoutJob && isHeld) await remove(`${key}.intent`);
          await end();
        },
      };
      return claim;
    },
  };
}

/** The parsed value of a stored text; empty for a truncated one. */
function parsed(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function claimIn(text: string | undefined): Claim | undefined {
  const { owner, token, renewals } = parsed(text);
  return typeof owner === 'string' && typeof token === 'string' && typeof renewals === 'number'
    ? { owner, token, renewals }
    : undefined;
}

function intentIn(text: string | undefined): JobIntent | undefined {
  return intentOf(parsed(text));
}

/** An intent from storage; undefined for any other value. */
export function intentOf(value: unknown): JobIntent | undefined {
  if (!isRecord(value)) return undefined;
  const { audioUrl, isUnique, after, replaces, at } = value;
  if (typeof audioUrl !== 'string' || typeof isUnique !== 'boolean') return undefined;
  return {
    audioUrl,
    isUnique,
    at: typeof at === 'number' ? at : 0,
    ...(typeof after === 'string' && { after }),
    ...(typeof replaces === 'string' && { replaces }),
  };
}
