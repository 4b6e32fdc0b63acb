/** The stand-in's only source of time, so that a test can hold it and let it run. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `task` in `ms` milliseconds; the returned function takes that back. */
  schedule(ms: number, task: () => void): () => void;
  /** Tells the clock of work in the outside world (an engine, a delivery), which `advance` lets finish. */
  track<T>(work: Promise<T>): Promise<T>;
}

/** A clock that stands still until it is told to move. */
export interface ManualClock extends Clock {
  /**
   * Moves time forward, firing what falls due on the way, in order. Work that the clock was told of finishes in
   * between, so what the test sees afterwards does not depend on the machine's speed.
   */
  advance(ms: number, options?: AdvanceOptions): Promise<void>;
}

export interface AdvanceOptions {
  /** Lets running work finish. Off for work that never ends by itself, such as a receiver that hangs. @default true */
  readonly settle?: boolean;
}

/** The wall clock. */
export function realClock(): Clock {
  return {
    now: () => Date.now(),
    schedule(ms, task) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    track: (work) => work,
  };
}

const MANUAL_START = Date.UTC(2026, 0, 15, 12);

/** Work that takes longer than this in reality is given up on, so that `advance` always returns. */
const LONGEST_WORK_MS = 30_000;

export function manualClock(start: number = MANUAL_START): ManualClock {
  let now = start;
  let order = 0;
  const timers = new Map<number, { readonly due: number; readonly task: () => void }>();
  const running = new Set<Promise<unknown>>();

  return {
    now: () => now,
    schedule(ms, task) {
      const id = order++;
      timers.set(id, { due: now + Math.max(0, ms), task });
      return () => void timers.delete(id);
    },
    track(work) {
      const entry = work.then(noop, noop);
      running.add(entry);
      void entry.then(() => running.delete(entry));
      return work;
    },
    async advance(ms, { settle = true } = {}) {
      const target = now + ms;
      for (;;) {
        await quiet(settle);
        const next = [...timers].filter(([, timer]) => timer.due <= target).sort(byDue)[0];
        if (next === undefined) break;
        const [id, timer] = next;
        timers.delete(id);
        now = Math.max(now, timer.due);
        timer.task();
      }
      now = target;
    },
  };

  async function quiet(settle: boolean): Promise<void> {
    await nextTurn();
    while (settle && running.size > 0) {
      if (!(await within(Promise.all(running), LONGEST_WORK_MS))) return;
      await nextTurn();
    }
  }
}

export const isManual = (clock: Clock): clock is ManualClock => 'advance' in clock;

/** Resolves after `ms` on `clock`; also when `signal` fires, which the caller then looks at. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const cancel = clock.schedule(ms, done);
    signal.addEventListener('abort', done);
    function done(): void {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}

const noop = (): void => undefined;

const byDue = (a: [number, { due: number }], b: [number, { due: number }]): number =>
  a[1].due - b[1].due || a[0] - b[0];

/** Promise callbacks that are due have all run by then. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(resolve, ms, false)));
  const inTime = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}
