import { errors, type ZObject } from 'zapier-platform-core';
import { TimeoutError } from './core.ts';

/**
 * Longest time for one run of a function, ms. Zapier ends a run after 30 seconds; the rest is for starting the app and
 * for sending the result.
 */
export const BUDGET_MS = 26_000;

/** Time after the budget in which a run still returns what it has, ms. */
const GRACE_MS = 500;

/** The time of a run. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `task` in `ms` milliseconds. The returned function cancels that. */
  schedule(ms: number, task: () => void): () => void;
}

/** Looks up the timers at each call, because tests replace them. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

/** What is left of the time of one run. */
export interface Deadline {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds until the budget is used up. */
  remainingMs(): number;
  /** Runs `task` in `ms` milliseconds, unless the run has ended by then. The returned function cancels that. */
  schedule(ms: number, task: () => void): () => void;
  /** Cancels everything that is scheduled. */
  stop(): void;
}

/** The host creates a `z` for each run. */
const deadlines = new WeakMap<object, Deadline>();

/** The deadline of the run that `z` belongs to. Outside of a run, a full budget. */
export const deadlineOf = (z: ZObject): Deadline => deadlines.get(z) ?? startDeadline(systemClock);

function startDeadline(clock: Clock): Deadline {
  const end = clock.now() + BUDGET_MS;
  const scheduled = new Set<() => void>();
  return {
    now: () => clock.now(),
    remainingMs: () => Math.max(0, end - clock.now()),
    schedule(ms, task) {
      const cancel = clock.schedule(ms, () => {
        scheduled.delete(cancel);
        task();
      });
      scheduled.add(cancel);
      return () => {
        scheduled.delete(cancel);
        cancel();
      };
    },
    stop() {
      for (const cancel of scheduled) cancel();
      scheduled.clear();
    },
  };
}

/** The error of a request that has no time left, before or after it was sent. */
export const outOfTime = (message: string, isSent: boolean, hint?: string): TimeoutError =>
  new TimeoutError(message, { landed: isSent, retryable: false, hint });

type AnyFunction = (z: ZObject, ...more: readonly unknown[]) => unknown;

/** Functions that {@link underDeadline} has returned. */
const covered = new WeakSet<object>();

/** Whether a function runs under a deadline. */
export const isUnderDeadline = (value: object): boolean => covered.has(value);

/**
 * A part of the app, or the whole app, with each function in it under a deadline. The time starts when the host calls the
 * function. Functions that are under a deadline already stay unchanged, because the host finds functions by identity.
 */
export const underDeadline = <T>(part: T, clock: Clock = systemClock): T => cover(part, clock) as T;

function cover(part: unknown, clock: Clock): unknown {
  if (typeof part === 'function') return covered.has(part) ? part : timed(part as AnyFunction, clock);
  if (Array.isArray(part)) return part.map((item) => cover(item, clock));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, cover(value, clock)]));
}

function timed(run: AnyFunction, clock: Clock): (z: ZObject, bundle: unknown) => unknown {
  const timedRun = (z: ZObject, bundle: unknown): unknown => {
    const deadline = startDeadline(clock);
    if (typeof z === 'object' && z !== null) deadlines.set(z, deadline);
    let result: unknown;
    try {
      result = run(z, bundle);
    } finally {
      if (!(result instanceof Promise)) deadline.stop();
    }
    return result instanceof Promise ? inTime(result, deadline) : result;
  };
  covered.add(timedRun);
  return timedRun;
}

/** The result of `work`. Work that ignores the deadline fails shortly after it. */
function inTime(work: Promise<unknown>, deadline: Deadline): Promise<unknown> {
  return new Promise((resolve, reject) => {
    deadline.schedule(BUDGET_MS + GRACE_MS, () => reject(new errors.Error(TOO_SLOW, 'TimeoutError')));
    work.finally(() => deadline.stop()).then(resolve, reject);
  });
}

const TOO_SLOW = `The step did not finish within ${BUDGET_MS / 1000} seconds, because Zapier or AssemblyAI is slow. Replay the Zap run later.`;
