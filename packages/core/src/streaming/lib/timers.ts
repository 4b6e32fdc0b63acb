import type { StreamingIo } from '../host.ts';

/** Named timers. Setting a timer replaces the timer with the same name. */
export interface Timers {
  set(name: string, ms: number, task: () => void): void;
  clear(name: string): void;
  /** Cancels all timers. Later calls of `set` have no effect. */
  stop(): void;
}

export function createTimers(io: Pick<StreamingIo, 'schedule'>): Timers {
  const waiting = new Map<string, () => void>();
  let stopped = false;
  function clear(name: string): void {
    waiting.get(name)?.();
    waiting.delete(name);
  }
  return {
    set(name, ms, task) {
      if (stopped) return;
      clear(name);
      waiting.set(name, io.schedule(ms, task));
    },
    clear,
    stop() {
      stopped = true;
      for (const cancel of waiting.values()) cancel();
    },
  };
}
