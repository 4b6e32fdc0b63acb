/** What `for await` reads from: values wait here until somebody asks. */
export interface Queue<T> extends AsyncIterableIterator<T> {
  /** Adds a value, or puts it in the place of one that still waits and has the same `key`. */
  push(value: T, key?: unknown): void;
  /** No more values; those that wait are still read. With `error`, reading ends by throwing it. */
  end(error?: unknown): void;
}

export function createQueue<T>(onReturn: () => void): Queue<T> {
  const waiting: { value: T; readonly key: unknown }[] = [];
  const readers: { resolve(result: IteratorResult<T, undefined>): void; reject(error: unknown): void }[] = [];
  let ended: { readonly error: unknown } | undefined;
  const done = { done: true, value: undefined } as const;

  return {
    push(value, key) {
      if (ended !== undefined) return;
      const reader = readers.shift();
      if (reader !== undefined) return reader.resolve({ done: false, value });
      const last = waiting.at(-1);
      if (key !== undefined && last?.key === key) last.value = value;
      else waiting.push({ value, key });
    },
    end(error) {
      if (ended !== undefined) return;
      ended = { error };
      for (const reader of readers.splice(0)) {
        if (error === undefined) reader.resolve(done);
        else reader.reject(error);
      }
    },
    next() {
      const first = waiting.shift();
      if (first !== undefined) return Promise.resolve({ done: false, value: first.value });
      if (ended === undefined) return new Promise((resolve, reject) => readers.push({ resolve, reject }));
      const { error } = ended;
      ended = { error: undefined };
      return error === undefined ? Promise.resolve(done) : Promise.reject(error as Error);
    },
    return() {
      waiting.length = 0;
      ended = { error: undefined };
      for (const reader of readers.splice(0)) reader.resolve(done);
      onReturn();
      return Promise.resolve(done);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
