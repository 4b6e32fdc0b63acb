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
import { AUDIO_LINK, type TranscriptionParams } from './params.ts';

/** The audio, as a link, a path or bytes, and any parameter of the transcription beside it. */
export type TranscribeParams = TranscriptionParams & {
  /** As widely typed as the community loader has it. */
  readonly audio?: AudioSource | AsyncIterable<unknown> | ArrayBufferLike | undefined;
};

export interface DropInOptions extends ClientConfig, LocalFiles, Pick<DocumentOptions, 'metadata' | 'speakerNames'> {
  readonly wait?: Waiting | undefined;
  /** Counts the audio that the job is billed for, and refuses it beyond its limit. */
  readonly usage?: Usage | undefined;
  readonly signal?: AbortSignal | undefined;
  /** An option of the community loader that changes nothing here. */
  readonly userAgent?: unknown;
  /** An option of the community loader that changes nothing here: `hosts.streaming` is for live transcription. */
  readonly streamingBaseUrl?: string | undefined;
}

/** Letters, digits, dashes and underscores; a link or a path has a colon, a slash or a dot. */
const TRANSCRIPT_ID = /^[\w-]*$/;

/** What the four loaders share: they take the parameters of a transcription, or the id of one. */
abstract class TranscriptLoader extends BaseDocumentLoader {
  readonly #client: Client;
  readonly #options: DropInOptions;
  readonly #known: KnownSource;
  readonly #params: TranscriptionParams;

  /**
   * @param params the audio as `audio` with any parameter of the transcription; or a text, which is a link, the path of
   *   a file, or the id of a transcript, which is waited for where it is not finished
   * @param options `apiKey`, unless it is in the environment variable ASSEMBLYAI_API_KEY
   * @throws BadInputError without audio, id or key
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
      throw new BadInputError('There is neither audio nor the id of a transcript.', { field: 'audio' });
    this.#known = identify({ audio: source }, options.rootFolder);
    this.#params = rest;
  }

  abstract override load(): Promise<TranscriptDocument[]>;

  /** @throws AssemblyAIError, for a job that failed too: with the API's reason and the id of the transcript. */
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

  /** The subtitles, as the API writes them. */
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

  /** One document, whatever the text is: also for a recording without speech. */
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

/** The whole text as one document. */
export class AudioTranscriptLoader extends TranscriptLoader {
  override async load(): Promise<TranscriptDocument[]> {
    const transcript = await this.transcript('text');
    return [this.document(transcript, 'text', transcript.text ?? '')];
  }
}

/** One document for each paragraph, as the API divides it. */
export class AudioTranscriptParagraphsLoader extends TranscriptLoader {
  override async load(): Promise<TranscriptDocument[]> {
    return this.documents(await this.transcript('paragraphs'), 'paragraphs');
  }
}

/** One document for each sentence, as the API divides it. */
export class AudioTranscriptSentencesLoader extends TranscriptLoader {
  override async load(): Promise<TranscriptDocument[]> {
    return this.documents(await this.transcript('sentences'), 'sentences');
  }
}

/** The subtitles of the API as one document. */
export class AudioSubtitleLoader extends TranscriptLoader {
  readonly #format: 'srt' | 'vtt';

  /** @param format SubRip or WebVTT */
  constructor(params: TranscribeParams | string, format: 'srt' | 'vtt' = 'srt', options: DropInOptions = {}) {
    super(params, options);
    if (format !== 'srt' && format !== 'vtt') {
      throw new BadInputError(`There are no subtitles called ${String(format)}.`, {
        field: 'format',
        hint: 'Choose srt or vtt.',
      });
    }
    this.#format = format;
  }

  override async load(): Promise<TranscriptDocument[]> {
    const transcript = await this.transcript('text');
    return [this.document(transcript, this.#format, await this.subtitles(transcript, this.#format))];
  }
}
