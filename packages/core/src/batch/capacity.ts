import type { ListedJobs } from '../client/watch.ts';

/** How many jobs a batch may have in progress at the service. */
export interface Capacity {
  /** The current limit. */
  jobs(): number;
  /** Counts the response to a submission. `throttled`: whether the account works on as many jobs as it can, if known. */
  submitted(throttled: boolean | undefined): void;
  /** Adapts the limit to what the list of transcripts shows. */
  listed(jobs: ListedJobs): void;
  /** Lowers the limit after the service has rejected a request because of too many requests. */
  rateLimited(): void;
}

/** Maximum, so that the list of the jobs in progress takes few requests. */
const MOST = 1000;
/** Limit while nothing shows how busy the account is, per recording that is sent at a time. */
const UNKNOWN = 10;
/**
 * Milliseconds that jobs may wait in the queue of the account. Until then, the limit is not lowered: a queue keeps the
 * account busy while the end of a job is noticed and the next one is sent, and each job is queued for a moment anyway.
 */
const QUEUED_MS = 3000;
/** Growth of the limit per list. */
const GROWTH = 1.5;

/**
 * A capacity that learns how many jobs the account works on at a time. It starts low and grows with each job that does
 * not have to wait. When jobs wait for seconds, as many may wait as are processed: more would not be faster, but keep
 * other applications of the account waiting.
 *
 * @param concurrency recordings sent at a time; the lowest limit, except after the service rejected requests
 * @param onGrow called when the limit has grown
 */
export function adaptiveCapacity(concurrency: number, onGrow: () => void): Capacity {
  let limit = Math.max(concurrency, Math.min(2 * concurrency, MOST));
  let isGrowing = true;
  /** Whether the limit was lowered for the current series of rejections. */
  let isLowered = false;

  function raise(to: number): void {
    const raised = Math.min(to, Math.max(MOST, limit));
    if (raised <= limit) return;
    limit = raised;
    onGrow();
  }

  return {
    jobs: () => limit,

    submitted(throttled) {
      isLowered = false;
      isGrowing &&= throttled !== true;
      if (isGrowing && (throttled === false || limit < UNKNOWN * concurrency)) raise(limit + 1);
    },

    listed({ queued, processing, queuedMs }) {
      isLowered = false;
      if (queued > processing && queuedMs > QUEUED_MS) {
        isGrowing = false;
        limit = Math.min(limit, Math.max(2 * processing, concurrency));
      } else if (queued <= processing / 2 && queued + processing > limit / 2) {
        raise(Math.ceil(limit * GROWTH));
      }
    },

    rateLimited() {
      if (isLowered) return;
      isLowered = true;
      isGrowing = false;
      limit = Math.max(1, Math.floor(limit / 2));
    },
  };
}

/** A capacity of exactly `jobs`. */
export const fixedCapacity = (jobs: number): Capacity => ({
  jobs: () => jobs,
  submitted: ignore,
  listed: ignore,
  rateLimited: ignore,
});

const ignore = (): void => undefined;
