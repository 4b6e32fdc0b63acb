/** A promise with its `resolve` and `reject`. An unhandled rejection is ignored. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: unknown): void;
}

export function deferred<T = void>(): Deferred<T> {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = optional(
    new Promise<T>((onValue, onError) => {
      resolve = onValue;
      reject = onError;
    }),
  );
  return { promise, resolve, reject };
}

/** Returns the same promise, with rejections marked as handled. */
export function optional<T>(promise: Promise<T>): Promise<T> {
  promise.catch(noop);
  return promise;
}

/** Lets the runtime report an error that no caller can handle, as an unhandled rejection. */
export const report = (error: unknown): void => void Promise.reject(error as Error);

export const noop = (): void => undefined;
