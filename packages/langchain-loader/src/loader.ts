import {
  asError,
  BadInputError,
  checkPassageOptions,
  checkPassageUnit,
  type Client,
  createWatch,
  isAssemblyAIError,
  type Transcript,
  type Until,
} from '@aai-connectors/core';
import { BaseDocumentLoader } from '@langchain/core/document_loaders/base';
import { type ClientConfig, clientOf, clockOf } from './client.ts';
import { type DocumentOptions, documentsOf, type TranscriptDocument } from './output.ts';
import { pooled } from './loading/pool.ts';
import { identify, recordingOf, type KnownSource, type LoaderSource, type LocalFiles } from './loading/source.ts';
import { createSlots } from './loading/slots.ts';
import { type AnyStore, journalOf, type Memory, memoryOf } from './loading/store.ts';
import { transcriptOf, type Waiting } from './loading/transcribe.ts';
import type { TranscriptionParams } from './params.ts';

/** A source that could not be loaded. */
export interface LoadFailure {
  readonly source: string;
  /** An AssemblyAIError in all foreseeable cases, with the `transcriptId` of a job that is billed. */
  readonly error: Error;
}

/** What happened to one source. */
export interface LoadProgress {
  /** `submitted`: the job exists; `resumed`: the store knew it; `loaded` and `failed` are the end of it. */
  readonly type: 'submitted' | 'resumed' | 'loaded' | 'failed';
  readonly source: string;
  readonly transcriptId: string | undefined;
  /** Sources that are through, failed ones included. */
  readonly done: number;
  /** Sources in all, where that is known beforehand. */
  readonly total: number | undefined;
}

export interface AssemblyAILoaderOptions extends ClientConfig, DocumentOptions, LocalFiles {
  /** One recording or transcript. Give this or `sources`. */
  readonly source?: LoaderSource | undefined;
  /** Many; an async iterable is read as it is needed. */
  readonly sources?: Iterable<LoaderSource> | AsyncIterable<LoaderSource> | undefined;
  /** Parameters of the transcription, as the API names them. */
  readonly params?: TranscriptionParams | undefined;
  /** How long and how often a job is waited for. */
  readonly wait?: Waiting | undefined;
  /** Recordings that are sent, and results that are read, at a time, from 1: what bounds the memory. @default 10 */
  readonly concurrency?: number | undefined;
  /**
   * Jobs that the service has at a time, from 1. Waiting for them takes next to nothing: one request for the list
   * of transcripts covers all of them. Jobs that still run when the loading ends early are in `unfinished`.
   *
   * @default ten times `concurrency`
   */
  readonly jobs?: number | undefined;
  /** Whose documents come first: those of the first source, or of the one that is ready first. @default 'input' */
  readonly order?: 'input' | 'completion' | undefined;
  /**
   * `throw` ends the loading with the first failure, `collect` goes on and keeps it in `failures`; a function receives it.
   *
   * @default 'throw'
   */
  readonly onError?: 'throw' | 'collect' | ((failure: LoadFailure) => void) | undefined;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  /**
   * Where it is remembered which transcript a source has become: a store, one of LangChain's, or in Node the path of a
   * file. What a killed process has submitted is then not submitted again, and several processes may share the store.
   * Without one a source that is listed twice is still billed once.
   */
  readonly store?: AnyStore | undefined;
  readonly signal?: AbortSignal | undefined;
}

export const DEFAULT_CONCURRENCY = 10;

/** Jobs for each recording that is sent at a time. */
const JOBS = 10;

interface Loaded {
  readonly transcriptId: string;
  readonly documents: TranscriptDocument[];
}

/** A billed job whose documents nobody received: the loading had ended before. */
export interface UnfinishedJob {
  readonly source: string;
  readonly transcriptId: string;
}

/**
 * Loads recordings, or transcripts that exist, as documents: small, time-coded, with speakers, each with an id that
 * stays the same.
 *
 * @example
 * const loader = new AssemblyAILoader({ source: './call.mp3', unit: 'utterances', params: { … } });
 * const documents = await loader.load();
 */
export class AssemblyAILoader extends BaseDocumentLoader {
  readonly #options: AssemblyAILoaderOptions;
  readonly #client: () => Client;
  #failures: LoadFailure[] = [];
  readonly #unfinished = new Map<string, string>();

  /** @throws BadInputError for options that cannot work, a missing key among them. */
  constructor(options: AssemblyAILoaderOptions) {
    super();
    const { source, sources, unit = 'text', concurrency = DEFAULT_CONCURRENCY } = options;
    if ((source === undefined) === (sources === undefined)) {
      throw new BadInputError('Give either source or sources.', { field: 'source' });
    }
    if (typeof sources === 'string') {
      throw new BadInputError('sources must be a list.', { field: 'sources', hint: 'Give a single one as source.' });
    }
    checkCount('concurrency', concurrency);
    checkCount('jobs', options.jobs ?? concurrency);
    checkPassageUnit(unit);
    checkPassageOptions(options);
    this.#options = options;
    let client: Client | undefined;
    this.#client = () => (client ??= clientOf(options));
    // A missing key is reported at once, not after the first thousand links have been collected.
    const all = Array.isArray(sources) ? (sources as readonly LoaderSource[]) : [source];
    if (!all.every(isTranscript)) this.#client();
  }

  /**
   * A loader for a transcript that is there already: by its id, or as the API gave it, which then needs neither key nor
   * network. Sentences and paragraphs of the latter are cut here, where it does not bring the API's own.
   */
  static fromTranscript(
    transcript: Transcript | string,
    options: Omit<AssemblyAILoaderOptions, 'source' | 'sources' | 'params' | 'store'> = {},
  ): AssemblyAILoader {
    const source = typeof transcript === 'string' ? { transcriptId: transcript } : { transcript };
    return new AssemblyAILoader({ ...options, source });
  }

  /** What could not be loaded the last time, with `onError: 'collect'`. */
  get failures(): readonly LoadFailure[] {
    return this.#failures;
  }

  /**
   * Billed jobs whose documents nobody received, because the loading failed or was stopped; load them by their ids.
   */
  get unfinished(): readonly UnfinishedJob[] {
    return [...this.#unfinished].map(([transcriptId, source]) => ({ source, transcriptId }));
  }

  /** @throws AssemblyAIError with the source it is about as `source`, unless failures are collected. */
  override async load(): Promise<TranscriptDocument[]> {
    const loaded: TranscriptDocument[][] = [];
    for await (const { documents } of this.#results()) loaded.push(documents);
    this.#unfinished.clear();
    return loaded.flat();
  }

  /** Document by document, as soon as a source is ready. Ending it early stops what is under way. */
  async *lazyLoad(): AsyncGenerator<TranscriptDocument> {
    for await (const { transcriptId, documents } of this.#results()) {
      yield* documents;
      this.#unfinished.delete(transcriptId);
    }
  }

  /** What became of each source; nothing of those that failed. */
  async *#results(): AsyncGenerator<Loaded> {
    const { source: one, sources, concurrency = DEFAULT_CONCURRENCY, order = 'input', store } = this.#options;
    const { jobs = concurrency * JOBS } = this.#options;
    this.#failures = [];
    this.#unfinished.clear();
    const items = sources ?? [one!];
    const total = Array.isArray(items) ? items.length : undefined;
    const memory = memoryOf(store === undefined ? undefined : await journalOf(store, clockOf(this.#options), noFiles));
    const slots = createSlots(concurrency);
    const until = this.#until();
    let done = 0;
    const work = async (item: LoaderSource, index: number, stop: AbortSignal): Promise<Loaded | undefined> => {
      let source = `sources[${index}]`;
      const slot = slots();
      const report = (type: LoadProgress['type'], transcriptId?: string): void => {
        if (type === 'submitted') this.#unfinished.set(transcriptId!, source);
        this.#options.onProgress?.({ type, source, transcriptId, done, total });
      };
      await slot.take();
      try {
        const known = identify(item, this.#options.rootFolder);
        source = known.source;
        const idle = async (wait: Promise<void>): Promise<void> => {
          slot.leave();
          await wait;
          await slot.take();
        };
        const transcript = await this.#transcript(known, memory, stop, report, idle, until);
        const documents = this.#documents(transcript, known);
        done++;
        report('loaded', transcript.id);
        return { transcriptId: transcript.id, documents };
      } catch (error) {
        const transcriptId = isAssemblyAIError(error) ? error.transcriptId : undefined;
        if (!stop.aborted && this.#options.signal?.aborted !== true) this.#unfinished.delete(transcriptId ?? '');
        done++;
        report('failed', transcriptId);
        this.#fail(source, error);
        return undefined;
      } finally {
        slot.leave();
      }
    };
    const pool = { concurrency: jobs, order, ahead: jobs + concurrency };
    for await (const loaded of pooled(items, work, pool)) if (loaded !== undefined) yield loaded;
  }

  /** What a job waits for between two checks: the list of transcripts, or the caller's fixed interval. */
  #until(): Until {
    let watch: Until | undefined;
    return (id, times, signal) => {
      if (this.#options.wait?.intervalMs !== undefined) return times.clock.sleep(times.ms, signal);
      return (watch ??= createWatch(this.#client()))(id, times, signal);
    };
  }

  #transcript(
    known: KnownSource,
    memory: Memory,
    stop: AbortSignal,
    report: (type: LoadProgress['type'], transcriptId: string) => void,
    idle: (wait: Promise<void>) => Promise<void>,
    until: Until,
  ): Promise<Transcript> {
    const { unit = 'text', params = {}, wait, signal, allowLocalFiles, rootFolder } = this.#options;
    return transcriptOf(known, {
      client: this.#client,
      unit,
      params,
      files: { allowLocalFiles, rootFolder },
      wait: { ...wait, until: (id, times, stopped) => idle(until(id, times, stopped)) },
      memory,
      clock: clockOf(this.#options),
      idle,
      signal: signal === undefined ? stop : AbortSignal.any([signal, stop]),
      onSubmitted: (id) => report('submitted', id),
      onResumed: (id) => report('resumed', id),
    });
  }

  #documents(transcript: Transcript, known: KnownSource): TranscriptDocument[] {
    return documentsOf(transcript, this.#options, {
      ...recordingOf(transcript, known),
      identity: known.identity === '' ? `transcript:${transcript.id}` : known.identity,
      extra: 'metadata' in known.item ? known.item.metadata : undefined,
    });
  }

  #fail(source: string, thrown: unknown): void {
    const error = asError(thrown);
    const { onError = 'throw', signal } = this.#options;
    // Whoever stops the loading does not want a list of what was stopped.
    if (onError === 'throw' || signal?.aborted === true) throw Object.assign(error, { source });
    this.#failures.push({ source, error });
    if (typeof onError === 'function') onError({ source, error });
  }
}

function checkCount(field: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new BadInputError(`${field} must be a whole number from 1, not ${value}.`, { field });
}

const isTranscript = (source: LoaderSource | undefined): boolean =>
  typeof source === 'object' && source !== null && 'transcript' in source;

const noFiles = (): Error =>
  new BadInputError('There are no files here to keep a store in.', { field: 'store', hint: 'Give an object.' });
