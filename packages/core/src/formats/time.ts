/** A time in whole milliseconds; 0 for what is negative or no number at all. */
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
 * A time as people and video sites write it: `0:04`, `12:34`, `1:02:03`. Fractions of a second are cut off.
 *
 * @param ms milliseconds; anything that is not a time counts as 0, so it never throws
 */
export function clock(ms: number): string {
  const { hours, minutes, seconds } = partsOf(ms);
  return hours === 0 ? `${Number(minutes)}:${seconds}` : `${hours}:${minutes}:${seconds}`;
}

/** A time as SRT writes it: `01:02:03,045`. @param ms milliseconds */
export function srtTime(ms: number): string {
  const { hours, minutes, seconds, millis } = partsOf(ms);
  return `${pad(hours, 2)}:${minutes}:${seconds},${millis}`;
}

/** A time as WebVTT writes it: `01:02:03.045`. @param ms milliseconds */
export const vttTime = (ms: number): string => srtTime(ms).replace(',', '.');

/** A time as ASS writes it, in hundredths of a second: `1:02:03.04`. @param ms milliseconds */
export function assTime(ms: number): string {
  const { hours, minutes, seconds, millis } = partsOf(Math.round(ms / 10) * 10);
  return `${hours}:${minutes}:${seconds}.${millis.slice(0, 2)}`;
}
