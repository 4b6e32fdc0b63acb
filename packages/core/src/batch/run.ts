import type { RestClient, Until } from '../client/types.ts';
import { createWatch } from '../client/watch.ts';
import { asError, badInput, isAssemblyAIError } from '../errors.ts';
import type { Clock } from '../host-io.ts';
import { pooled } from './pool.ts';
import { createSlots } from './slots.ts';

/** What happened to one source of a batch. */
export interface BatchProgress {
  /** `submitted`: the job exists; `resumed`: the journal knew it; `completed` and `failed` are the end of it. */
  readonly type: 'submitted' | 'resumed' | 'completed' | 'failed';
  readonly source: string;
  readonly transcriptId: string | undefined;
  /** Sources that have ended, failed ones included. */
  readonly done: number;
  /** Sources in all, if that is known beforehand. */
  readonly total: number | undefined;
}

/** How a batch uses the machine and the service. */
export interface BatchPace {
  /** Recordings that are sent, and results that are read, at a time, from 1: what bounds the memory. @default 10 */
  readonly concurrency?: number | undefined;
  /**
   * Jobs that the service has at a time, from 1. Waiting for them takes next to nothing: one request for the list of
   * transcripts covers all of them.
   *
   * @default ten times `concurrency`
   */
  readonly jobs?: number | undefined;
  /** Whose result comes first: that of the first source, or of the one that is ready first. @default 'input' */
  readonly order?: 'input' | 'completion' | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface BatchSettings extends BatchPace {
  /** Whose list of transcripts shows which jobs have ended; made when it is needed. */
  readonly client: () => Pick<RestClient, 'transcripts'>;
  readonly clock: Clock;
  /** Fixed milliseconds between two checks of a job, instead of the list. */
  readonly intervalMs?: number | undefined;
  /** Whether the first failure ends the batch, or is an outcome like the others. */
  readonly onError: 'throw' | 'yield';
  readonly onProgress?: ((progress: BatchProgress) => void) | undefined;
  /**
   * Billed jobs without a delivered result, transcript ID to source. The batch adds them; whoever reads the outcomes
   * removes those that have arrived.
   */
  readonly billed: Map<string, string>;
}

/** One source at work. */
export interface BatchJob {
  readonly index: number;
  /** Fires when the batch ends early. */
  readonly signal: AbortSignal;
  /** What to wait for between two checks of the job. */
  readonly until: Until;
  /** Waits without keeping the place that others could work in. */
  idle(wait: Promise<void>): Promise<void>;
  /** Names the source. @default `sources[index]` */
  named(source: string): void;
  submitted(transcriptId: string): void;
  resumed(transcriptId: string): void;
}

/** What became of one source. `transcriptId` is known once a job is billed. */
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

/** Jobs for each recording that is sent at a time. */
const JOBS = 10;

/** Milliseconds that the end of a batch waits for what is under way, so that the IDs of billed jobs are known. */
const DRAIN_MS = 5_000;

/** @throws BadInputError for numbers that cannot work */
export function checkPace({ concurrency = DEFAULT_CONCURRENCY, jobs = concurrency }: BatchPace): void {
  for (const [field, value] of Object.entries({ concurrency, jobs })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw badInput(field, `${field} must be a whole number from 1, not ${value}.`);
  }
}

/**
 * Works on each of `items` and yields what became of it. Slow reading slows the work down; of an async iterable no more
 * is read than needed. Ending the reading early stops what is under way.
 *
 * @throws BadInputError for numbers that cannot work; with `onError: 'throw'` the first failure; AbortedError when the
 *   signal fires
 */
export async function* runBatch<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T, job: BatchJob) => Promise<{ readonly transcriptId: string; readonly value: R }>,
  settings: BatchSettings,
): AsyncGenerator<BatchOutcome<T, R>> {
  checkPace(settings);
  const { client, clock, billed, signal, intervalMs, onError, onProgress, order = 'input' } = settings;
  const { concurrency = DEFAULT_CONCURRENCY, jobs = concurrency * JOBS } = settings;
  const total = Array.isArray(items) ? items.length : undefined;
  const slots = createSlots(concurrency);
  let done = 0;
  let watch: Until | undefined;
  const until: Until = (id, times, stopped) => {
    if (intervalMs !== undefined) return times.clock.sleep(times.ms, stopped);
    return (watch ??= createWatch(client()))(id, times, stopped);
  };

  /** Jobs that interrupted submissions may have started. */
  const doubtful = new Set<string>();

  try {
    yield* pooled(items, attempt, { concurrency: jobs, ahead: jobs + concurrency, order, signal, drain });
  } catch (error) {
    if (isAssemblyAIError(error) && doubtful.size > 0) Object.assign(error, { candidateIds: [...doubtful] });
    throw error;
  }

  async function attempt(item: T, index: number, stop: AbortSignal): Promise<BatchOutcome<T, R>> {
    const slot = slots();
    let source = `sources[${index}]`;
    const report = (type: BatchProgress['type'], transcriptId: string | undefined): void =>
      onProgress?.({ type, source, transcriptId, done, total });
    const idle = async (wait: Promise<void>): Promise<void> => {
      slot.leave();
      await wait;
      await slot.take();
    };
    await slot.take();
    try {
      const { transcriptId, value } = await work(item, {
        index,
        signal: signal === undefined ? stop : AbortSignal.any([signal, stop]),
        until: (id, times, stopped) => idle(until(id, times, stopped)),
        idle,
        named: (name) => void (source = name),
        submitted(id) {
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
      const isStopped = stop.aborted || signal?.aborted === true;
      if (isStopped && isAssemblyAIError(error)) for (const id of error.candidateIds ?? []) doubtful.add(id);
      if (transcriptId !== undefined) {
        const isOver = isAssemblyAIError(error) && error.code === 'transcript_failed';
        // The error itself is the result, unless nobody receives it.
        if (isOver || (!isStopped && onError === 'throw')) billed.delete(transcriptId);
        else billed.set(transcriptId, source);
      }
      done++;
      report('failed', transcriptId);
      // Whoever stops a batch does not want a list of what was stopped.
      if (onError === 'throw' || isStopped) throw Object.assign(error, { source });
      return { item, index, source, transcriptId, error };
    } finally {
      slot.leave();
    }
  }

  async function drain(underway: Promise<unknown>): Promise<void> {
    const timer = new AbortController();
    await Promise.race([underway, clock.sleep(DRAIN_MS, timer.signal).catch(() => undefined)]);
    timer.abort();
  }
}
