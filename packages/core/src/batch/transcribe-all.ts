import type { PollOptions, RestClient } from '../client/types.ts';
import { isAssemblyAIError, type UnfinishedJob } from '../errors.ts';
import type { Clock } from '../host-io.ts';
import type { JobJournal } from '../journal/journal.ts';
import type { Transcript } from '../model.ts';
import type { Usage } from '../usage/types.ts';
import { journalKey } from './journal-key.ts';
import { onceEach } from './once-each.ts';
import { type BatchJob, type BatchPace, type BatchProgress, checkPace, runBatch } from './run.ts';
import { type BatchSource, itemOf, type Recognize, recognizeAudio } from './source.ts';

export interface TranscribeAllOptions extends BatchPace, Pick<PollOptions, 'deadlineMs' | 'intervalMs'> {
  /**
   * `throw` ends the batch with the first failure. `yield` continues, and yields the failure as the result of its
   * source. Only `signal`, or a failure of the list of sources, then ends the batch early.
   *
   * @default 'throw'
   */
  readonly onError?: 'throw' | 'yield' | undefined;
  /**
   * Remembers which job was started for which recording, so that a second run does not submit it again.
   *
   * @default a journal in memory: a source that is listed twice is billed once
   */
  readonly journal?: JobJournal | undefined;
  /** Counts the billed audio, and refuses jobs beyond its limit. */
  readonly usage?: Usage | undefined;
  readonly onProgress?: ((progress: BatchProgress) => void) | undefined;
  /** Opens audio, and identifies it for the journal. @default that of the client, which in Node also accepts paths */
  readonly recognize?: Recognize | undefined;
}

interface BatchResultBase<S> {
  /** The source as passed. */
  readonly source: S;
  /** Index of the source, from 0. */
  readonly index: number;
  /** Display name: the link without its secrets, the path, the file name, or `sources[index]`. */
  readonly name: string;
}

export interface BatchSuccess<S = BatchSource> extends BatchResultBase<S> {
  readonly transcript: Transcript;
  readonly transcriptId: string;
  readonly error?: undefined;
}

export interface BatchFailure<S = BatchSource> extends BatchResultBase<S> {
  /** An AssemblyAIError, except in unforeseen cases. */
  readonly error: Error;
  /** ID of the job, if one was started: it is billed, and may still finish. */
  readonly transcriptId: string | undefined;
  readonly transcript?: undefined;
}

export type BatchResult<S = BatchSource> = BatchSuccess<S> | BatchFailure<S>;

/** The results of a batch, to be read once. If you stop reading early, the work in progress is aborted. */
export interface Batch<S = BatchSource> extends AsyncIterableIterator<BatchResult<S>> {
  return(): Promise<IteratorResult<BatchResult<S>>>;
  /** Billed jobs whose results were not read. Get them by their IDs, or run the batch again with the same journal. */
  readonly unfinished: readonly UnfinishedJob[];
}

export interface BatchCalls {
  /**
   * Transcribes many recordings, and yields the result of each. Suitable for thousands of sources: they are read only
   * as needed, and slow reading slows the work down.
   *
   * @throws BadInputError for invalid options. Reading throws the first failure, unless failures are yielded, and
   *   AbortedError. Both carry the name of their `source`, and the billed jobs without a result as `unfinished`.
   */
  transcribeAll<S extends BatchSource>(
    sources: Iterable<S> | AsyncIterable<S>,
    params?: Readonly<Record<string, unknown>>,
    options?: TranscribeAllOptions,
  ): Batch<S>;
}

/** `client.transcribeAll` for a client without this method, such as that of `createRestClient`. Requires a clock. */
export function transcribeAll<S extends BatchSource>(
  client: RestClient,
  sources: Iterable<S> | AsyncIterable<S>,
  params: Readonly<Record<string, unknown>>,
  { clock, recognize = recognizeAudio, ...options }: TranscribeAllOptions & { readonly clock: Clock },
): Batch<S> {
  checkPace(options);
  const { onError = 'throw', journal, usage, deadlineMs, intervalMs, ...pace } = options;
  const billed = new Map<string, string>();
  const transcribe = onceEach(journal);
  const results = read();
  return {
    next: () => results.next(),
    return: () => results.return(undefined),
    [Symbol.asyncIterator]() {
      return this;
    },
    get unfinished() {
      return unfinished();
    },
  };

  async function* read(): AsyncGenerator<BatchResult<S>, undefined> {
    const settings = { ...pace, clock, onError, billed, intervalMs, client: () => client };
    try {
      for await (const outcome of runBatch(sources, work, settings)) {
        const { item, index, source: name } = outcome;
        yield 'error' in outcome
          ? { source: item, index, name, transcriptId: outcome.transcriptId, error: outcome.error }
          : { source: item, index, name, transcriptId: outcome.transcriptId, transcript: outcome.value };
        billed.delete(outcome.transcriptId ?? '');
      }
    } catch (error) {
      if (isAssemblyAIError(error)) Object.assign(error, { unfinished: unfinished() });
      throw error;
    }
  }

  async function work(source: S, job: BatchJob) {
    const { audio, params: own, name, key } = itemOf(source);
    const known = recognize(audio);
    const label = name ?? known.name;
    if (label !== undefined) job.setName(label);
    const opened = await known.open();
    const all = { ...params, ...own };
    const { idle, signal, until, submitted, resumed } = job;
    const transcript = await transcribe(client, opened.audio, all, {
      key: await journalKey(key ?? opened.key, all, client),
      ...clock,
      ...(label !== undefined && { label }),
      deadlineMs,
      intervalMs,
      until,
      idle,
      signal,
      usage,
      onSubmitted: submitted,
      onResumed: resumed,
    });
    return { transcriptId: transcript.id, value: transcript };
  }

  function unfinished(): readonly UnfinishedJob[] {
    return [...billed].map(([transcriptId, source]) => ({ source, transcriptId }));
  }
}
