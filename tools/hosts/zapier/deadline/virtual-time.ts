import type { VirtualClock } from '@aai-connectors/stand-in';

/** What the runtime returns for a timer. Only its identity matters here. */
class Timer {
  readonly cancel: () => void;
  constructor(cancel: () => void) {
    this.cancel = cancel;
  }
  ref = (): this => this;
  unref = (): this => this;
  hasRef = (): boolean => true;
}

/**
 * Puts the timers and the date of this process on a virtual clock, for code that has no other clock: the host's runtime
 * and the built app. Sockets stay real. Returns a function that undoes it.
 */
export function onVirtualTime(clock: VirtualClock): () => void {
  const { setTimeout, clearTimeout } = globalThis;
  const { now } = Date;
  const schedule = (task: (...given: unknown[]) => void, ms = 0, ...given: unknown[]): Timer =>
    new Timer(clock.schedule(ms, () => task(...given)));
  Object.assign(globalThis, {
    setTimeout: schedule,
    clearTimeout: (timer: unknown): void => {
      if (timer instanceof Timer) timer.cancel();
      else clearTimeout(timer as NodeJS.Timeout);
    },
  });
  Date.now = () => clock.now();
  return () => {
    Object.assign(globalThis, { setTimeout, clearTimeout });
    Date.now = now;
  };
}
