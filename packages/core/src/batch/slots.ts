/** A slot for one worker. It is released while the worker only waits. */
export interface Slot {
  /** Resolves when a slot is free. */
  acquire(): Promise<void>;
  /** Releases the slot. Does nothing if none is held. */
  release(): void;
}

/** Creates `count` slots, assigned in the order of the requests. */
export function createSlots(count: number): () => Slot {
  const waiting: (() => void)[] = [];
  let free = count;
  return () => {
    let isHeld = false;
    return {
      async acquire() {
        if (isHeld) return;
        if (free > 0) free--;
        else await new Promise<void>((resolve) => waiting.push(resolve));
        isHeld = true;
      },
      release() {
        if (!isHeld) return;
        isHeld = false;
        const next = waiting.shift();
        if (next === undefined) free++;
        else next();
      },
    };
  };
}
