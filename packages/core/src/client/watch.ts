import { isAssemblyAIError } from '../errors.ts';
import type { Clock } from '../host-io.ts';
import type { RestClient, Until } from './types.ts';
import { isEnded } from './wait.ts';

/** With fewer jobs, one request per job costs less than the list. */
const MIN_JOBS = 3;
/** Maximum jobs on one page of the list. */
const PAGE = 200;
/** Milliseconds between two checks. A job is noticed half of it after its end, on average. */
const SHORTEST_MS = 400;
const LONGEST_MS = 750;
/** Share of the time since the last news that may pass until the next check. */
const SHARE = 1 / 100;
/** Milliseconds between two requests on average. The API allows an account 66 per second. */
const REQUEST_MS = 100;
/** Milliseconds after which a job is checked although the list shows it as unfinished. */
const STALE_MS = 60_000;
/** Milliseconds until the next list after a failed one. Doubled for each further failure. */
const FIRST_BACKOFF_MS = 1000;
const LONGEST_BACKOFF_MS = 15_000;
/** Milliseconds for one page of the list. Meanwhile no job is checked. */
const LIST_TIMEOUT_MS = 10_000;

interface Waiter {
  readonly id: string;
  readonly since: number;
  /** Its own interval, ms. */
  readonly ms: number;
  /** Earliest and latest time of the next check, whatever the list shows. */
  readonly first: number;
  readonly last: number;
  /** State in the latest list. Absent until the first list after the wait began. */
  seen?: 'ended' | 'open' | 'missing';
  wake(): void;
}

/** Unfinished jobs of a watch, as the latest list shows them. */
export interface ListedJobs {
  /** Jobs that the service has not begun. */
  readonly queued: number;
  readonly processing: number;
  /** Milliseconds for which the watch has seen the oldest queued job waiting. */
  readonly queuedMs: number;
}

export interface WatchOptions {
  /** Called after each list. */
  readonly onList?: (jobs: ListedJobs) => void;
  /** Called when the service rejects a list because of too many requests. */
  readonly onRateLimit?: () => void;
}

/**
 * Watches many jobs of `client` with one request. Pass the result as {@link WaitOptions.until} to all of them: the list
 * of transcripts then shows which jobs have ended, 200 per request, instead of one request per job. The end of a job is
 * noticed after 0.2 seconds on average, or 0.4 seconds if nothing has happened for minutes, with at most ten requests
 * per second for all jobs that the list shows. A job that the list does not show, because the account is busy or the
 * list is unavailable, is checked within its own interval.
 */
export function createWatch(
  { transcripts }: Pick<RestClient, 'transcripts'>,
  { onList, onRateLimit }: WatchOptions = {},
): Until {
  const waiters = new Set<Waiter>();
  let pause: AbortController | undefined;
  let hasList = true;
  let listAt = -Infinity;
  let pages = 1;
  let backoffMs = 0;
  let lastEndAt = -Infinity;

  return (id, { ms, atMostMs, atLeastMs = 0, clock }, signal) =>
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
        ms: Math.min(ms, atMostMs),
        first: now + Math.min(atLeastMs, atMostMs),
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
      const wakeAt = wakeTimes(now);
      let next = isListUsed() ? nextListAt(now) : Infinity;
      for (const waiter of waiters) next = Math.min(next, wakeAt(waiter));
      await clock.sleep(Math.max(0, next - now), pause.signal).catch(() => undefined);
      if (isListUsed() && clock.now() >= nextListAt(clock.now())) await readList(clock);
      const isDue = wakeTimes(clock.now());
      for (const waiter of [...waiters]) if (clock.now() >= isDue(waiter)) waiter.wake();
    }
    pause = undefined;
  }

  function isListUsed(): boolean {
    return hasList && waiters.size >= MIN_JOBS;
  }

  /** Milliseconds between two checks. News are a job that was added, and one that has ended. */
  function paceMs(now: number): number {
    let sinceMs = now - lastEndAt;
    // Its own interval is a fifth of the time that the job has already taken.
    for (const { ms } of waiters) sinceMs = Math.min(sinceMs, ms * 5);
    return Math.min(Math.max(SHORTEST_MS, sinceMs * SHARE), LONGEST_MS);
  }

  function nextListAt(now: number): number {
    return listAt + Math.max(paceMs(now), pages * REQUEST_MS, backoffMs);
  }

  /** When each job is checked. */
  function wakeTimes(now: number): (waiter: Waiter) => number {
    const hasStates = isListUsed() && backoffMs === 0;
    let alone = 0;
    for (const { seen } of waiters) if (!hasStates || seen === 'missing') alone++;
    const aloneMs = Math.max(paceMs(now), alone * REQUEST_MS);
    return ({ seen, since, ms, first, last }) => {
      const ownAt = Math.max(first, since + Math.min(ms, aloneMs));
      if (!hasStates || seen === 'missing') return ownAt;
      return seen === 'ended' ? first : last;
    };
  }

  /** Updates each job from the newest pages of the list. */
  async function readList(clock: Clock): Promise<void> {
    const now = clock.now();
    const missing = new Map([...waiters].map((waiter) => [waiter.id, waiter]));
    let left = (Math.ceil(missing.size / PAGE) + 1) * PAGE;
    let [read, queued, processing, queuedMs] = [0, 0, 0, 0];
    listAt = now;
    try {
      const options = { attempts: 1, timeoutMs: LIST_TIMEOUT_MS };
      for await (const item of transcripts.listAll({ limit: PAGE }, options)) {
        read++;
        const waiter = missing.get(item.id);
        if (waiter !== undefined) {
          waiter.seen = isEnded(item) ? 'ended' : 'open';
          if (waiter.seen === 'ended') lastEndAt = now;
          else if (item.status === 'queued') {
            queued++;
            queuedMs = Math.max(queuedMs, now - waiter.since);
          } else processing++;
        }
        missing.delete(item.id);
        if (missing.size === 0 || --left === 0) break;
      }
      backoffMs = 0;
      onList?.({ queued, processing, queuedMs });
    } catch (error) {
      // Each job continues at its own interval.
      if (!isAssemblyAIError(error) || !error.retryable) hasList = false;
      else {
        const doubledMs = Math.min(Math.max(FIRST_BACKOFF_MS, backoffMs * 2), LONGEST_BACKOFF_MS);
        backoffMs = Math.max(doubledMs, error.retryAfterMs ?? 0);
        if (error.code === 'rate_limited') onRateLimit?.();
      }
    }
    pages = Math.max(1, Math.ceil(read / PAGE));
    for (const waiter of missing.values()) waiter.seen = 'missing';
  }
}
