import { badInput } from '../errors.ts';

/** What an hour of audio costs. Data with a date: prices change, and contracts have their own. */
export interface Prices {
  /** ISO 4217 code, such as `USD`. */
  readonly currency: string;
  /** When the prices held, as `YYYY-MM` or `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Where they come from, such as a page or a contract. */
  readonly source: string;
  /** Price of an hour of audio, by speech model. */
  readonly perHour: Readonly<Record<string, number>>;
  /** Price of an hour if the request names no speech model. @default unknown */
  readonly defaultPerHour?: number | undefined;
  /** What a parameter adds to an hour if it is set to anything but `false`, by its name. @default nothing */
  readonly addedPerHour?: Readonly<Record<string, number>> | undefined;
}

const LIST_PRICES = 'documentation of AssemblyAI, page Models, without discounts';

/**
 * The list prices of recordings in the vendor's documentation of mid-2025. They know neither the models that came later,
 * the default of today among them, nor prices of single features. Contract: `rest.md` section 13.
 */
export const PRICES_OF_2025: Prices = {
  currency: 'USD',
  asOf: '2025-07',
  source: LIST_PRICES,
  perHour: { universal: 0.27, 'slam-1': 0.27 },
};

/** Parts of a unit of the currency in which money is counted: whole numbers, so that sums are exact in any order. */
const PARTS = 1_000_000;

/** @throws BadInputError for prices that are no numbers, or below 0 */
export function checkPrices({ perHour, defaultPerHour = 0, addedPerHour = {} }: Prices): void {
  for (const [name, price] of Object.entries({ ...perHour, ...addedPerHour, default: defaultPerHour })) {
    if (Number.isFinite(price) && price >= 0) continue;
    throw badInput('prices', `The price of ${name} must be a number from 0, not ${String(price)}.`);
  }
}

type Params = Readonly<Record<string, unknown>>;

/**
 * Price of an hour with `params`; `undefined` if it is not in the list. If the request names several models, the service
 * chooses one of them: the highest price counts.
 *
 * @param used the model that did the work, once it is known
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

/** Millionths of the currency for so many milliseconds. */
export const partsFor = (ms: number, perHour: number): number =>
  Math.round((ms * Math.round(perHour * PARTS)) / 3_600_000);

export const inParts = (amount: number): number => Math.round(amount * PARTS);

export const inCurrency = (parts: number): number => parts / PARTS;

/** The models that a request allows. */
export function modelsIn({ speech_models: several, speech_model: one }: Params): readonly string[] {
  const named: readonly unknown[] = Array.isArray(several) && several.length > 0 ? several : [one];
  return named.filter((model) => typeof model === 'string' && model !== '') as string[];
}

const isSet = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false && !(Array.isArray(value) && value.length === 0);
