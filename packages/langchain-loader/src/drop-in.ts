import {
  BadInputError,
  type Client,
  onceEach,
  type PassageUnitId,
  type Transcript,
  type Usage,
} from '@aai-connectors/core';
import { BaseDocumentLoader } from '@langchain/core/document_loaders/base';
import { Document } from '@langchain/core/documents';
import { type ClientConfig, clientOf, clockOf } from './client.ts';
import { documentId, type DocumentOptions, documentsOf, sourceIdOf, type TranscriptDocument } from './output.ts';
import { type AudioSource, identify, type KnownSource, type LocalFiles, recordingOf } from './loading/source.ts';
import { type Transcribed, transcriptOf, type Waiting } from './loading/transcribe.ts';
import { metadataOf, type TranscriptMetadata } from './metadata.ts';
import { AUDIO_LINK, type LinkedParams, type TranscriptionParams } from './params.ts';

/** Accepts the official SDK's object types too, which are wider than the API. */
type AsInSdk<T> = {
  readonly [K in keyof T]:
    | T[K]
    | ([Extract<T[K], string>] extends [never]
        ? Extract<T[K], object> extends readonly unknown[]
          ? never
          : object
        : never);
};

/** The audio (a URL, a path or bytes) with any transcription parameters. */
export type TranscribeParams = AsInSdk<LinkedParams> & {
  /** Typed as widely as in the community loader. */
  readonly audio?: AudioSource | AsyncIterable<unknown> | ArrayBufferLike | undefined;
};

export interface DropInOptions extends ClientConfig, LocalFiles, Pick<DocumentOptions, 'metadata' | 'speakerNames'> {
  readonly wait?: Waiting | undefined;
  /** Counts billed audio, and refuses a job that would exceed its limit. */
  readonly usage?: Usage | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Accepted for compatibility with the community loader; has no effect. */
  readonly userAgent?: unknown;
  /** Accepted for compatibility with the community loader; has no effect. For live transcription, set `hosts.streaming`. */
  readonly streamingBaseUrl?: string | undefined;
}

/** Letters, digits, dashes and underscores. URLs and paths contain a colon, a slash or a dot. */
const TRANSCRIPT_ID = /^[\w-]*$/;

/** Shared base of the four loaders, which take transcription parameters or a transcript ID. */
abstract class TranscriptLoader extends BaseDocumentLoader {
  readonly #client: Client;
  readonly #options: DropInOptions;
  readonly #known: KnownSource;
  readonly #params: TranscriptionParams;

  /**
   * @param params `audio` with any transcription parameters, or a string: a URL, a file path or a transcript ID. An
   *   unfinished transcript is awaited.
   * @param options `apiKey` is required unless ASSEMBLYAI_API_KEY is set
   * @throws BadInputError if the audio, the transcript ID or the API key is missing
   */
  constructor(params: TranscribeParams | string, options: DropInOptions = {}) {
    super();
    this.#options = options;
    this.#client = clientOf(options);
    if (typeof params === 'string' && TRANSCRIPT_ID.test(params.trim())) {
      this.#known = identify({ transcriptId: params });
      this.#params = {};
      return;
    }
    const {
      audio,
      [AUDIO_LINK]: link,
      ...rest
    }: TranscribeParams = typeof params === 'string' ? { audio: params } : params;
    const source = (audio ?? link) as AudioSource | undefined;
    if (source === undefined || source === null)
      throw new BadInputError('Audio or a transcript ID is missing.', { field: 'audio' });
    this.#known = identify({ audio: source });
    this.#params = rest as TranscriptionParams;
  }

  abstract override load(): Promise<TranscriptDocument[]>;

  /** @throws AssemblyAIError; for a failed job with the API's reason and the transcript ID. */
  protected transcribed(unit: PassageUnitId): Promise<Transcribed> {
    const { wait = {}, usage, signal, allowLocalFiles, rootFolder } = this.#options;
    return transcriptOf(this.#known, {
      client: () => this.#client,
      unit,
      params: this.#params,
      files: { allowLocalFiles, rootFolder },
      wait,
      once: onceEach(),
      usage,
      clock: clockOf(this.#options),
      idle: (until) => until,
      signal,
      onSubmitted: () => undefined,
      onResumed: () => undefined,
    });
  }

  /** The subtitles as the API formats them. */
  protected subtitles({ id }: Transcript, format: 'srt' | 'vtt'): Promise<string> {
    return this.#client.transcripts.subtitles(id, { format, signal: this.#options.signal });
  }

  protected documents({ transcript, identity }: Transcribed, unit: PassageUnitId): TranscriptDocument[] {
    return documentsOf(transcript, { ...this.#options, unit }, { ...recordingOf(transcript, this.#known), identity });
  }

  /** Exactly one document, even for a recording without speech. */
  protected document(transcribed: Transcribed, unit: PassageUnitId, pageContent: string): TranscriptDocument {
    const { transcript, identity } = transcribed;
    const nothing = { start: undefined, end: undefined, speakers: [], channel: undefined, confidence: undefined };
    const about = this.documents(transcribed, 'text')[0]?.metadata;
    const sourceId = sourceIdOf(identity, unit);
    const metadata: TranscriptMetadata =
      about === undefined
        ? metadataOf({ ...nothing, language: undefined, chapter: undefined, unit, index: 0 }, transcript, {
            ...recordingOf(transcript, this.#known),
            sourceId,
          })
        : { ...about, unit, source_id: sourceId };
    return new Document({ id: documentId(identity, unit, 0), pageContent, metadata });
  }
}

/** Loads the whole transcript as one document. */
export class AudioTranscriptLoader extends TranscriptLoader {
  override async load(): Promise<TranscriptDocument[]> {
    const transcribed = await this.transcribed('text');
    return [this.document(transcribed, 'text', transcribed.transcript.text ?? '')];
  }
}

/** Loads one document per paragraph, as segmented by the API. */
export class AudioTranscriptParagraphsLoader extends TranscriptLoader {
  override async load(): Promise<TranscriptDocument[]> {
    return this.documents(await this.transcribed('paragraphs'), 'paragraphs');
  }
}

/** Loads one document per sentence, as segmented by the API. */
export class AudioTranscriptSentencesLoader extends TranscriptLoader {
  override async load(): Promise<TranscriptDocument[]> {
    return this.documents(await this.transcribed('sentences'), 'sentences');
  }
}

/** Loads the API's subtitles as one document. */
export class AudioSubtitleLoader extends TranscriptLoader {
  readonly #format: 'srt' | 'vtt';

  /** @param format SubRip or WebVTT */
  constructor(params: TranscribeParams | string, format: 'srt' | 'vtt' = 'srt', options: DropInOptions = {}) {
    super(params, options);
    if (format !== 'srt' && format !== 'vtt') {
      throw new BadInputError(`Subtitle format ${String(format)} is not supported.`, {
        field: 'format',
        hint: 'Use srt or vtt.',
      });
    }
    this.#format = format;
  }

  override async load(): Promise<TranscriptDocument[]> {
    const transcribed = await this.transcribed('text');
    return [this.document(transcribed, this.#format, await this.subtitles(transcribed.transcript, this.#format))];
  }
}
