import type { Clock } from '../clock.ts';

/** Delays messages, and keeps them in order. */
export interface Outbox {
  /** Does `task` in `ms`, and behind everything that was put in before. */
  put(ms: number, task: () => void): void;
  clear(): void;
}

export function createOutbox(clock: Clock): Outbox {
  const waiting: { readonly due: number; readonly task: () => void }[] = [];
  let cancel: (() => void) | undefined;

  function arm(): void {
    const next = waiting[0];
    if (next === undefined || cancel !== undefined) return;
    cancel = clock.schedule(next.due - clock.now(), () => {
      cancel = undefined;
      // The first is due by its timer, even if the wall clock is a millisecond behind it.
      waiting.shift()?.task();
      while (waiting.length > 0 && waiting[0]!.due <= clock.now()) waiting.shift()!.task();
      arm();
    });
  }

  return {
    put(ms, task) {
      if (ms === 0 && waiting.length === 0) return task();
      waiting.push({ due: Math.max(clock.now() + ms, waiting.at(-1)?.due ?? 0), task });
      arm();
    },
    clear() {
      waiting.splice(0);
      cancel?.();
      cancel = undefined;
    },
  };
}
