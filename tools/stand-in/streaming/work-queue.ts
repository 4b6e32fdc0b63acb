type Task = () => void | Promise<void>;

/** Tasks one after the other, at once where none of them takes time. */
export interface WorkQueue {
  add(task: Task): void;
  clear(): void;
}

/** `track` reports work in progress to the clock; `failed` is called for tasks that throw. */
export function createWorkQueue(track: (work: Promise<void>) => void, failed: () => void): WorkQueue {
  const waiting: Task[] = [];
  let isBusy = false;

  function run(): void {
    while (!isBusy) {
      const task = waiting.shift();
      if (task === undefined) return;
      const result = attempt(task);
      if (!(result instanceof Promise)) continue;
      isBusy = true;
      track(
        result.catch(failed).then(() => {
          isBusy = false;
          run();
        }),
      );
    }
  }

  function attempt(task: Task): void | Promise<void> {
    isBusy = true;
    try {
      return task();
    } catch {
      failed();
      return undefined;
    } finally {
      isBusy = false;
    }
  }

  return {
    add(task) {
      waiting.push(task);
      run();
    },
    clear: () => void waiting.splice(0),
  };
}
