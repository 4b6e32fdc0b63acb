import { isAssemblyAIError } from '../errors.ts';
import { listAll } from './list.ts';
import type { Transport } from './transport.ts';
import type { Until } from './types.ts';
import { isEnded } from './wait.ts';

/** With fewer jobs than these, asking for each costs less than asking for the list. */
const MANY = 3;
/** Most jobs on one page of the list. */
const PAGE = 200;
/** Milliseconds between two looks at the list. */
const SHORTEST_MS = 1000;
const LONGEST_MS = 5000;
/** Milliseconds after which a job is looked at although the list says that it goes on. */
const STALE_MS = 60_000;

interface Waiter {
  readonly id: string;
  readonly since: number;
  /** When its own pace would have it looked at. */
  readonly due: number;
  /** When it must be looked at, whatever the list says. */
  readonly last: number;
  /** What the last look at the list told of it; absent where there was none since. */
  seen?: 'ended' | 'open' | 'missing';
  wake(): void;
}

/**
 * One look for many jobs: what all of them give as {@link WaitOptions.until} to be told by the list of transcripts that
 * they have ended, two hundred to a request, and not by a request each. A job that the list does not show, in a busy
 * account or where a list is not to be had, keeps its own pace.
 */
export function createWatch(transport: Transport): Until {
  const waiters = new Set<Waiter>();
  let pause: AbortController | undefined;
  let hasList = true;
  let lastLook = -Infinity;

  return (id, { ms, atMostMs }, signal) =>
    new Promise((resolve, reject) => {
      const now = transport.now();
      const leave = (): void => {
        waiters.delete(waiter);
        signal?.removeEventListener('abort', onAbort);
        if (waiters.size === 0) pause?.abort();
      };
      const onAbort = (): void => {
        leave();
        reject(signal!.reason as Error);
      };
      const waiter: Waiter = {
        id,
        since: now,
        due: now + Math.min(ms, atMostMs),
        last: now + Math.min(Math.max(ms, STALE_MS), atMostMs),
        wake() {
          leave();
          resolve();
        },
      };
      if (signal?.aborted === true) return onAbort();
      signal?.addEventListener('abort', onAbort, { once: true });
      waiters.add(waiter);
      // It may be due before the others.
      if (pause === undefined) void watch();
      else pause.abort();
    });

  async function watch(): Promise<void> {
    while (waiters.size > 0) {
      pause = new AbortController();
      await transport.hands.sleep(restMs(), pause.signal).catch(() => undefined);
      if (isListUsed() && transport.now() >= nextLook()) await look();
      const now = transport.now();
      for (const waiter of [...waiters]) if (now >= wakeAt(waiter)) waiter.wake();
    }
    pause = undefined;
  }

  function restMs(): number {
    const times = [...waiters].map(wakeAt);
    if (isListUsed()) times.push(nextLook());
    return Math.max(0, Math.min(...times) - transport.now());
  }

  function isListUsed(): boolean {
    return hasList && waiters.size >= MANY;
  }

  function nextLook(): number {
    const youngest = transport.now() - Math.max(...[...waiters].map(({ since }) => since));
    return lastLook + Math.min(Math.max(SHORTEST_MS, youngest / 5), LONGEST_MS);
  }

  function wakeAt({ seen, due, last }: Waiter): number {
    if (!isListUsed()) return due;
    // The next look will tell.
    if (seen === undefined) return last;
    return { ended: -Infinity, missing: due, open: last }[seen];
  }

  /** Notes of each job what the newest pages of the list show. */
  async function look(): Promise<void> {
    const missing = new Map([...waiters].map((waiter) => [waiter.id, waiter]));
    let left = (Math.ceil(missing.size / PAGE) + 1) * PAGE;
    lastLook = transport.now();
    try {
      for await (const item of listAll(transport, { limit: PAGE }, { attempts: 1 })) {
        const waiter = missing.get(item.id);
        if (waiter !== undefined) waiter.seen = isEnded(item) ? 'ended' : 'open';
        missing.delete(item.id);
        if (missing.size === 0 || --left === 0) break;
      }
    } catch (error) {
      // Without a list there is still each job's own pace.
      if (!isAssemblyAIError(error) || !error.retryable) hasList = false;
    }
    for (const waiter of missing.values()) waiter.seen = 'missing';
  }
}
