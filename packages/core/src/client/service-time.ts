/**
 * A time of the service in milliseconds since the epoch. The service gives times in UTC, without a time zone. NaN for an
 * invalid time.
 */
export const serviceTimeMs = (text: string): number =>
  Date.parse(/([Zz]|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);

/** Maximum difference between the service's clock and the caller's, ms, if no response has shown the service's time. */
export const CLOCK_SKEW_MS = 120_000;
