import type { IWebhookFunctions } from 'n8n-workflow';

type Response = Pick<ReturnType<IWebhookFunctions['getResponseObject']>, 'closed'> & {
  once(event: 'close', listener: () => void): unknown;
};

/** A limit on the calls that are handled at a time. */
export interface Places {
  /**
   * Takes a place for a call. After the work, the place is free as soon as n8n has answered the call, which is after it
   * has resumed the execution, or as soon as the caller has closed the connection.
   *
   * @returns what to call when the work is done; `undefined` if all places are taken
   */
  take(response: Response): (() => void) | undefined;
}

export function createPlaces(most: number): Places {
  let taken = 0;
  return {
    take(response) {
      if (taken >= most) return undefined;
      taken++;
      const free = (): void => void taken--;
      return () => {
        if (response.closed) free();
        else response.once('close', free);
      };
    },
  };
}

/**
 * Calls that this process of n8n handles at a time. n8n resumes an execution with about ten database queries, and its
 * main process has two connections by default. A query that waits for a connection for 20 seconds fails, and the
 * execution with it. Further calls are answered with 503, and AssemblyAI repeats them.
 */
export const MOST_CALLS = 20;

export const callPlaces = createPlaces(MOST_CALLS);
