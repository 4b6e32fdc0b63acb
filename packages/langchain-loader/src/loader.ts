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

export interface AssemblyAILoaderOptions extends ClientConfig, DocumentOptions, LocalFiles, BatchPace {
  /** One recording or transcript. Give this or `sources`. */
  readonly source?: LoaderSource | undefined;
  /** Many; an async iterable is read as it is needed. */
  readonly sources?: Iterable<LoaderSource> | AsyncIterable<LoaderSource> | undefined;
  /** Parameters of the transcription, as the API names them. */
  readonly params?: TranscriptionParams | undefined;
  /** How long and how often a job is waited for. */
  readonly wait?: Waiting | undefined;
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
  /**
   * Counts the audio that new jobs are billed for, and refuses jobs beyond its limit before anything is sent. Make one
   * with `createUsage` of `@aai-connectors/langchain/node`; loaders may share it.
   */
  readonly usage?: Usage | undefined;
}

interface Loaded {
  readonly transcriptId: string;
  readonly documents: TranscriptDocument[];
}

export type { UnfinishedJob };

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
    const { source, sources, unit = 'text' } = options;
    if ((source === undefined) === (sources === undefined)) {
      throw new BadInputError('Give either source or sources.', { field: 'source' });
    }
    if (typeof sources === 'string') {
      throw new BadInputError('sources must be a list.', { field: 'sources', hint: 'Give a single one as source.' });
    }
    checkPace(options);
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
    const { source: one, sources, concurrency, jobs, order, store, signal, wait, onError = 'throw' } = this.#options;
    this.#failures = [];
    this.#unfinished.clear();
    const clock = clockOf(this.#options);
    const once = onceEach(store === undefined ? undefined : await journalOf(store, clock, noFiles));
    const work = async (item: LoaderSource, job: BatchJob) => {
      const known = identify(item, this.#options.rootFolder);
      job.setName(known.source);
      const transcript = await this.#transcript(known, once, job);
      return { transcriptId: transcript.id, value: this.#documents(transcript, known) };
    };
    const outcomes = runBatch(sources ?? [one!], work, {
      ...{ concurrency, jobs, order, signal, clock },
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

  #transcript(known: KnownSource, once: TranscribeOnceEach, job: BatchJob): Promise<Transcript> {
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

  #documents(transcript: Transcript, known: KnownSource): TranscriptDocument[] {
    return documentsOf(transcript, this.#options, {
      ...recordingOf(transcript, known),
      identity: known.identity === '' ? `transcript:${transcript.id}` : known.identity,
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

const noFiles = (): Error =>
  new BadInputError('There are no files here to keep a store in.', { field: 'store', hint: 'Give an object.' });
