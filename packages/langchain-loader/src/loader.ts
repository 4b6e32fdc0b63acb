import {
  BadInputError,
  type BatchJob,
  type BatchPace,
  type BatchProgress,
  checkPace,
  checkPassageOptions,
  checkPassageUnit,
  type Client,
  onceEach,
  runBatch,
  type Transcript,
  type TranscribeOnceEach,
  type UnfinishedJob,
  type Usage,
} from '@aai-connectors/core';
import { BaseDocumentLoader } from '@langchain/core/document_loaders/base';
import { type ClientConfig, clientOf, clockOf } from './client.ts';
import { type DocumentOptions, documentsOf, type TranscriptDocument } from './output.ts';
import { identify, recordingOf, type KnownSource, type LoaderSource, type LocalFiles } from './loading/source.ts';
import { type AnyStore, journalOf } from './loading/store.ts';
import { type Transcribed, transcriptOf, type Waiting } from './loading/transcribe.ts';
import type { TranscriptionParams } from './params.ts';

/** A source that could not be loaded. */
export interface LoadFailure {
  /** The source as in the metadata: a URL without secrets, a path, a name or an ID. */
  readonly source: string;
  /** Usually an AssemblyAIError, with the `transcriptId` if the job is billed. */
  readonly error: Error;
}

/** Progress of one source. */
export interface LoadProgress {
  /** `submitted`: a job was started. `resumed`: the store already had its transcript ID. `loaded` and `failed` are final. */
  readonly type: 'submitted' | 'resumed' | 'loaded' | 'failed';
  /** The source as in the metadata: a URL without secrets, a path, a name or an ID. */
  readonly source: string;
  /** ID of the transcript; `undefined` if no job was started. */
  readonly transcriptId: string | undefined;
  /** Sources finished so far, including failed ones. */
  readonly done: number;
  /** Number of sources; `undefined` for an async iterable. */
  readonly total: number | undefined;
}

/** Options of {@link AssemblyAILoader}. Set either `source` or `sources`. */
export interface AssemblyAILoaderOptions extends ClientConfig, DocumentOptions, LocalFiles, BatchPace {
  /** One recording or transcript. Set either this or `sources`. */
  readonly source?: LoaderSource | undefined;
  /** Several recordings or transcripts. An async iterable is read on demand. */
  readonly sources?: Iterable<LoaderSource> | AsyncIterable<LoaderSource> | undefined;
  /** Transcription parameters, with the API's names. */
  readonly params?: TranscriptionParams | undefined;
  /** Timeout and polling interval of each job. */
  readonly wait?: Waiting | undefined;
  /**
   * `throw` stops at the first failure. `collect` continues and adds each failure to `failures`. A function is called with
   * each failure.
   *
   * @default 'throw'
   */
  readonly onError?: 'throw' | 'collect' | ((failure: LoadFailure) => void) | undefined;
  /** Called when a source is submitted, resumed, loaded or failed. */
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  /**
   * Stores which transcript belongs to each source: a store, a LangChain `BaseStore`, or in Node a file path. A restarted
   * process resumes the jobs it started instead of submitting them again, and several processes can share a store. If left out, a
   * source that is listed twice is still billed once.
   */
  readonly store?: AnyStore | undefined;
  /**
   * Counts billed audio, and refuses a job that would exceed the limit before anything is sent. Create it with
   * `createUsage` from `@aai-connectors/langchain/node`. Loaders can share one.
   */
  readonly usage?: Usage | undefined;
}

interface Loaded {
  readonly transcriptId: string;
  readonly documents: TranscriptDocument[];
}

export type { UnfinishedJob };

/**
 * Loads recordings or existing transcripts as small, time-coded documents with speakers and stable IDs.
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

  /** @throws BadInputError if an option is invalid or the API key is missing. */
  constructor(options: AssemblyAILoaderOptions) {
    super();
    const { source, sources, unit = 'text' } = options;
    if ((source === undefined) === (sources === undefined)) {
      throw new BadInputError('Set either source or sources.', { field: 'source' });
    }
    if (typeof sources === 'string') {
      throw new BadInputError('sources must be a list.', {
        field: 'sources',
        hint: 'Pass a single recording as source.',
      });
    }
    checkPace(options);
    checkPassageUnit(unit);
    checkPassageOptions(options);
    this.#options = options;
    let client: Client | undefined;
    this.#client = () => (client ??= clientOf(options));
    // Fails in the constructor, not after an iterable has yielded thousands of URLs.
    const all = Array.isArray(sources) ? (sources as readonly LoaderSource[]) : [source];
    if (!all.every(isTranscript)) this.#client();
  }

  /**
   * Creates a loader for an existing transcript. A transcript ID is fetched; a transcript object needs no API key and no
   * network, and its sentences and paragraphs are computed locally unless the object contains them.
   */
  static fromTranscript(
    transcript: Transcript | string,
    options: Omit<AssemblyAILoaderOptions, 'source' | 'sources' | 'params' | 'store'> = {},
  ): AssemblyAILoader {
    const source = typeof transcript === 'string' ? { transcriptId: transcript } : { transcript };
    return new AssemblyAILoader({ ...options, source });
  }

  /** Failures of the last run with `onError: 'collect'`. */
  get failures(): readonly LoadFailure[] {
    return this.#failures;
  }

  /**
   * Billed jobs whose documents were not delivered because loading failed or was stopped. Load them by their IDs.
   */
  get unfinished(): readonly UnfinishedJob[] {
    return [...this.#unfinished].map(([transcriptId, source]) => ({ source, transcriptId }));
  }

  /** @throws AssemblyAIError with the `source` that failed, unless failures are collected. */
  override async load(): Promise<TranscriptDocument[]> {
    const loaded: TranscriptDocument[][] = [];
    // All results are held anyway, so a long recording need not hold up those after it.
    for await (const { documents } of this.#results(Infinity)) loaded.push(documents);
    this.#unfinished.clear();
    return loaded.flat();
  }

  /** Yields documents as soon as each source is ready. Ending the iteration early stops pending work. */
  async *lazyLoad(): AsyncGenerator<TranscriptDocument> {
    for await (const { transcriptId, documents } of this.#results()) {
      yield* documents;
      this.#unfinished.delete(transcriptId);
    }
  }

  /**
   * The documents of each source that was loaded.
   *
   * @param ahead maximum results that wait to be read
   */
  async *#results(ahead?: number): AsyncGenerator<Loaded> {
    const { source: one, sources, concurrency, jobs, order, store, signal, wait, onError = 'throw' } = this.#options;
    this.#failures = [];
    this.#unfinished.clear();
    const clock = clockOf(this.#options);
    const once = onceEach(store === undefined ? undefined : await journalOf(store, clock));
    const work = async (item: LoaderSource, job: BatchJob) => {
      const known = identify(item);
      job.setName(known.source);
      const transcribed = await this.#transcript(known, once, job);
      return { transcriptId: transcribed.transcript.id, value: this.#documents(transcribed, known) };
    };
    const outcomes = runBatch(sources ?? [one!], work, {
      ...{ concurrency, jobs, ahead, order, signal, clock },
      client: this.#client,
      intervalMs: wait?.intervalMs,
      onError: onError === 'throw' ? 'throw' : 'yield',
      billed: this.#unfinished,
      onProgress: (progress) => this.#report(progress),
    });
    for await (const outcome of outcomes) {
      if ('value' in outcome) yield { transcriptId: outcome.transcriptId, documents: outcome.value };
      else this.#fail(outcome);
    }
  }

  #report({ type, ...progress }: BatchProgress): void {
    this.#options.onProgress?.({ type: type === 'completed' ? 'loaded' : type, ...progress });
  }

  #transcript(known: KnownSource, once: TranscribeOnceEach, job: BatchJob): Promise<Transcribed> {
    const { unit = 'text', params = {}, wait, usage, allowLocalFiles, rootFolder } = this.#options;
    return transcriptOf(known, {
      client: this.#client,
      unit,
      params,
      files: { allowLocalFiles, rootFolder },
      wait: { ...wait, until: job.until },
      once,
      usage,
      clock: clockOf(this.#options),
      idle: job.idle,
      signal: job.signal,
      onSubmitted: job.submitted,
      onResumed: job.resumed,
    });
  }

  #documents({ transcript, identity }: Transcribed, known: KnownSource): TranscriptDocument[] {
    return documentsOf(transcript, this.#options, {
      ...recordingOf(transcript, known),
      identity,
      extra: 'metadata' in known.item ? known.item.metadata : undefined,
    });
  }

  #fail({ source, transcriptId = '', error }: LoadFailure & { readonly transcriptId: string | undefined }): void {
    const { onError } = this.#options;
    this.#unfinished.delete(transcriptId);
    this.#failures.push({ source, error });
    if (typeof onError === 'function') onError({ source, error });
  }
}

const isTranscript = (source: LoaderSource | undefined): boolean =>
  typeof source === 'object' && source !== null && 'transcript' in source;
