/** A clock that runs tasks later, such as a virtual one. */
interface Scheduler {
  schedule(ms: number, task: () => void): () => void;
}

/** The `sleep` of a clock. It rejects with the signal's reason. */
export const sleepOn =
  (clock: Scheduler) =>
  (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const cancel = clock.schedule(ms, () => resolve());
      const onAbort = (): void => {
        cancel();
        reject(signal!.reason as Error);
      };
      if (signal?.aborted === true) onAbort();
      else signal?.addEventListener('abort', onAbort, { once: true });
    });
