import type { Clock } from './clock.ts';
import { createTimerQueue } from './timer-queue.ts';

export type { Clock } from './clock.ts';

/**
 * What runs before the next timer fires:
 *
 * - `promises`: the callbacks of promises that are settled already. Needs no event loop, so it is fast and gives the
 *   same result in every run and runtime. For code that does nothing outside the clock.
 * - `events`: also one turn of the event loop, for sockets and files that are ready. Node only.
 * - `work`: also the work that was passed to `track`, until it has finished. Node only.
 */
export type Settle = 'promises' | 'events' | 'work';

export interface AdvanceOptions {
  /** `events` is for work that never finishes, such as a webhook receiver that hangs. @default that of the clock */
  readonly settle?: Settle | undefined;
}

export interface DuringOptions extends AdvanceOptions {
  /** How far to advance between two checks, ms. @default 50 */
  readonly stepMs?: number | undefined;
  /** When to give up, ms. @default 24 hours */
  readonly limitMs?: number | undefined;
}

/** A clock that stands still until it is advanced. */
export interface VirtualClock extends Clock {
  /** Moves time forward, firing timers that fall due on the way: by due time, then in the order of scheduling. */
  advance(ms: number, options?: AdvanceOptions): Promise<void>;
  /**
   * Advances until `work` has settled, and returns its result.
   *
   * @throws Error if that takes longer than `limitMs`.
   */
  during<T>(work: Promise<T>, options?: DuringOptions): Promise<T>;
  /** Number of timers that have neither fired nor been cancelled. */
  readonly waiting: number;
}

export interface VirtualClockOptions {
  /** Milliseconds since the epoch. @default noon of 15 January 2026, UTC */
  readonly start?: number | undefined;
  /** @default 'work' */
  readonly settle?: Settle | undefined;
}

const START = Date.UTC(2026, 0, 15, 12);

/**
 * Rounds of promise callbacks before each timer. An `await` takes one to three rounds, so code that awaits a few calls
 * deep has reached its next timer by then. A constant keeps runs reproducible, and the exact value does not matter if it
 * is large enough: the torture run prints the same figures with 6, 12 and 40.
 */
const PROMISE_ROUNDS = 12;

/** Tracked work that takes longer than this in real time is not waited for, so that `advance` always returns. */
const LONGEST_WORK_MS = 30_000;

const DAY_MS = 24 * 3600_000;

/** A clock for tests: time passes as fast as the machine can fire timers. */
export function virtualClock({ start = START, settle: usual = 'work' }: VirtualClockOptions = {}): VirtualClock {
  let now = start;
  const timers = createTimerQueue();
  const running = new Set<Promise<unknown>>();

  async function settled(how: Settle): Promise<void> {
    if (how === 'promises') {
      for (let round = 0; round < PROMISE_ROUNDS; round++) await Promise.resolve();
      return;
    }
    await nextTurn();
    while (how === 'work' && running.size > 0) {
      if (!(await isWithin(Promise.all(running), LONGEST_WORK_MS))) return;
      await nextTurn();
    }
  }

  async function advance(ms: number, { settle = usual }: AdvanceOptions = {}): Promise<void> {
    const target = now + ms;
    for (;;) {
      await settled(settle);
      const timer = timers.takeDue(target);
      if (timer === undefined) break;
      now = Math.max(now, timer.due);
      timer.task();
    }
    now = Math.max(now, target);
  }

  return {
    now: () => now,
    schedule: (ms, task) => timers.add(now + Math.max(0, ms), task),
    track(work) {
      const entry = work.then(noop, noop);
      running.add(entry);
      void entry.then(() => running.delete(entry));
      return work;
    },
    advance,
    async during(work, { stepMs = 50, limitMs = DAY_MS, settle = usual } = {}) {
      let isSettled = false;
      const finish = (): void => void (isSettled = true);
      work.then(finish, finish);
      await settled(settle);
      for (let spentMs = 0; !isSettled; spentMs += stepMs) {
        if (spentMs > limitMs) throw new Error(`The work has not settled within ${limitMs} ms of virtual time.`);
        await advance(stepMs, { settle });
      }
      return work;
    },
    get waiting() {
      return timers.size;
    },
  };
}

export const isVirtual = (clock: Clock): clock is VirtualClock => 'advance' in clock;

const noop = (): void => undefined;

/** The callbacks of all settled promises have run by then. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function isWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(resolve, ms, false)));
  const inTime = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}
