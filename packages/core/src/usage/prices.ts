import { badInput } from '../errors.ts';

/** Prices per hour of audio, with their date: prices change, and contracts may have their own. */
export interface Prices {
  /** ISO 4217 code, such as `USD`. */
  readonly currency: string;
  /** Date of the prices, as `YYYY-MM` or `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Source of the prices, such as a page or a contract. */
  readonly source: string;
  /** Price per hour of audio, by speech model. */
  readonly perHour: Readonly<Record<string, number>>;
  /** Price per hour if the request names no speech model. @default unknown */
  readonly defaultPerHour?: number | undefined;
  /** Additional price per hour for each parameter that is set to anything but `false`, by its name. @default nothing */
  readonly addedPerHour?: Readonly<Record<string, number>> | undefined;
}

const LIST_PRICES = 'documentation of AssemblyAI, page Models, without discounts';

/**
 * List prices of recordings in AssemblyAI's documentation of mid-2025. They do not cover later models, such as the
 * current default, or single features. Contract: `rest.md` section 13.
 */
export const PRICES_OF_2025: Prices = {
  currency: 'USD',
  asOf: '2025-07',
  source: LIST_PRICES,
  perHour: { universal: 0.27, 'slam-1': 0.27 },
};

/** Money is counted in millionths of the currency: whole numbers, so that sums are exact in any order. */
const PARTS = 1_000_000;

/** @throws BadInputError for prices that are not numbers, or are below 0 */
export function checkPrices({ perHour, defaultPerHour = 0, addedPerHour = {} }: Prices): void {
  for (const [name, price] of Object.entries({ ...perHour, ...addedPerHour, default: defaultPerHour })) {
    if (Number.isFinite(price) && price >= 0) continue;
    throw badInput('prices', `The price of ${name} must be a number of at least 0, not ${String(price)}.`);
  }
}

type Params = Readonly<Record<string, unknown>>;

/**
 * Price per hour with `params`; `undefined` if it is not in the list. If the request names several models, the highest
 * price counts, because the service selects one of them.
 *
 * @param used the model that was used, once it is known
 */
export function priceOf(prices: Prices | undefined, params: Params, used?: string): number | undefined {
  if (prices === undefined) return undefined;
  const { perHour, defaultPerHour, addedPerHour = {} } = prices;
  const models = used !== undefined && used in perHour ? [used] : modelsIn(params);
  const base = models.length === 0 ? [defaultPerHour] : models.map((model) => perHour[model]);
  let price = 0;
  for (const one of base) {
    if (one === undefined) return undefined;
    price = Math.max(price, one);
  }
  for (const [name, added] of Object.entries(addedPerHour)) if (isSet(params[name])) price += added;
  return price;
}

/** Price of a number of milliseconds, in millionths of the currency. */
export const partsFor = (ms: number, perHour: number): number =>
  Math.round((ms * Math.round(perHour * PARTS)) / 3_600_000);

export const inParts = (amount: number): number => Math.round(amount * PARTS);

export const inCurrency = (parts: number): number => parts / PARTS;

/** The speech models that a request allows. */
export function modelsIn({ speech_models: several, speech_model: one }: Params): readonly string[] {
  const named: readonly unknown[] = Array.isArray(several) && several.length > 0 ? several : [one];
  return named.filter((model) => typeof model === 'string' && model !== '') as string[];
}

const isSet = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
