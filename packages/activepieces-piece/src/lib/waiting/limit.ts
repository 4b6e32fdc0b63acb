import { BadInputError, DEFAULT_DEADLINE_MS } from '../core.ts';
import { type InputPropertyMap, Property } from '../host-values.ts';

/** Key of the property for how long a step waits. */
export const LIMIT = 'time_limit';

const LABEL = 'Time Limit (Minutes)';
const MINUTE_MS = 60_000;
const MOST_MINUTES = 1_440;

/** The property for how long a step waits. */
export const limitProps: InputPropertyMap = {
  [LIMIT]: Property.Number({
    displayName: LABEL,
    description: `Minutes to wait for the transcript, 1 to ${MOST_MINUTES}. Defaults to ${DEFAULT_DEADLINE_MS / MINUTE_MS}. After that, the flow continues with the transcript ID, and Timed Out is true.`,
    required: false,
  }),
};

/** Milliseconds that a step waits. @throws BadInputError for a limit that is no number in the range */
export function limitMsOf(propsValue: Readonly<Record<string, unknown>>): number {
  const answer = propsValue[LIMIT] ?? '';
  if (answer === '') return DEFAULT_DEADLINE_MS;
  const minutes = Number(answer);
  if (!(minutes >= 1 && minutes <= MOST_MINUTES)) {
    throw new BadInputError(`${LABEL} must be a number from 1 to ${MOST_MINUTES}.`, {
      field: LIMIT,
      hint: `Change ${LABEL}, or leave it empty for ${DEFAULT_DEADLINE_MS / MINUTE_MS} minutes.`,
    });
  }
  return minutes * MINUTE_MS;
}

/** A time limit in words. */
export const inWords = (ms: number): string => {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes % 60 === 0) return minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
};
