export interface PoolOptions {
  /** How many are worked on at a time. */
  readonly concurrency: number;
  /** In which order the results come. */
  readonly order: 'input' | 'completion';
  /** How many may be worked on or wait to be read, together: what bounds the memory when nobody reads. */
  readonly ahead: number;
}

/**
 * Works on `items`, several at a time, and yields each result. Reading slowly slows the work down. The first failure,
 * or the end of reading, stops the rest through their signal.
 */
export async function* pooled<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T, index: number, signal: AbortSignal) => Promise<R>,
  { concurrency, order, ahead }: PoolOptions,
): AsyncGenerator<R> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const stop = new AbortController();
  const results = new Map<number, R>();
  let failure: { readonly error: unknown } | undefined;
  let isPulling = false;
  let isExhausted = false;
  let started = 0;
  let running = 0;
  let due = 0;
  let wake: () => void = () => undefined;

  try {
    for (;;) {
      pump();
      if (failure !== undefined) throw failure.error;
      const next = order === 'input' ? due : (results.keys().next().value ?? -1);
      if (results.has(next)) {
        const result = results.get(next)!;
        results.delete(next);
        due++;
        yield result;
      } else if (isExhausted && running === 0) {
        return;
      } else {
        await new Promise<void>((resolve) => (wake = resolve));
      }
    }
  } finally {
    stop.abort();
    isExhausted = true;
    await iterator.return?.();
  }

  function pump(): void {
    if (isPulling || isExhausted || failure !== undefined) return;
    if (running >= concurrency || running + results.size >= ahead) return;
    isPulling = true;
    void pull().then(
      () => {
        isPulling = false;
        pump();
        wake();
      },
      (error: unknown) => fail(error),
    );
  }

  async function pull(): Promise<void> {
    const step = await iterator.next();
    if (step.done === true) isExhausted = true;
    else if (!isExhausted) void run(step.value, started++);
  }

  async function run(item: T, index: number): Promise<void> {
    running++;
    try {
      results.set(index, await work(item, index, stop.signal));
    } catch (error) {
      fail(error);
    }
    running--;
    pump();
    wake();
  }

  function fail(error: unknown): void {
    failure ??= { error };
    wake();
  }
}
