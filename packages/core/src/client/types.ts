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

/** What every call takes. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for one attempt. @default 30 000 (uploads: none, they end when the signal fires) */
  readonly timeoutMs?: number | undefined;
  /**
   * Repeats a POST also when it is not certain that the first one failed. Off: a repeat may be a second job and
   * a second bill. @default false
   */
  readonly retryUnsafe?: boolean | undefined;
  /** How often it is sent at most. @default the client's `retry.attempts` */
  readonly attempts?: number | undefined;
}

export interface SubmitOptions extends CallOptions {
  /**
   * The parameter whose address no other call uses, such as that of an upload: if the answer to the submission is lost,
   * a job with this address is certainly the one that it started. @default none: all settings are compared
   */
  readonly unique?: 'audio_url' | 'webhook_url' | undefined;
}

export interface UploadOptions extends CallOptions {
  /** Bytes, where the source does not know it itself. */
  readonly size?: number | undefined;
  /** Called after each piece with the bytes sent so far, and the total where known. */
  readonly onProgress?: ((sentBytes: number, totalBytes?: number) => void) | undefined;
}

export interface PollOptions extends CallOptions {
  /** Milliseconds until waiting is given up with a `timeout` error. @default 3 hours; 10 minutes for redacted audio */
  readonly deadlineMs?: number | undefined;
  /** Fixed milliseconds between checks, instead of the adaptive interval. */
  readonly intervalMs?: number | undefined;
}

export interface WaitOptions extends PollOptions {
  /** What to wait for between two checks; `createWatch` makes one for many jobs. @default `ms` on the client's clock */
  readonly until?: Until | undefined;
  /** Called with the transcript of each check, the last one included. */
  readonly onStatus?: ((transcript: Transcript) => void) | undefined;
}

/**
 * Resolves when a job is worth another check: after `ms`, the job's own interval, or earlier or later if it knows
 * better, but within `atMostMs`. Times are milliseconds on `clock`, the clock of the client that waits. Rejects with the
 * signal's reason.
 */
export type Until = (
  transcriptId: string,
  times: { readonly ms: number; readonly atMostMs: number; readonly clock: Clock },
  signal: AbortSignal | undefined,
) => Promise<void>;

export interface TranscribeOptions extends WaitOptions {
  readonly onProgress?: ((sentBytes: number, totalBytes?: number) => void) | undefined;
  /** Called with the request body right before it is sent, and waited for. If it rejects, no job is started. */
  readonly beforeSubmit?: ((body: TranscriptBody) => Promise<void>) | undefined;
  /** Called as soon as the job exists: from here on it is paid for. */
  readonly onSubmitted?: ((transcript: Transcript) => void) | undefined;
}

export interface RedactedTranscribeOptions extends TranscribeOptions {
  /**
   * Also waits until the redacted audio is ready, as {@link RedactedAudioCalls.waitForRedactedAudio} does: for as long
   * as `deadlineMs` leaves, or 10 minutes by default. Needs `redact_pii_audio`. @default false
   */
  readonly redactedAudio?: boolean | undefined;
  /**
   * Counts the audio that the job is billed for, and refuses it with a `BudgetError` beyond its limit, before anything is
   * sent. Make one with `createUsage`, and pass it to all calls that share the limit.
   */
  readonly usage?: Usage | undefined;
}

/** The body of a submission as it is sent, with what was extra. */
export interface TranscriptBody {
  readonly audio_url: string;
  readonly [parameter: string]: unknown;
}

export interface NowOptions extends TranscribeOptions {
  /** Whether audio that sync transcription cannot take is transcribed as a job. @default true */
  readonly fallback?: boolean | undefined;
  /** Called before the audio is transcribed as a job, with the reason. */
  readonly onFallback?: ((reason: string) => void) | undefined;
}

export interface SubtitlesOptions extends CallOptions {
  readonly format: 'srt' | 'vtt';
  /** Most characters in one caption. */
  readonly charsPerCaption?: number | undefined;
}

/** The bytes of a redacted recording. */
export interface RedactedAudioFile {
  readonly url: string;
  readonly contentType: string | undefined;
  /** Bytes, where known. */
  readonly size: number | undefined;
  readonly data: AsyncIterable<Uint8Array>;
}

export interface LemurOptions extends CallOptions {
  /**
   * Who answers. `lemur` is the documented service; today's API answers 404 there, and `llm-gateway` runs the same
   * inputs over its successor with the same shape of answer. @default the client's `lemurBackend`, or 'lemur'
   */
  readonly backend?: LemurBackend | undefined;
}

export interface RawRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the host, such as `/v2/transcript`; or an absolute URL on one of the API's hosts. */
  readonly path: string;
  /** Which of the API's hosts `path` belongs to. @default 'api' */
  readonly host?: HostName | undefined;
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: Json | undefined;
}

export interface RawResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where the answer is JSON, else the text. */
  readonly body: unknown;
}

/** The recording of a transcript with the personal information beeped out. */
export interface RedactedAudioCalls {
  /** Checks once for the redacted audio; it is ready some time after the transcript. */
  redactedAudio(transcriptId: string, options?: CallOptions): Promise<RedactedAudio>;
  /**
   * Waits until the redacted audio is ready, and for the transcript before that.
   *
   * @throws BadInputError if it was not asked for; NotFoundError if the recording has no speech, so that there is none, or
   *   was deleted; TranscriptFailedError if the transcription or the redaction failed; TimeoutError at the deadline
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
  /** Base addresses of the API, without a slash at the end. */
  readonly hosts: Hosts;

  /**
   * From audio to the finished transcript: uploads if needed, submits, waits.
   *
   * @throws TranscriptFailedError when the job failed; any error after the submission carries `transcriptId`.
   */
  transcribe(source: Media, params?: TranscriptionParams, options?: TranscribeOptions): Promise<CompletedTranscript>;

  /** Waits for a job that was submitted earlier, maybe by another process. */
  resume(transcriptId: string, options?: WaitOptions): Promise<CompletedTranscript>;

  readonly files: {
    /** Uploads audio; it is streamed, never held in memory as a whole. Contract: `rest.md` section 3. */
    upload(data: AudioData | AudioFile, options?: UploadOptions): Promise<UploadedFile>;
    /** The link to transcribe: the URL itself, or that of the upload. */
    urlOf(source: Media, options?: UploadOptions): Promise<string>;
  };

  readonly transcripts: {
    /**
     * Starts a job. If the answer is lost, its job is searched for in the list and returned if it is certainly the one
     * that this call started; otherwise the error names the jobs that it may be in `candidateIds`.
     */
    submit(params: TranscriptParams, options?: SubmitOptions): Promise<Transcript>;
    get(transcriptId: string, options?: CallOptions): Promise<Transcript>;
    /** One page, newest first. */
    list(query?: ListQuery, options?: CallOptions): Promise<TranscriptPage>;
    /** Every transcript, newest first, page after page. `query.limit` is the size of a page. */
    listAll(query?: ListQuery, options?: CallOptions): AsyncIterable<TranscriptListItem>;
    /** Wipes the data; the emptied record stays. */
    delete(transcriptId: string, options?: CallOptions): Promise<Transcript>;
    sentences(transcriptId: string, options?: CallOptions): Promise<SentencesResponse>;
    paragraphs(transcriptId: string, options?: CallOptions): Promise<ParagraphsResponse>;
    /** The captions as text. */
    subtitles(transcriptId: string, options: SubtitlesOptions): Promise<string>;
    /** Words, numbers, or phrases of up to five words. */
    wordSearch(transcriptId: string, words: readonly string[], options?: CallOptions): Promise<WordSearchResponse>;
    /** Waits until it is `completed`; throws TranscriptFailedError when it ends in `error`. */
    wait(transcriptId: string, options?: WaitOptions): Promise<CompletedTranscript>;
  };
}

/** The whole API: {@link RestClient}, redacted audio, LeMUR, the LLM Gateway, streaming tokens, and any other request. */
export interface Client extends RestClient {
  readonly transcripts: RestClient['transcripts'] & RedactedAudioCalls;

  /** As {@link RestClient.transcribe}; may also wait for redacted audio, and count what is billed. */
  transcribe(
    source: Media,
    params?: TranscriptionParams,
    options?: RedactedTranscribeOptions,
  ): Promise<CompletedTranscript>;

  readonly streaming: {
    createToken(query: TokenQuery, options?: CallOptions): Promise<StreamingToken>;
  };

  /** Any authorised request; resolves with the answer for 2xx and throws for the rest. */
  request(request: RawRequest, options?: CallOptions): Promise<RawResponse>;

  /** The backend that the client was made with for `lemur`; `undefined` if none was chosen. */
  readonly lemurBackend: LemurBackend | undefined;

  readonly lemur: {
    task(params: LemurTask, options?: LemurOptions): Promise<LemurTextResponse>;
    summary(params: LemurSummary, options?: LemurOptions): Promise<LemurTextResponse>;
    questionAnswer(params: LemurQuestionAnswer, options?: LemurOptions): Promise<LemurQuestionAnswerResponse>;
    actionItems(params: LemurActionItems, options?: LemurOptions): Promise<LemurTextResponse>;
    /** An earlier answer. LeMUR only: the gateway keeps none. */
    retrieve(requestId: string, options?: CallOptions): Promise<LemurTextResponse | LemurQuestionAnswerResponse>;
    /** Deletes what LeMUR kept of a request. */
    purge(requestId: string, options?: CallOptions): Promise<LemurPurgeResponse>;
  };

  readonly llm: {
    chat(params: ChatParams, options?: CallOptions): Promise<ChatResponse>;
    /** The language models that the LLM Gateway offers. */
    models(options?: CallOptions): Promise<GatewayModels>;
    /** Translation, speaker names, formatting, summary or action items for a transcript that exists. */
    understanding(params: UnderstandingParams, options?: CallOptions): Promise<Transcript>;
  };

  readonly understanding: {
    /** The same as `llm.understanding`. */
    request(params: UnderstandingParams, options?: CallOptions): Promise<Transcript>;
    /**
     * Checks a request without running it, which is free.
     *
     * @throws BadInputError for a request that `request` would refuse.
     */
    validate(params: UnderstandingParams, options?: CallOptions): Promise<void>;
  };

  /**
   * Transcribes up to 120 seconds of WAV or PCM audio in one request, without a job. Other audio, and audio that the
   * sync service cannot take at the moment, is transcribed as a job; `via` and `reason` of the result say so.
   *
   * @throws BadInputError for parameters or audio that neither way accepts, AuthenticationError, AbortedError ...
   */
  transcribeNow(audio: Media, params?: SyncParams, options?: NowOptions): Promise<NowTranscript>;
}
