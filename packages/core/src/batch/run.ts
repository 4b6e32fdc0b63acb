import type { RestClient, Until } from '../client/types.ts';
import { asError, badInput, isAssemblyAIError } from '../errors.ts';
import type { Clock } from '../host-io.ts';
import type { Transcript } from '../model.ts';
import { adaptiveCapacity, fixedCapacity } from './capacity.ts';
import { pooled } from './pool.ts';
import { joinWatch } from './shared-watch.ts';
import { createSlots } from './slots.ts';

/** Progress of one source of a batch. */
export interface BatchProgress {
  /**
   * `submitted`: the job was started. `resumed`: the journal knew the job. `completed` and `failed`: the source has
   * ended.
   */
  readonly type: 'submitted' | 'resumed' | 'completed' | 'failed';
  readonly source: string;
  readonly transcriptId: string | undefined;
  /** Number of sources that have ended, including failed ones. */
  readonly done: number;
  /** Total number of sources, if known in advance. */
  readonly total: number | undefined;
}

/** How much of the machine and the service a batch uses. */
export interface BatchPace {
  /** Maximum recordings sent and results read at a time, at least 1. Limits the memory. @default 10 */
  readonly concurrency?: number | undefined;
  /**
   * Maximum jobs in progress at the service, at least 1. Waiting for them is cheap: one request for the list of
   * transcripts covers all of them.
   *
   * @default adapts to the account: as many as it works on at a time, and as many again that wait, at least
   *   `concurrency`. With `intervalMs`, ten times `concurrency`.
   */
  readonly jobs?: number | undefined;
  /** Order of the results: that of the sources, or that of completion. @default 'input' */
  readonly order?: 'input' | 'completion' | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface BatchSettings extends BatchPace {
  /** The client whose list of transcripts shows which jobs have ended. Created on first use. */
  readonly client: () => Pick<RestClient, 'transcripts'>;
  readonly clock: Clock;
  /** Fixed interval between two checks of a job in milliseconds, instead of the list. */
  readonly intervalMs?: number | undefined;
  /** Maximum results that wait to be read. @default `concurrency` */
  readonly ahead?: number | undefined;
  /** Whether the first failure ends the batch, or is yielded as an outcome. */
  readonly onError: 'throw' | 'yield';
  readonly onProgress?: ((progress: BatchProgress) => void) | undefined;
  /**
   * Billed jobs without a delivered result: transcript ID to source. The batch adds them; the reader of the outcomes
   * removes those that have arrived.
   */
  readonly billed: Map<string, string>;
}

/** A source in progress. */
export interface BatchJob {
  readonly index: number;
  /** Fires when the batch ends early. */
  readonly signal: AbortSignal;
  /** Waits between two checks of the job. */
  readonly until: Until;
  /** Waits, and lets other sources use the slot meanwhile. */
  idle(wait: Promise<void>): Promise<void>;
  /** Sets the name of the source. @default `sources[index]` */
  setName(source: string): void;
  /** @param transcript the response to the submission, which shows how busy the account is */
  submitted(transcriptId: string, transcript?: Transcript): void;
  resumed(transcriptId: string): void;
}

/** The outcome of one source. `transcriptId` is known once a job is billed. */
export type BatchOutcome<T, R> =
  | {
      readonly item: T;
      readonly index: number;
      readonly source: string;
      readonly transcriptId: string;
      readonly value: R;
    }
  | {
      readonly item: T;
      readonly index: number;
      readonly source: string;
      readonly transcriptId: string | undefined;
      readonly error: Error;
    };

export const DEFAULT_CONCURRENCY = 10;

/** Jobs per recording that is sent at a time, if nothing shows how busy the account is. */
const JOBS = 10;

/** Milliseconds that an ending batch waits for work in progress, so that the IDs of billed jobs are known. */
const DRAIN_MS = 5_000;

/** @throws BadInputError for invalid numbers */
export function checkPace({ concurrency = DEFAULT_CONCURRENCY, jobs = concurrency }: BatchPace): void {
  for (const [field, value] of Object.entries({ concurrency, jobs })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw badInput(field, `${field} must be a whole number of at least 1, not ${value}.`);
  }
}

/**
 * Works on each of `items` and yields its outcome. Slow reading slows the work down. An async iterable is read only as
 * far as needed. If you stop reading early, the work in progress is aborted.
 *
 * @throws BadInputError for invalid numbers; with `onError: 'throw'`, the first failure; AbortedError when the signal
 *   fires
 */
export async function* runBatch<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T, job: BatchJob) => Promise<{ readonly transcriptId: string; readonly value: R }>,
  settings: BatchSettings,
): AsyncGenerator<BatchOutcome<T, R>> {
  checkPace(settings);
  const { client, clock, billed, signal, intervalMs, onError, onProgress, order = 'input' } = settings;
  const { concurrency = DEFAULT_CONCURRENCY, ahead = concurrency } = settings;
  const { jobs = intervalMs === undefined ? undefined : concurrency * JOBS } = settings;
  let grown: () => void = () => undefined;
  const capacity = jobs === undefined ? adaptiveCapacity(concurrency, () => grown()) : fixedCapacity(jobs);
  const total = Array.isArray(items) ? items.length : undefined;
  const slots = createSlots(concurrency);
  let done = 0;
  let watch: ReturnType<typeof joinWatch> | undefined;
  const until: Until = (id, times, stopped) => {
    if (intervalMs !== undefined) return times.clock.sleep(times.ms, stopped);
    watch ??= joinWatch(client(), { onList: capacity.listed, onRateLimit: capacity.rateLimited });
    return watch.until(id, times, stopped);
  };

  /** Jobs that interrupted submissions may have started. */
  const doubtful = new Set<string>();

  try {
    const onGrowth = (pump: () => void): void => void (grown = pump);
    yield* pooled(items, attempt, { concurrency: capacity.jobs, onGrowth, ahead, order, signal, drain });
  } catch (error) {
    if (isAssemblyAIError(error) && doubtful.size > 0) Object.assign(error, { candidateIds: [...doubtful] });
    throw error;
  } finally {
    watch?.leave();
  }

  async function attempt(item: T, index: number, stop: AbortSignal): Promise<BatchOutcome<T, R>> {
    const slot = slots();
    let source = `sources[${index}]`;
    const report = (type: BatchProgress['type'], transcriptId: string | undefined): void =>
      onProgress?.({ type, source, transcriptId, done, total });
    const idle = async (wait: Promise<void>): Promise<void> => {
      slot.release();
      await wait;
      await slot.acquire();
    };
    await slot.acquire();
    try {
      const { transcriptId, value } = await work(item, {
        index,
        signal: signal === undefined ? stop : AbortSignal.any([signal, stop]),
        until: (id, times, stopped) => idle(until(id, times, stopped)),
        idle,
        setName: (name) => void (source = name),
        submitted(id, transcript) {
          capacity.submitted(transcript?.throttled ?? undefined);
          billed.set(id, source);
          report('submitted', id);
        },
        resumed: (id) => report('resumed', id),
      });
      done++;
      report('completed', transcriptId);
      return { item, index, source, transcriptId, value };
    } catch (thrown) {
      const error = asError(thrown);
      const transcriptId = isAssemblyAIError(error) ? error.transcriptId : undefined;
      if (isAssemblyAIError(error) && error.code === 'rate_limited') capacity.rateLimited();
      const isStopped = stop.aborted || signal?.aborted === true;
      if (isStopped && isAssemblyAIError(error)) for (const id of error.candidateIds ?? []) doubtful.add(id);
      if (transcriptId !== undefined) {
        const isOver = isAssemblyAIError(error) && error.code === 'transcript_failed';
        // The reader receives the error as the result, unless the batch was aborted.
        if (isOver || (!isStopped && onError === 'throw')) billed.delete(transcriptId);
        else billed.set(transcriptId, source);
      }
      done++;
      report('failed', transcriptId);
      // An aborted batch does not report each aborted source.
      if (onError === 'throw' || isStopped) throw Object.assign(error, { source });
      return { item, index, source, transcriptId, error };
    } finally {
      slot.release();
    }
  }

  async function drain(underway: Promise<unknown>): Promise<void> {
    const timer = new AbortController();
    await Promise.race([underway, clock.sleep(DRAIN_MS, timer.signal).catch(() => undefined)]);
    timer.abort();
  }
}
