import { AbortedError } from '../errors.ts';

export interface PoolOptions {
  /** Maximum items in progress at a time. May change. */
  readonly concurrency: () => number;
  /** Called with a function to call when `concurrency` has grown. */
  readonly onGrowth?: ((grown: () => void) => void) | undefined;
  /** Order of the results. */
  readonly order: 'input' | 'completion';
  /**
   * Maximum results that wait to be read while `concurrency` items are in progress. Limits the memory if the results
   * are not read.
   */
  readonly ahead: number;
  /** Ends the pool, even while it waits for the next item. */
  readonly signal?: AbortSignal | undefined;
  /** Waits for items in progress when the pool ends early; may give up. @default does not wait */
  readonly drain?: ((underway: Promise<unknown>) => Promise<unknown>) | undefined;
}

/**
 * Works on several of `items` at a time, and yields each result. Slow reading slows the work down. The first failure,
 * or the end of reading, aborts the remaining work through its signal.
 *
 * @throws the first failure; AbortedError when `signal` fires and no item in progress fails because of it
 */
export async function* pooled<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T, index: number, signal: AbortSignal) => Promise<R>,
  { concurrency, onGrowth, order, ahead, signal, drain = () => Promise.resolve() }: PoolOptions,
): AsyncGenerator<R> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const results = new Map<number, R>();
  const underway = new Map<Promise<void>, AbortController>();
  let failure: { readonly error: unknown } | undefined;
  let isPulling = false;
  let isStopped = false;
  let isExhausted = false;
  let started = 0;
  let due = 0;
  let wake: () => void = () => undefined;
  const onAbort = (): void => wake();
  signal?.addEventListener('abort', onAbort, { once: true });
  onGrowth?.(pump);

  try {
    for (;;) {
      if (signal?.aborted === true) await ended();
      pump();
      if (failure !== undefined) throw failure.error;
      const next = order === 'input' ? due : (results.keys().next().value ?? -1);
      if (results.has(next)) {
        const result = results.get(next)!;
        results.delete(next);
        due++;
        yield result;
      } else if (isExhausted && underway.size === 0) {
        return;
      } else {
        await new Promise<void>((resolve) => (wake = resolve));
      }
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    abort();
    isExhausted = true;
    await drained();
    const closing = Promise.resolve(iterator.return?.());
    // An iterator that is producing an item cannot be closed before the item is ready.
    if (isPulling) closing.catch(() => undefined);
    else await closing;
  }

  /** Each item has its own signal, because adding a listener takes longer the more listeners a signal has. */
  function abort(): void {
    isStopped = true;
    for (const own of underway.values()) own.abort();
  }

  async function ended(): Promise<never> {
    abort();
    await drained();
    if (failure !== undefined) throw failure.error;
    throw new AbortedError('The batch was cancelled.', { cause: signal?.reason });
  }

  async function drained(): Promise<void> {
    if (underway.size > 0) await drain(Promise.all(underway.keys()));
  }

  function pump(): void {
    if (isPulling || isExhausted || failure !== undefined || isStopped) return;
    const most = concurrency();
    if (underway.size >= most || underway.size + results.size >= most + ahead) return;
    isPulling = true;
    void pull().then(
      () => {
        isPulling = false;
        pump();
        wake();
      },
      (error: unknown) => {
        isPulling = false;
        fail(error);
      },
    );
  }

  async function pull(): Promise<void> {
    const step = await iterator.next();
    if (step.done === true) isExhausted = true;
    else if (!isExhausted && !isStopped) run(step.value, started++);
  }

  function run(item: T, index: number): void {
    const own = new AbortController();
    const job: Promise<void> = work(item, index, own.signal)
      .then(
        (result) => void results.set(index, result),
        (error: unknown) => fail(error),
      )
      .then(() => {
        underway.delete(job);
        pump();
        wake();
      });
    underway.set(job, own);
  }

  function fail(error: unknown): void {
    failure ??= { error };
    wake();
  }
}
