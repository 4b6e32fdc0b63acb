/** Milliseconds without a source after which it is reported. */
const LONG_MS = 300_000;

/** Decides when a source that is out of reach is reported. */
export interface Outages {
  /** The source can be reached. */
  over(): void;
  /** An attempt has failed. @returns whether to report the outage now, once */
  failed(): boolean;
}

export function createOutages(now: () => number): Outages {
  let since: number | undefined;
  let isReported = false;
  return {
    over() {
      since = undefined;
      isReported = false;
    },
    failed() {
      since ??= now();
      if (isReported || now() - since < LONG_MS) return false;
      return (isReported = true);
    },
  };
}
