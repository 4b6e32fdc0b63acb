import { MAX_UNREAD } from '../limits.ts';

/** An async iterator that buffers values until they are read. Drops the oldest value if too many are buffered. */
export interface Queue<T> extends AsyncIterableIterator<T> {
  /** Adds a value, or replaces the newest buffered value if it has the same `key`. */
  push(value: T, key?: unknown): void;
  /** Ends the iterator after the buffered values. With `error`, reading then throws it. */
  end(error?: unknown): void;
}

/** @param onDrop Called for each dropped value, with the number of values dropped so far. If not set, none is dropped. */
export function createQueue<T>(onReturn: () => void, onDrop?: (dropped: number) => void): Queue<T> {
  const waiting: { value: T; readonly key: unknown }[] = [];
  const readers: { resolve(result: IteratorResult<T, undefined>): void; reject(error: unknown): void }[] = [];
  let dropped = 0;
  let ended: { readonly error: unknown } | undefined;
  const done = { done: true, value: undefined } as const;

  function end(error?: unknown): void {
    if (ended) return;
    ended = { error };
    for (const reader of readers.splice(0)) {
      if (error === undefined) reader.resolve(done);
      else reader.reject(error);
    }
  }

  return {
    push(value, key) {
      if (ended) return;
      const reader = readers.shift();
      if (reader) return reader.resolve({ done: false, value });
      const last = waiting.at(-1);
      if (key !== undefined && last?.key === key) last.value = value;
      else if (waiting.push({ value, key }) > MAX_UNREAD && onDrop) {
        waiting.shift();
        onDrop(++dropped);
      }
    },
    end,
    next() {
      const first = waiting.shift();
      if (first) return Promise.resolve({ done: false, value: first.value });
      if (!ended) return new Promise((resolve, reject) => readers.push({ resolve, reject }));
      const { error } = ended;
      ended = { error: undefined };
      return error === undefined ? Promise.resolve(done) : Promise.reject(error as Error);
    },
    return() {
      waiting.length = 0;
      end();
      ended = { error: undefined };
      onReturn();
      return Promise.resolve(done);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
