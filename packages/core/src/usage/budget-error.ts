import { BadInputError, isAssemblyAIError } from '../errors.ts';

/** Why a job was refused. Amounts are hours of audio, or money in the currency of the prices. */
export interface BudgetFacts {
  readonly limit: 'hours' | 'cost';
  readonly allowed: number;
  /** Amount used by finished jobs. */
  readonly used: number;
  /** Amount reserved for unfinished jobs. */
  readonly reserved: number;
  /** Estimate for the refused job; absent if unknown. */
  readonly estimate?: number | undefined;
}

/** A job was refused because it would exceed a limit, or because its duration or price is unknown. Nothing was sent. */
export class BudgetError extends BadInputError {
  declare readonly budget: BudgetFacts;

  constructor(message: string, budget: BudgetFacts, hint?: string) {
    super(message, { hint, field: 'usage' });
    Object.assign(this, { budget });
  }
}

/** Whether `error` is a BudgetError, even one from another copy of this package. */
export const isBudgetError = (error: unknown): error is BudgetError =>
  isAssemblyAIError(error) && (error as Partial<BudgetError>).budget !== undefined;
