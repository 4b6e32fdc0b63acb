import { type IWebhookFunctions, sleep } from 'n8n-workflow';

type Response = Pick<ReturnType<IWebhookFunctions['getResponseObject']>, 'closed'> & {
  once(event: 'close', listener: () => void): unknown;
};

/** A limit on the calls that are handled at a time. */
export interface Places {
  /**
   * Takes a place for a call, or waits for one. After the work, the place is free as soon as n8n has answered the call,
   * which is after it has resumed the execution, or as soon as the caller has closed the connection.
   *
   * @returns what to call when the work is done; `undefined` if the call gets no place
   */
  take(response: Response): Promise<(() => void) | undefined>;
}

export interface PlaceLimits {
  /** Calls that are handled at a time. */
  readonly places: number;
  /** Calls that wait for a place. */
  readonly line: number;
  /** Milliseconds that a call waits. */
  readonly waitMs: number;
}

export function createPlaces({ places, line, waitMs }: PlaceLimits): Places {
  let taken = 0;
  const waiting = new Set<() => void>();
  const free = (): void => {
    const [next] = waiting;
    if (next === undefined) taken--;
    else next();
  };
  const inLine = (): Promise<boolean> =>
    new Promise((resolve) => {
      const leave = (hasPlace: boolean): void => {
        waiting.delete(enter);
        resolve(hasPlace);
      };
      const enter = (): void => leave(true);
      waiting.add(enter);
      void sleep(waitMs).then(() => leave(false));
    });

  return {
    async take(response) {
      if (taken < places) taken++;
      else if (waiting.size >= line || !(await inLine())) return undefined;
      return () => {
        if (response.closed) free();
        else response.once('close', free);
      };
    },
  };
}

/**
 * Limits for one process of n8n. It resumes an execution with several database queries, and its main process has two
 * connections by default. A query that waits for a connection for 20 seconds fails, and the execution with it. Further
 * calls are answered with 503, and AssemblyAI repeats them. A repeated call costs n8n as much as the first one before it
 * reaches the node, so some calls wait for a place first, for less time than AssemblyAI's ten seconds for an answer.
 */
export const CALLS: PlaceLimits = { places: 20, line: 20, waitMs: 3_000 };

export const callPlaces = createPlaces(CALLS);
