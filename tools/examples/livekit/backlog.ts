/** Audio, or the wish to end the current turn. */
export type Item = Uint8Array | 'flush';

/** Items that wait for a session. They survive it, so that a failed attempt to connect loses none. */
export interface Backlog {
  push(item: Item): void;
  /** No more items follow. */
  end(): void;
  /** The first item, which stays until `shift`. */
  readonly first: Item | undefined;
  shift(): void;
  /** Bytes of audio that wait. */
  readonly bytes: number;
  /** All items are taken, and none follow. */
  readonly isOver: boolean;
  /** Resolves when there is an item, after the end, and after `wake`. */
  changed(): Promise<void>;
  wake(): void;
}

export function createBacklog(): Backlog {
  let items: Item[] = [];
  /** Items before this position are taken: removing each from the front would move all others. */
  let position = 0;
  let bytes = 0;
  let isEnded = false;
  let pending: Promise<void> | undefined;
  let resolve: (() => void) | undefined;

  function wake(): void {
    resolve?.();
    pending = undefined;
  }

  return {
    push(item) {
      items.push(item);
      if (item !== 'flush') bytes += item.length;
      wake();
    },
    end() {
      isEnded = true;
      wake();
    },
    get first() {
      return items[position];
    },
    shift() {
      const item = items[position];
      if (item === undefined) return;
      if (item !== 'flush') bytes -= item.length;
      position++;
      if (position * 2 < items.length) return;
      items = items.slice(position);
      position = 0;
    },
    get bytes() {
      return bytes;
    },
    get isOver() {
      return isEnded && position === items.length;
    },
    changed() {
      if (isEnded || position < items.length) return Promise.resolve();
      return (pending ??= new Promise((resolved) => (resolve = resolved)));
    },
    wake,
  };
}
