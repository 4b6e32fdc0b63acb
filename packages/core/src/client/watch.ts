import { isAssemblyAIError } from '../errors.ts';
import type { Clock } from '../host-io.ts';
import type { RestClient, Until } from './types.ts';
import { isEnded } from './wait.ts';

/** With fewer jobs, one request per job costs less than the list. */
const MIN_JOBS = 3;
/** Maximum jobs on one page of the list. */
const PAGE = 200;
/** Milliseconds between two requests for the list. */
const SHORTEST_MS = 1000;
const LONGEST_MS = 5000;
/** Milliseconds after which a job is checked although the list shows it as unfinished. */
const STALE_MS = 60_000;

interface Waiter {
  readonly id: string;
  readonly since: number;
  /** When its interval ends. */
  readonly due: number;
  /** Time of the next check, whatever the list shows. */
  readonly last: number;
  /** State in the latest list. Absent until the first list after the wait began. */
  seen?: 'ended' | 'open' | 'missing';
  wake(): void;
}

/**
 * Watches many jobs of `client` with one request. Pass the result as {@link WaitOptions.until} to all of them: the list
 * of transcripts then shows which jobs have ended, 200 per request, instead of one request per job. A job that the list
 * does not show, because the account is busy or the list is unavailable, is checked at its own interval.
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
      // It may be due first.
      if (pause === undefined) void watch(clock);
      else pause.abort();
    });

  /** Runs while any job waits. All jobs belong to one client, so they share its clock. */
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
    return hasList && waiters.size >= MIN_JOBS;
  }

  function nextListAt(now: number): number {
    const youngest = now - Math.max(...[...waiters].map(({ since }) => since));
    return lastListAt + Math.min(Math.max(SHORTEST_MS, youngest / 5), LONGEST_MS);
  }

  function wakeAt({ seen, due, last }: Waiter): number {
    if (!isListUsed()) return due;
    // The next list shows its state.
    if (seen === undefined) return last;
    return { ended: -Infinity, missing: due, open: last }[seen];
  }

  /** Updates each job from the newest pages of the list. */
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
      // Each job continues at its own interval.
      if (!isAssemblyAIError(error) || !error.retryable) hasList = false;
    }
    for (const waiter of missing.values()) waiter.seen = 'missing';
  }
}
