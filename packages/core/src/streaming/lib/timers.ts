import type { StreamingHands } from '../host.ts';

/** Timers by name: setting one takes the one before it back. */
export interface Timers {
  set(name: string, ms: number, task: () => void): void;
  clear(name: string): void;
  /** Takes all back, and sets none any more. */
  stop(): void;
}

export function createTimers(hands: Pick<StreamingHands, 'schedule'>): Timers {
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
      waiting.set(name, hands.schedule(ms, task));
    },
    clear,
    stop() {
      stopped = true;
      for (const cancel of waiting.values()) cancel();
    },
  };
}
