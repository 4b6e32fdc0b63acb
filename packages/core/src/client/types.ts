import type { GatewayModels } from '../gateway-models.ts';
import type { Clock } from '../host-io.ts';
import type { AudioData, AudioFile, Media } from '../media.ts';
import type {
  ChatResponse,
  CompletedTranscript,
  Json,
  LemurBackend,
  LemurPurgeResponse,
  LemurQuestionAnswerResponse,
  LemurTextResponse,
  ParagraphsResponse,
  ReadyRedactedAudio,
  RedactedAudio,
  SentencesResponse,
  StreamingToken,
  Transcript,
  TranscriptListItem,
  TranscriptPage,
  UploadedFile,
  WordSearchResponse,
} from '../model.ts';
import type { NowTranscript } from '../now-transcript.ts';
import type {
  ChatParams,
  LemurActionItems,
  LemurQuestionAnswer,
  LemurSummary,
  LemurTask,
  ListQuery,
  SyncParams,
  TokenQuery,
  TranscriptionParams,
  TranscriptParams,
  UnderstandingParams,
} from '../params/index.ts';
import type { HostName, Hosts } from '../regions.ts';
import type { Usage } from '../usage/types.ts';

export type {
  ChatParams,
  LemurActionItems,
  LemurBase,
  LemurQuestion,
  LemurQuestionAnswer,
  LemurSummary,
  LemurTask,
  ListQuery,
  TokenQuery,
  TranscriptionParams,
  TranscriptParams,
  UnderstandingParams,
} from '../params/index.ts';

/** Options of every call. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Time limit of one attempt, in milliseconds. @default 30 000 (uploads have none; they end when the signal fires) */
  readonly timeoutMs?: number | undefined;
  /**
   * Repeats a POST even if the first attempt may have succeeded. A repeat may start, and bill, a second job. @default
   * false
   */
  readonly retryUnsafe?: boolean | undefined;
  /** Maximum attempts. @default the client's `retry.attempts` */
  readonly attempts?: number | undefined;
}

export interface SubmitOptions extends CallOptions {
  /**
   * The parameter whose URL no other call uses, such as that of an upload. If the response to the submission is lost, a
   * job with this URL was started by the call. @default none: all settings are compared
   */
  readonly unique?: 'audio_url' | 'webhook_url' | undefined;
}

export interface UploadOptions extends CallOptions {
  /** Size in bytes, if the source does not provide it. */
  readonly size?: number | undefined;
  /** Called after each chunk with the bytes sent so far, and the total if known. */
  readonly onProgress?: ((sentBytes: number, totalBytes?: number) => void) | undefined;
}

export interface PollOptions extends CallOptions {
  /**
   * Time limit in milliseconds. The call then throws a TimeoutError. @default 3 hours; 10 minutes for redacted audio
   */
  readonly deadlineMs?: number | undefined;
  /** Fixed interval between checks in milliseconds, instead of the adaptive one. */
  readonly intervalMs?: number | undefined;
}

export interface WaitOptions extends PollOptions {
  /** Waits between two checks. `createWatch` makes one for many jobs. @default `ms` on the client's clock */
  readonly until?: Until | undefined;
  /** Called with the transcript of each check, including the last one. */
  readonly onStatus?: ((transcript: Transcript) => void) | undefined;
}

/**
 * Resolves when a job should be checked again: after `ms`, the job's own interval, or at a better time if one is known,
 * but within `atMostMs`, and after a failed check not before `atLeastMs`. Times are milliseconds on `clock`, the clock
 * of the waiting client. Rejects with the signal's reason.
 */
export type Until = (
  transcriptId: string,
  times: Readonly<{ ms: number; atMostMs: number; atLeastMs?: number | undefined; clock: Clock }>,
  signal: AbortSignal | undefined,
) => Promise<void>;

export interface TranscribeOptions extends WaitOptions {
  readonly onProgress?: ((sentBytes: number, totalBytes?: number) => void) | undefined;
  /**
   * Called with the request body right before it is sent. The call waits for the promise. If it rejects, no job is
   * started.
   */
  readonly beforeSubmit?: ((body: TranscriptBody) => Promise<void>) | undefined;
  /** Called as soon as the job exists. From then on, it is billed. */
  readonly onSubmitted?: ((transcript: Transcript) => void) | undefined;
}

export interface RedactedTranscribeOptions extends TranscribeOptions {
  /**
   * Also waits for the redacted audio, as {@link RedactedAudioCalls.waitForRedactedAudio} does: for the rest of
   * `deadlineMs`, or 10 minutes by default. Requires `redact_pii_audio`. @default false
   */
  readonly redactedAudio?: boolean | undefined;
  /**
   * Counts the billed audio of the job. Beyond its limit, the call throws a `BudgetError` before anything is sent.
   * Create it with `createUsage`, and pass it to all calls that share the limit.
   */
  readonly usage?: Usage | undefined;
}

/** The request body of a submission, including extra parameters. */
export interface TranscriptBody {
  readonly audio_url: string;
  readonly [parameter: string]: unknown;
}

export interface NowOptions extends TranscribeOptions {
  /** Whether to transcribe audio as a job if sync transcription does not accept it. @default true */
  readonly fallback?: boolean | undefined;
  /** Called with the reason before the audio is transcribed as a job. */
  readonly onFallback?: ((reason: string) => void) | undefined;
}

export interface SubtitlesOptions extends CallOptions {
  readonly format: 'srt' | 'vtt';
  /** Maximum characters per caption. */
  readonly charsPerCaption?: number | undefined;
}

/** A redacted recording as bytes. */
export interface RedactedAudioFile {
  readonly url: string;
  readonly contentType: string | undefined;
  /** Size in bytes, if known. */
  readonly size: number | undefined;
  readonly data: AsyncIterable<Uint8Array>;
}

export interface LemurOptions extends CallOptions {
  /**
   * The service that answers. `lemur` is the documented service, for which the API returns 404. `llm-gateway` sends the
   * same inputs to its successor and returns the same shape. @default the client's
   * `lemurBackend`, or 'lemur'
   */
  readonly backend?: LemurBackend | undefined;
}

export interface RawRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the host, such as `/v2/transcript`; or an absolute URL on one of the API's hosts. */
  readonly path: string;
  /** The API host that `path` belongs to. @default 'api' */
  readonly host?: HostName | undefined;
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: Json | undefined;
}

export interface RawResponse {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or the text if it is not JSON. */
  readonly body: unknown;
}

/** Calls for the recording with the personal information beeped out. */
export interface RedactedAudioCalls {
  /** Checks once for the redacted audio. It is ready some time after the transcript. */
  redactedAudio(transcriptId: string, options?: CallOptions): Promise<RedactedAudio>;
  /**
   * Waits for the transcript, and then for its redacted audio.
   *
   * @throws BadInputError if redacted audio was not requested; NotFoundError if the recording has no speech and so no
   *   redacted audio, or was deleted; TranscriptFailedError if the transcription or the redaction failed; TimeoutError
   *   at the deadline
   */
  waitForRedactedAudio(transcriptId: string, options?: PollOptions): Promise<ReadyRedactedAudio>;
  /**
   * The recording with the personal information beeped out, as a stream of bytes. Waits for it as
   * `waitForRedactedAudio` does.
   *
   * @throws NotFoundError also if the file has expired, after 24 hours
   */
  redactedAudioFile(transcriptId: string, options?: PollOptions): Promise<RedactedAudioFile>;
}

/** Files, transcripts and waiting. Every method throws an `AssemblyAIError`. */
export interface RestClient {
  readonly region: 'us' | 'eu';
  /** Base URLs of the API, without a trailing slash. */
  readonly hosts: Hosts;

  /**
   * Transcribes audio: uploads it if needed, submits the job, and waits for the finished transcript.
   *
   * @throws TranscriptFailedError if the job failed; every error after the submission carries `transcriptId`.
   */
  transcribe(source: Media, params?: TranscriptionParams, options?: TranscribeOptions): Promise<CompletedTranscript>;

  /** Waits for a job that was submitted earlier, even by another process. */
  resume(transcriptId: string, options?: WaitOptions): Promise<CompletedTranscript>;

  readonly files: {
    /** Uploads audio as a stream, without holding all of it in memory. Contract: `rest.md` section 3. */
    upload(data: AudioData | AudioFile, options?: UploadOptions): Promise<UploadedFile>;
    /** The URL to transcribe: the given URL, or that of the upload. */
    urlOf(source: Media, options?: UploadOptions): Promise<string>;
  };

  readonly transcripts: {
    /**
     * Starts a job. If the response is lost, its job is searched for in the list and returned if this call certainly
     * started it. Otherwise the error lists the possible jobs in `candidateIds`.
     */
    submit(params: TranscriptParams, options?: SubmitOptions): Promise<Transcript>;
    get(transcriptId: string, options?: CallOptions): Promise<Transcript>;
    /** One page, newest first. */
    list(query?: ListQuery, options?: CallOptions): Promise<TranscriptPage>;
    /** Every transcript, newest first, across all pages. `query.limit` is the page size. */
    listAll(query?: ListQuery, options?: CallOptions): AsyncIterable<TranscriptListItem>;
    /** Deletes the data. An empty record remains. */
    delete(transcriptId: string, options?: CallOptions): Promise<Transcript>;
    sentences(transcriptId: string, options?: CallOptions): Promise<SentencesResponse>;
    paragraphs(transcriptId: string, options?: CallOptions): Promise<ParagraphsResponse>;
    /** The captions as text. */
    subtitles(transcriptId: string, options: SubtitlesOptions): Promise<string>;
    /** Words, numbers, or phrases of up to five words. */
    wordSearch(transcriptId: string, words: readonly string[], options?: CallOptions): Promise<WordSearchResponse>;
    /** Waits until the transcript is `completed`. Throws a TranscriptFailedError if it ends in `error`. */
    wait(transcriptId: string, options?: WaitOptions): Promise<CompletedTranscript>;
  };
}

/**
 * Client for the whole API: {@link RestClient}, redacted audio, LeMUR, the LLM Gateway, streaming tokens, and any other
 * request.
 */
export interface Client extends RestClient {
  readonly transcripts: RestClient['transcripts'] & RedactedAudioCalls;

  /** Like {@link RestClient.transcribe}. Can also wait for redacted audio, and count the billed audio. */
  transcribe(
    source: Media,
    params?: TranscriptionParams,
    options?: RedactedTranscribeOptions,
  ): Promise<CompletedTranscript>;

  readonly streaming: {
    createToken(query: TokenQuery, options?: CallOptions): Promise<StreamingToken>;
  };

  /** Sends any request with the API key. Resolves with the response for 2xx, and throws otherwise. */
  request(request: RawRequest, options?: CallOptions): Promise<RawResponse>;

  /** The `lemurBackend` option of the client; `undefined` if it was not set. */
  readonly lemurBackend: LemurBackend | undefined;

  readonly lemur: {
    task(params: LemurTask, options?: LemurOptions): Promise<LemurTextResponse>;
    summary(params: LemurSummary, options?: LemurOptions): Promise<LemurTextResponse>;
    questionAnswer(params: LemurQuestionAnswer, options?: LemurOptions): Promise<LemurQuestionAnswerResponse>;
    actionItems(params: LemurActionItems, options?: LemurOptions): Promise<LemurTextResponse>;
    /** Returns an earlier response. LeMUR only: the gateway does not store responses. */
    retrieve(requestId: string, options?: CallOptions): Promise<LemurTextResponse | LemurQuestionAnswerResponse>;
    /** Deletes the data that LeMUR stored for a request. */
    purge(requestId: string, options?: CallOptions): Promise<LemurPurgeResponse>;
  };

  readonly llm: {
    chat(params: ChatParams, options?: CallOptions): Promise<ChatResponse>;
    /** The language models that the LLM Gateway offers. */
    models(options?: CallOptions): Promise<GatewayModels>;
    /** Translates, identifies speakers, formats, summarizes or lists action items of an existing transcript. */
    understanding(params: UnderstandingParams, options?: CallOptions): Promise<Transcript>;
  };

  readonly understanding: {
    /** The same as `llm.understanding`. */
    request(params: UnderstandingParams, options?: CallOptions): Promise<Transcript>;
    /**
     * Validates a request without running it, free of charge.
     *
     * @throws BadInputError for a request that `request` would reject.
     */
    validate(params: UnderstandingParams, options?: CallOptions): Promise<void>;
  };

  /**
   * Transcribes up to 120 seconds of WAV or PCM audio in one request, without a job. Transcribes other audio as a job,
   * also if the sync service is unavailable; `via` and `reason` of the result say so.
   *
   * @throws BadInputError for parameters or audio that neither way accepts, AuthenticationError, AbortedError ...
   */
  transcribeNow(audio: Media, params?: SyncParams, options?: NowOptions): Promise<NowTranscript>;
}
