import { isAssemblyAIError } from '../errors.ts';
import type { Clock } from '../host-io.ts';
import type { RestClient, Until } from './types.ts';
import { isEnded } from './wait.ts';

/** With fewer jobs than these, one request for each costs less than the list. */
const MANY = 3;
/** Most jobs on one page of the list. */
const PAGE = 200;
/** Milliseconds between two requests for the list. */
const SHORTEST_MS = 1000;
const LONGEST_MS = 5000;
/** Milliseconds after which a job is checked although the list shows it as unfinished. */
const STALE_MS = 60_000;

interface Waiter {
  readonly id: string;
  readonly since: number;
  /** When its own interval ends. */
  readonly due: number;
  /** When it must be checked, whatever the list shows. */
  readonly last: number;
  /** What the latest list showed of it; absent before the first list since it began to wait. */
  seen?: 'ended' | 'open' | 'missing';
  wake(): void;
}

/**
 * One check for many jobs of `client`. Give the result to all of them as {@link WaitOptions.until}: the list of
 * transcripts then shows which have ended, two hundred to a request, instead of one request for each. A job that the
 * list does not show, in a busy account or if the list is not available, keeps its own interval.
 */
export function createWatch({ transcripts }: Pick<RestClient, 'transcripts'>): Until {
  const waiters = new Set<Waiter>();
  let pause: AbortController | undefined;
  let hasList = true;
  let lastListAt = -Infinity;

  return (id, { ms, atMostMs, clock }, signal) =>
    new Promise((resolve, reject) => {
      const now = clock.now();
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
      if (pause === undefined) void watch(clock);
      else pause.abort();
    });

  /** Runs while any job waits. All of them belong to one client, so they share its clock. */
  async function watch(clock: Clock): Promise<void> {
    while (waiters.size > 0) {
      pause = new AbortController();
      const now = clock.now();
      const times = [...waiters].map(wakeAt);
      if (isListUsed()) times.push(nextListAt(now));
      await clock.sleep(Math.max(0, Math.min(...times) - now), pause.signal).catch(() => undefined);
      if (isListUsed() && clock.now() >= nextListAt(clock.now())) await readList(clock.now());
      for (const waiter of [...waiters]) if (clock.now() >= wakeAt(waiter)) waiter.wake();
    }
    pause = undefined;
  }

  function isListUsed(): boolean {
    return hasList && waiters.size >= MANY;
  }

  function nextListAt(now: number): number {
    const youngest = now - Math.max(...[...waiters].map(({ since }) => since));
    return lastListAt + Math.min(Math.max(SHORTEST_MS, youngest / 5), LONGEST_MS);
  }

  function wakeAt({ seen, due, last }: Waiter): number {
    if (!isListUsed()) return due;
    // The next list will show it.
    if (seen === undefined) return last;
    return { ended: -Infinity, missing: due, open: last }[seen];
  }

  /** Notes for each job what the newest pages of the list show. */
  async function readList(now: number): Promise<void> {
    const missing = new Map([...waiters].map((waiter) => [waiter.id, waiter]));
    let left = (Math.ceil(missing.size / PAGE) + 1) * PAGE;
    lastListAt = now;
    try {
      for await (const item of transcripts.listAll({ limit: PAGE }, { attempts: 1 })) {
        const waiter = missing.get(item.id);
        if (waiter !== undefined) waiter.seen = isEnded(item) ? 'ended' : 'open';
        missing.delete(item.id);
        if (missing.size === 0 || --left === 0) break;
      }
    } catch (error) {
      // Each job still has its own interval.
      if (!isAssemblyAIError(error) || !error.retryable) hasList = false;
    }
    for (const waiter of missing.values()) waiter.seen = 'missing';
  }
}
