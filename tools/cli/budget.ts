import { Refusal } from './refusal.ts';

/** Not started, because the limit of `--max-hours` would be exceeded. */
export class BudgetReached extends Error {}

/** A limit for the audio of one run. */
export interface Budget {
  /**
   * Waits until a recording may start. Those of unknown length start one after the other, so that no more than one of them
   * goes beyond the limit.
   *
   * @param seconds its length, if known
   * @returns receives the seconds that are billed, or 0 if nothing was submitted
   * @throws BudgetReached
   */
  start(seconds: number | undefined): Promise<(billedSeconds: number) => void>;
}

const HOUR = 3600;

/**
 * @param lengths seconds of each recording, if known: they are reserved from the beginning
 * @throws Refusal if the known lengths alone exceed the limit
 */
export function createBudget(maxHours: number, lengths: readonly (number | undefined)[]): Budget {
  const limit = maxHours * HOUR;
  let reserved = lengths.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0);
  let billed = 0;
  let last: Promise<void> = Promise.resolve();
  if (reserved > limit) {
    throw new Refusal(
      `The recordings hold ${hours(reserved)} of audio, more than --max-hours ${maxHours}. Nothing was started.`,
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
      `Not started, because of --max-hours ${maxHours}: ${hours(billed)} of audio were used. Nothing is billed for it.`,
    );
  }
}

function hours(seconds: number): string {
  const number = Number((seconds / HOUR).toPrecision(3));
  return number === 1 ? '1 hour' : `${number} hours`;
}
