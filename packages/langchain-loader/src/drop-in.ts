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
import { type DocumentOptions, documentsOf, type TranscriptDocument } from './output.ts';
import { stableId } from './ids.ts';
import { type AudioSource, identify, type KnownSource, type LocalFiles, recordingOf } from './loading/source.ts';
import { transcriptOf, type Waiting } from './loading/transcribe.ts';
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
    this.#known = identify({ audio: source }, options.rootFolder);
    this.#params = rest as TranscriptionParams;
  }

  abstract override load(): Promise<TranscriptDocument[]>;

  /** @throws AssemblyAIError; for a failed job with the API's reason and the transcript ID. */
  protected transcript(unit: PassageUnitId): Promise<Transcript> {
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

  protected documents(transcript: Transcript, unit: PassageUnitId): TranscriptDocument[] {
    return documentsOf(
      transcript,
      { ...this.#options, unit },
      { ...this.#origin(transcript), identity: this.#identity(transcript) },
    );
  }

  /** Exactly one document, even for a recording without speech. */
  protected document(transcript: Transcript, unit: PassageUnitId, pageContent: string): TranscriptDocument {
    const nothing = { start: undefined, end: undefined, speakers: [], channel: undefined, confidence: undefined };
    const about = this.documents(transcript, 'text')[0]?.metadata;
    const metadata: TranscriptMetadata =
      about === undefined
        ? metadataOf(
            { ...nothing, language: undefined, chapter: undefined, unit, index: 0 },
            transcript,
            this.#origin(transcript),
          )
        : { ...about, unit };
    return new Document({ id: stableId(this.#identity(transcript), unit, '', 0), pageContent, metadata });
  }

  #origin(transcript: Transcript): Pick<KnownSource, 'source' | 'mediaUrl'> {
    return recordingOf(transcript, this.#known);
  }

  #identity({ id }: Transcript): string {
    return this.#known.identity === '' ? `transcript:${id}` : this.#known.identity;
  }
}

/** Loads the whole transcript as one document. */
export class AudioTranscriptLoader extends TranscriptLoader {
  override async load(): Promise<TranscriptDocument[]> {
    const transcript = await this.transcript('text');
    return [this.document(transcript, 'text', transcript.text ?? '')];
  }
}

/** Loads one document per paragraph, as segmented by the API. */
export class AudioTranscriptParagraphsLoader extends TranscriptLoader {
  override async load(): Promise<TranscriptDocument[]> {
    return this.documents(await this.transcript('paragraphs'), 'paragraphs');
  }
}

/** Loads one document per sentence, as segmented by the API. */
export class AudioTranscriptSentencesLoader extends TranscriptLoader {
  override async load(): Promise<TranscriptDocument[]> {
    return this.documents(await this.transcript('sentences'), 'sentences');
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
    const transcript = await this.transcript('text');
    return [this.document(transcript, this.#format, await this.subtitles(transcript, this.#format))];
  }
}
