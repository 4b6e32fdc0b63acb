/** Timers by due time, then in the order in which they were scheduled. */
export interface TimerQueue {
  /** Adds a timer; the returned function cancels it. */
  add(due: number, task: () => void): () => void;
  /** Removes and returns the first timer, if it is due at `until` or before. */
  takeDue(until: number): { readonly due: number; readonly task: () => void } | undefined;
  /** Timers that are neither taken nor cancelled. */
  readonly size: number;
}

interface Timer {
  readonly due: number;
  readonly order: number;
  /** Absent once the timer was taken or cancelled. */
  task: (() => void) | undefined;
}

/** A binary heap, because an hour of live audio schedules hundreds of thousands of timers. */
export function createTimerQueue(): TimerQueue {
  const heap: Timer[] = [];
  let order = 0;
  let size = 0;

  function push(timer: Timer): void {
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(timer, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = timer;
  }

  function removeFirst(): void {
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
  }

  function release(timer: Timer): void {
    if (timer.task !== undefined) size--;
    timer.task = undefined;
  }

  return {
    add(due, task) {
      const timer: Timer = { due, order: order++, task };
      push(timer);
      size++;
      return () => release(timer);
    },
    takeDue(until) {
      for (let first = heap[0]; first !== undefined && first.due <= until; first = heap[0]) {
        removeFirst();
        const { due, task } = first;
        if (task === undefined) continue;
        release(first);
        return { due, task };
      }
      return undefined;
    },
    get size() {
      return size;
    },
  };
}

const isBefore = (a: Timer, b: Timer): boolean => a.due < b.due || (a.due === b.due && a.order < b.order);
