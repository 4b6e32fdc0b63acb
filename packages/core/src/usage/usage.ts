import { badInput, isAssemblyAIError } from '../errors.ts';
import type { Media } from '../media.ts';
import type { Transcript } from '../model.ts';
import { billOf } from './bill.ts';
import { type BudgetFacts, BudgetError } from './budget-error.ts';
import { createLedger, type Amount } from './ledger.ts';
import { checkPrices, inCurrency, inParts, modelsIn, partsFor, priceOf, type Prices } from './prices.ts';
import type { Reservation, Usage } from './types.ts';

/** Seconds of audio in `audio`; `undefined` if nobody can tell without consuming or downloading it. */
export type DurationOf = (audio: Media) => number | undefined | Promise<number | undefined>;

export interface UsageLimit {
  /** Hours of audio. */
  readonly hours?: number | undefined;
  /** Money, in the currency of the prices. */
  readonly cost?: number | undefined;
}

export interface UsageOptions {
  /** What an hour costs. There is no default: prices change. @default none: only hours are counted */
  readonly prices?: Prices | undefined;
  /** Jobs that would exceed it are refused before anything is sent. @default none */
  readonly limit?: UsageLimit | undefined;
  /** Reads durations before a job is submitted. @default none is known; the Node door reads local files and bytes */
  readonly durationOf?: DurationOf | undefined;
  /**
   * What happens under a limit to a job whose duration or price is unknown, such as that of a link. `allow` submits it
   * while less than the limit is used or reserved, so it may exceed the limit.
   *
   * @default 'refuse'
   */
  readonly whenUnknown?: 'refuse' | 'allow' | undefined;
}

/**
 * Counts the audio that jobs are billed for, over all calls that it is passed to, and refuses those beyond a limit. It
 * keeps room for a job before its submission, so calls at the same time cannot exceed the limit together. Only jobs that
 * those calls have started count: a job that a journal knew was billed before.
 *
 * @throws BadInputError for limits or prices that cannot work
 */
export function createUsage({
  prices,
  limit = {},
  durationOf = () => undefined,
  whenUnknown = 'refuse',
}: UsageOptions = {}): Usage {
  check(limit, prices);
  if (prices !== undefined) checkPrices(prices);
  const ledger = createLedger(prices !== undefined);
  const isLimited = limit.hours !== undefined || limit.cost !== undefined;

  async function amountOf(audio: Media, params: Readonly<Record<string, unknown>>): Promise<Amount> {
    const perHour = priceOf(prices, params);
    const seconds = await secondsOf(audio, durationOf);
    const ms = seconds === undefined ? undefined : Math.ceil(seconds * 1000);
    return { ms, parts: ms === undefined || perHour === undefined ? undefined : partsFor(ms, perHour) };
  }

  /** @throws BudgetError */
  function claim(amount: Amount): void {
    const { finished, open } = ledger.sums;
    const refuseBeyond = (
      facts: Omit<BudgetFacts, 'used' | 'reserved' | 'estimate'>,
      [used, reserved, asked, allowed]: readonly [number, number, number | undefined, number],
      convert: (units: number) => number,
    ): void => {
      const isOver = used + reserved + (asked ?? 0) > allowed;
      const isUnknown = asked === undefined && (whenUnknown === 'refuse' || used + reserved >= allowed);
      if (!isOver && !isUnknown) return;
      throw budgetError(
        {
          ...facts,
          used: convert(used),
          reserved: convert(reserved),
          ...(asked !== undefined && { estimate: convert(asked) }),
        },
        amount.ms === undefined ? 'duration' : 'price',
        prices?.currency,
      );
    };
    if (limit.hours !== undefined) {
      const sums = [finished.ms, open.ms, amount.ms, Math.round(limit.hours * 3_600_000)] as const;
      refuseBeyond({ limit: 'hours', allowed: limit.hours }, sums, (ms) => ms / 3_600_000);
    }
    if (limit.cost !== undefined) {
      const sums = [finished.parts, open.parts, amount.parts, inParts(limit.cost)] as const;
      refuseBeyond({ limit: 'cost', allowed: limit.cost }, sums, inCurrency);
    }
  }

  /** What a finished job used: as the service counted it, else as estimated. */
  function usedBy(transcript: Transcript, params: Readonly<Record<string, unknown>>, estimate: Amount) {
    const { audio_duration: seconds, speech_model_used: used, speech_model: asked } = transcript;
    const model = used ?? asked ?? undefined;
    const isCounted = typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0;
    const ms = isCounted ? Math.round(seconds * 1000) : estimate.ms;
    const perHour = priceOf(prices, params, model);
    const parts = ms === undefined || perHour === undefined ? estimate.parts : partsFor(ms, perHour);
    const models = modelsIn(params);
    return { ms: ms ?? 0, parts, model: model ?? (models.length === 1 ? models[0]! : 'unknown') };
  }

  return {
    async estimate(audio, params = {}) {
      const { ms, parts } = await amountOf(audio, params);
      return {
        ...(ms !== undefined && { seconds: ms / 1000 }),
        ...(parts !== undefined && { cost: inCurrency(parts) }),
      };
    },

    async reserve(audio, params = {}): Promise<Reservation> {
      // Without a limit nobody has to read the file for its duration.
      const amount = isLimited ? await amountOf(audio, params) : {};
      // Nothing comes between the check and the entry.
      claim(amount);
      const entry = ledger.open(amount);
      return {
        settle: (transcript) => entry.finish(transcript.id, usedBy(transcript, params, amount)),
        leaveOpen: (transcriptId) => entry.leave(transcriptId, params),
        release: ({ failed = false } = {}) => entry.drop(failed),
      };
    },

    report(transcript) {
      if (transcript.status === 'error') return ledger.dropReported(transcript.id);
      const { params = transcript, amount = {} } = ledger.left(transcript.id) ?? {};
      ledger.finishReported(transcript.id, usedBy(transcript, params, amount));
    },

    get summary() {
      return ledger.summary(prices?.currency);
    },

    bill() {
      return billOf({ summary: this.summary, prices, limit });
    },
  };
}

function check(limit: UsageLimit, prices: Prices | undefined): void {
  for (const [name, value] of Object.entries({ hours: limit.hours ?? 0, cost: limit.cost ?? 0 })) {
    if (Number.isFinite(value) && value >= 0) continue;
    throw badInput(`limit.${name}`, `limit.${name} must be a number from 0, not ${String(value)}.`);
  }
  if (limit.cost === undefined || prices !== undefined) return;
  throw badInput('prices', 'A limit of money needs prices.', 'Pass prices, or limit the hours.');
}

/** What cannot be read has an unknown duration, unless a person has to know why. */
async function secondsOf(audio: Media, durationOf: DurationOf): Promise<number | undefined> {
  try {
    const seconds = await durationOf(audio);
    return seconds !== undefined && Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
  } catch (error) {
    if (isAssemblyAIError(error)) throw error;
    return undefined;
  }
}

function budgetError(facts: BudgetFacts, unknown: 'duration' | 'price', currency = ''): BudgetError {
  const say = (amount: number): string =>
    facts.limit === 'hours' ? `${rounded(amount)} h` : `${rounded(amount)} ${currency}`.trim();
  const state = `${say(facts.used)} used, ${say(facts.reserved)} reserved`;
  const limit = `the limit of ${say(facts.allowed)}`;
  if (facts.estimate !== undefined) {
    return new BudgetError(
      `This job, estimated at ${say(facts.estimate)}, would exceed ${limit}: ${state}. It was not submitted.`,
      facts,
      'Raise the limit, or leave recordings out.',
    );
  }
  return new BudgetError(
    `The ${unknown} of this audio is unknown, so it may exceed ${limit}: ${state}. It was not submitted.`,
    facts,
    unknown === 'duration'
      ? "Use a local file, pass durationOf, or set whenUnknown to 'allow'."
      : "Add the speech model to prices, or set whenUnknown to 'allow'.",
  );
}

const rounded = (amount: number): string => String(Number(amount.toFixed(amount < 1 ? 4 : 2)));
