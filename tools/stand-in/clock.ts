/** The stand-in's only source of time, so that a test can stop it and advance it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `task` in `ms` milliseconds; the returned function cancels that. */
  schedule(ms: number, task: () => void): () => void;
  /** Reports work in the outside world (an engine, a delivery) to the clock; a virtual clock lets it finish. */
  track<T>(work: Promise<T>): Promise<T>;
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

/** Resolves after `ms` on `clock`, or when `signal` fires, which the caller then checks. */
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
