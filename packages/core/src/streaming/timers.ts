import type { StreamingHands } from './hands.ts';

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
  return {
    set(name, ms, task) {
      if (stopped) return;
      waiting.get(name)?.();
      waiting.set(name, hands.schedule(ms, task));
    },
    clear: (name) => waiting.get(name)?.(),
    stop() {
      stopped = true;
      for (const cancel of waiting.values()) cancel();
    },
  };
}
