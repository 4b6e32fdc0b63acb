export { BudgetError, type BudgetFacts, isBudgetError } from './budget-error.ts';
export { metered } from './metered.ts';
export { type Prices, PRICES_OF_2025 } from './prices.ts';
export type { Reservation, Usage, UsageEstimate, UsageLine, UsageSummary } from './types.ts';
export { createUsage, type DurationOf, type UsageLimit, type UsageOptions } from './usage.ts';
