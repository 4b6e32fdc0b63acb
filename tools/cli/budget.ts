import { Refusal } from './refusal.ts';

/** The recording was not started because it would exceed `--max-hours`. */
export class BudgetReached extends Error {}

/** Limits the audio of one run. */
export interface Budget {
  /**
   * Waits until a recording may start. Recordings of unknown length start one at a time, so that at most one exceeds the
   * limit.
   *
   * @param seconds length of the recording, if known
   * @returns a function to call with the billed seconds, or 0 if nothing was submitted
   * @throws BudgetReached
   */
  start(seconds: number | undefined): Promise<(billedSeconds: number) => void>;
}

const HOUR = 3600;

/**
 * @param lengths seconds of each recording, if known. They are reserved from the start.
 * @throws Refusal if the known lengths alone exceed the limit
 */
export function createBudget(maxHours: number, lengths: readonly (number | undefined)[]): Budget {
  const limit = maxHours * HOUR;
  let reserved = lengths.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0);
  let billed = 0;
  let last: Promise<void> = Promise.resolve();
  if (reserved > limit) {
    throw new Refusal(
      `Nothing was started: the recordings contain ${hours(reserved)} of audio, more than --max-hours ${maxHours}.`,
    );
  }

  return {
    async start(seconds) {
      if (seconds !== undefined) {
        if (billed + reserved > limit) {
          reserved -= seconds;
          throw reached();
        }
        return (billedSeconds) => {
          reserved -= seconds;
          billed += billedSeconds;
        };
      }
      const turn = last;
      let end = (): void => undefined;
      last = new Promise((resolve) => (end = resolve));
      await turn;
      if (billed + reserved >= limit) {
        end();
        throw reached();
      }
      return (billedSeconds) => {
        billed += billedSeconds;
        end();
      };
    },
  };

  function reached(): BudgetReached {
    return new BudgetReached(
      `Not started: this run has already used ${hours(billed)} of --max-hours ${maxHours}. Nothing was billed for this recording.`,
    );
  }
}

function hours(seconds: number): string {
  const number = Number((seconds / HOUR).toPrecision(3));
  return number === 1 ? '1 hour' : `${number} hours`;
}
