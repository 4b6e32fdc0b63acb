import { isRecord } from '../record.ts';
import type { JobClaim, JobIntent, JobJournal } from './journal.ts';
import { anonymousOwner, createLeases, DEFAULT_LEASE_MS, type JobOwner } from './owner.ts';

/**
 * A key-value store of a host. A value that was set must be what every process reads from then on. Setting need not be
 * atomic: a value that a crash cut short counts as absent, and no value that is still needed is ever overwritten.
 */
export interface JobStore {
  get(key: string): Promise<string | null | undefined> | string | null | undefined;
  /** @param label what the job is about, for people; absent for values that are not transcript IDs */
  set(key: string, value: string, label?: string): unknown;
  /** Removes what is no longer needed; without it, two short values stay for each job. */
  delete?(key: string): unknown;
  /**
   * Sets `next` if the value is `expected` (absent: there is none), as one step.
   *
   * @returns whether it did
   */
  compareAndSet?(key: string, expected: string | undefined, next: string): Promise<boolean> | boolean;
}

export interface StoreJournalOptions {
  /** Milliseconds on a clock that does not jump. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** @default one that others cannot check */
  readonly owner?: JobOwner | undefined;
  /** Milliseconds without a sign of life after which a claim may be taken over. @default 300 000 */
  readonly leaseMs?: number | undefined;
  /** Without `compareAndSet`: milliseconds between writing a claim and reading it back. @default 300 */
  readonly settleMs?: number | undefined;
}

/** A claim as it is stored. */
interface Claim {
  readonly owner: string;
  /** Another one for each claim. */
  readonly token: string;
  /** Counts the signs of life. */
  readonly beat: number;
}

/** How often a claim is renewed, as a part of the lease. */
const RENEWALS = 10;

/**
 * A journal in a key-value store. Three values for each job: the transcript ID under the key itself, and what is needed
 * until then under `<key>.claim` and `<key>.intent`.
 *
 * **What is guaranteed.** With `compareAndSet`, one claim at a time. Without it, the same by Fischer's algorithm: whoever
 * finds the key free writes a claim, waits `settleMs`, and holds it only if it is still there; whoever needed more than
 * `settleMs` from reading to writing gives up. This needs a store whose values are visible to all as soon as `set` has
 * resolved. In both cases a process that stands still for longer than the lease between its last check and its
 * submission, such as a suspended machine, cannot be held back: the service knows no fencing.
 */
export function storeJournal(store: JobStore, options: StoreJournalOptions): JobJournal {
  const { now, sleep, owner = anonymousOwner(), leaseMs = DEFAULT_LEASE_MS, settleMs = 300 } = options;
  const leases = createLeases(owner, { leaseMs, now });

  /** What is stored, an empty text included. */
  const rawOf = async (key: string): Promise<string | undefined> => (await store.get(key)) ?? undefined;

  const valueOf = async (key: string): Promise<string | undefined> => (await rawOf(key)) || undefined;

  /** Puts `next` where `expected` was seen at `seenAt`. */
  async function replace(key: string, expected: string | undefined, next: string, seenAt: number): Promise<boolean> {
    if (store.compareAndSet !== undefined) return store.compareAndSet(key, expected, next);
    await store.set(key, next);
    const isLate = now() - seenAt > settleMs;
    await sleep(settleMs);
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
      // An ID that an intent does not replace was written after it.
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
      let mine: Claim = { owner: owner.id, token: crypto.randomUUID(), beat: 0 };
      let isHeld = await replace(name, seen, JSON.stringify(mine), seenAt);
      let renewedAt = now();
      let last = Promise.resolve();
      if (!isHeld) {
        // A late claim of this call must not keep the others out.
        if (claimIn(await valueOf(name))?.token === mine.token) await remove(name);
        return undefined;
      }

      /** Writes a sign of life, unless the claim is lost. */
      async function beat(): Promise<void> {
        const current = JSON.stringify(mine);
        const next: Claim = { ...mine, beat: mine.beat + 1 };
        if (store.compareAndSet !== undefined) {
          isHeld &&= await store.compareAndSet(name, current, JSON.stringify(next));
        } else {
          isHeld &&= (await valueOf(name)) === current;
          if (isHeld) await store.set(name, JSON.stringify(next));
        }
        mine = next;
      }

      /** One sign of life at a time: each builds on the one before it. */
      function beatNext(): Promise<void> {
        renewedAt = now();
        last = last.then(beat, beat);
        return last;
      }

      async function end(): Promise<void> {
        if (isHeld && (await valueOf(name)) === JSON.stringify(mine)) await remove(name);
        isHeld = false;
      }

      const claim: JobClaim = {
        async renew() {
          if (now() - renewedAt > leaseMs / RENEWALS) await beatNext();
        },
        async intend(intent) {
          await beatNext();
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

/** What a stored text holds; nothing for one that was cut short. */
function parsed(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function claimIn(text: string | undefined): Claim | undefined {
  const { owner, token, beat } = parsed(text);
  return typeof owner === 'string' && typeof token === 'string' && typeof beat === 'number'
    ? { owner, token, beat }
    : undefined;
}

function intentIn(text: string | undefined): JobIntent | undefined {
  return intentOf(parsed(text));
}

/** An intent as it was read from a medium; nothing for what is none. */
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
