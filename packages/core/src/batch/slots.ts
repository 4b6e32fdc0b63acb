/** A place among those who work; given up while there is nothing to do but wait. */
export interface Slot {
  /** Resolves when there is a place. */
  take(): Promise<void>;
  /** Gives the place up; nothing happens without one. */
  leave(): void;
}

/** So many places; who asks first gets one first. */
export function createSlots(count: number): () => Slot {
  const waiting: (() => void)[] = [];
  let free = count;
  return () => {
    let isIn = false;
    return {
      async take() {
        if (isIn) return;
        if (free > 0) free--;
        else await new Promise<void>((resolve) => waiting.push(resolve));
        isIn = true;
      },
      leave() {
        if (!isIn) return;
        isIn = false;
        const next = waiting.shift();
        if (next === undefined) free++;
        else next();
      },
    };
  };
}
