import { badInput, isAssemblyAIError } from '../errors.ts';
import type { Media } from '../media.ts';
import type { Transcript } from '../model.ts';
import { billOf } from './bill.ts';
import { type BudgetFacts, BudgetError } from './budget-error.ts';
import { createLedger, type Amount } from './ledger.ts';
import { checkPrices, inCurrency, inParts, modelsIn, partsFor, priceOf, type Prices } from './prices.ts';
import type { Reservation, Usage } from './types.ts';

/** Reads the seconds of audio in `audio`; `undefined` if that is impossible without consuming or downloading it. */
export type DurationOf = (audio: Media) => number | undefined | Promise<number | undefined>;

export interface UsageLimit {
  /** Hours of audio. */
  readonly hours?: number | undefined;
  /** Money, in the currency of the prices. */
  readonly cost?: number | undefined;
}

export interface UsageOptions {
  /** Prices per hour. There is no default, because prices change. @default none: only hours are counted */
  readonly prices?: Prices | undefined;
  /** Jobs that would exceed the limit are refused before anything is sent. @default none */
  readonly limit?: UsageLimit | undefined;
  /**
   * Reads durations before a job is submitted. @default all are unknown; the Node entry point reads local files and
   * bytes
   */
  readonly durationOf?: DurationOf | undefined;
  /**
   * What to do under a limit with a job of unknown duration or price, such as that of a link. `allow` submits it while
   * less than the limit is used or reserved, so it may exceed the limit.
   *
   * @default 'refuse'
   */
  readonly whenUnknown?: 'refuse' | 'allow' | undefined;
}

/**
 * Counts the audio that jobs are billed for, over all calls that receive this usage, and refuses jobs beyond a limit.
 * It reserves the estimate before each submission, so concurrent calls cannot exceed the limit together. It counts only
 * jobs that those calls start: a job from a journal was billed before.
 *
 * @throws BadInputError for invalid limits or prices
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
  function checkLimit(amount: Amount): void {
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

  /** Usage of a finished job: as counted by the service, or as estimated. */
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
      // Without a limit, the duration of the file is not needed.
      const amount = isLimited ? await amountOf(audio, params) : {};
      // No await between the check and the entry, so that calls cannot interleave.
      checkLimit(amount);
      const entry = ledger.open(amount);
      return {
        commit: (transcript) => entry.finish(transcript.id, usedBy(transcript, params, amount)),
        leaveOpen: (transcriptId) => entry.leaveOpen(transcriptId, params),
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
    throw badInput(`limit.${name}`, `limit.${name} must be a number of at least 0, not ${String(value)}.`);
  }
  if (limit.cost === undefined || prices !== undefined) return;
  throw badInput('prices', 'limit.cost requires prices.', 'Pass prices, or set limit.hours instead.');
}

/** An unreadable file has an unknown duration. AssemblyAIErrors need action by the user. */
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
  const format = (amount: number): string =>
    facts.limit === 'hours' ? `${rounded(amount)} h` : `${rounded(amount)} ${currency}`.trim();
  const state = `${format(facts.used)} used, ${format(facts.reserved)} reserved`;
  const limit = `the limit of ${format(facts.allowed)}`;
  if (facts.estimate !== undefined) {
    return new BudgetError(
      `This job, estimated at ${format(facts.estimate)}, would exceed ${limit}: ${state}. It was not submitted.`,
      facts,
      'Raise the limit, or remove recordings.',
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
