/** Returns a time in whole milliseconds; 0 for a negative or invalid value. */
export function wholeMs(value: unknown): number {
  const ms = typeof value === 'number' ? Math.round(value) : 0;
  return Number.isSafeInteger(ms) && ms > 0 ? ms : 0;
}

interface Parts {
  readonly hours: number;
  readonly minutes: string;
  readonly seconds: string;
  readonly millis: string;
}

function partsOf(value: number): Parts {
  const ms = wholeMs(value);
  return {
    hours: Math.floor(ms / 3_600_000),
    minutes: pad(Math.floor(ms / 60_000) % 60, 2),
    seconds: pad(Math.floor(ms / 1000) % 60, 2),
    millis: pad(ms % 1000, 3),
  };
}

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/**
 * Formats a time as `0:04`, `12:34` or `1:02:03`. Truncates fractions of a second. Never throws.
 *
 * @param ms milliseconds; an invalid value counts as 0
 */
export function clock(ms: number): string {
  const { hours, minutes, seconds } = partsOf(ms);
  return hours === 0 ? `${Number(minutes)}:${seconds}` : `${hours}:${minutes}:${seconds}`;
}

/** Formats a time for SRT: `01:02:03,045`. @param ms milliseconds */
export function srtTime(ms: number): string {
  const { hours, minutes, seconds, millis } = partsOf(ms);
  return `${pad(hours, 2)}:${minutes}:${seconds},${millis}`;
}

/** Formats a time for WebVTT: `01:02:03.045`. @param ms milliseconds */
export const vttTime = (ms: number): string => srtTime(ms).replace(',', '.');

/** Formats a time as `01:02:03`. @param ms milliseconds */
export const clockTime = (ms: number): string => srtTime(ms).slice(0, -',000'.length);

/** Formats a time for ASS, in hundredths of a second: `1:02:03.04`. @param ms milliseconds */
export function assTime(ms: number): string {
  const { hours, minutes, seconds, millis } = partsOf(Math.round(ms / 10) * 10);
  return `${hours}:${minutes}:${seconds}.${millis.slice(0, 2)}`;
}
