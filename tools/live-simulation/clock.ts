import { type Clock } from '@aai-connectors/stand-in';

/** A clock that runs as fast as the machine can: an hour passes in seconds. */
export interface FastClock extends Clock {
  /** Runs what falls due within `ms`, letting promises settle in between. */
  pass(ms: number): Promise<void>;
}

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly task: () => void;
  cancelled: boolean;
}

export function fastClock(start: number): FastClock {
  let now = start;
  let order = 0;
  /** A binary heap, earliest first: there are a hundred thousand timers in an hour. */
  const heap: Timer[] = [];

  const before = (a: Timer, b: Timer): boolean => a.due < b.due || (a.due === b.due && a.order < b.order);
  function push(timer: Timer): void {
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(timer, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = timer;
  }
  function pop(): void {
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
  }

  return {
    now: () => now,
    schedule(ms, task) {
      const timer: Timer = { due: now + Math.max(0, ms), order: order++, task, cancelled: false };
      push(timer);
      return () => {
        timer.cancelled = true;
      };
    },
    track: (work) => work,
    async pass(ms) {
      const until = now + ms;
      for (;;) {
        for (let round = 0; round < 6; round++) await Promise.resolve();
        const first = heap[0];
        if (first === undefined || first.due > until) break;
        pop();
        if (first.cancelled) continue;
        now = Math.max(now, first.due);
        first.task();
      }
      now = until;
    },
  };
}
