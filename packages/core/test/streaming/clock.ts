/** A clock that moves only when it is told to. */
export interface TestClock {
  now(): number;
  schedule(ms: number, task: () => void): () => void;
  /** Moves on, running what falls due, and letting promises settle in between. */
  advance(ms: number): Promise<void>;
  /** Moves on until `work` has settled. */
  during<T>(work: Promise<T>, stepMs?: number, mostMs?: number): Promise<T>;
  /** Timers that wait. */
  readonly waiting: number;
}

export function testClock(start = Date.UTC(2026, 0, 15)): TestClock {
  let now = start;
  let count = 0;
  const timers = new Map<number, { readonly due: number; readonly task: () => void }>();

  async function advance(ms: number): Promise<void> {
    const until = now + ms;
    for (;;) {
      await settle();
      let first: number | undefined;
      for (const [id, { due }] of timers) {
        if (due <= until && (first === undefined || due < timers.get(first)!.due)) first = id;
      }
      if (first === undefined) break;
      const { due, task } = timers.get(first)!;
      timers.delete(first);
      now = Math.max(now, due);
      task();
    }
    now = until;
  }

  return {
    now: () => now,
    schedule(ms, task) {
      const id = count++;
      timers.set(id, { due: now + Math.max(0, ms), task });
      return () => void timers.delete(id);
    },
    advance,
    async during(work, stepMs = 50, mostMs = 24 * 3600_000) {
      let settled = false;
      work.then(
        () => (settled = true),
        () => (settled = true),
      );
      await settle();
      for (let spent = 0; !settled; spent += stepMs) {
        if (spent > mostMs) throw new Error('The work never settled.');
        await advance(stepMs);
      }
      return work;
    },
    get waiting() {
      return timers.size;
    },
  };
}

/** Lets everything that is already due run. */
async function settle(): Promise<void> {
  for (let round = 0; round < 12; round++) await Promise.resolve();
}
