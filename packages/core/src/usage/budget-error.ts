import { BadInputError, isAssemblyAIError } from '../errors.ts';

/** Why a job was refused. Hours of audio, or money in the currency of the prices. */
export interface BudgetFacts {
  readonly limit: 'hours' | 'cost';
  readonly allowed: number;
  /** By finished jobs. */
  readonly used: number;
  /** For jobs that are not finished. */
  readonly reserved: number;
  /** What the refused job was estimated at; absent if that is unknown. */
  readonly estimate?: number | undefined;
}

/** A job was refused because it would exceed a limit, or because nobody knows whether it would. Nothing was sent. */
export class BudgetError extends BadInputError {
  declare readonly budget: BudgetFacts;

  constructor(message: string, budget: BudgetFacts, hint?: string) {
    super(message, { hint, field: 'usage' });
    Object.assign(this, { budget });
  }
}

/** Whether `error` is a BudgetError, also when another copy of this package made it. */
export const isBudgetError = (error: unknown): error is BudgetError =>
  isAssemblyAIError(error) && (error as Partial<BudgetError>).budget !== undefined;
