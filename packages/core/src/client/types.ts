import type { Clock } from '../hands.ts';
import type { AudioData, AudioFile, Media } from '../media.ts';
import type {
  ChatResponse,
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
  TranscriptStatus,
  UploadedFile,
  WordSearchResponse,
} from '../model.ts';
import type { Hosts } from '../regions.ts';
import type { Usage } from '../usage/types.ts';

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

export interface ListQuery {
  /** Items on a page, 1..200. @default 10 (the server's) */
  readonly limit?: number | undefined;
  readonly status?: TranscriptStatus | undefined;
  /** `YYYY-MM-DD` */
  readonly created_on?: string | undefined;
  /** Only transcripts older than this one. */
  readonly before_id?: string | undefined;
  /** Only transcripts newer than this one. */
  readonly after_id?: string | undefined;
  /** Only transcripts that had to wait for a free slot; overrides `status`. */
  readonly throttled_only?: boolean | undefined;
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
  readonly beforeSubmit?: ((params: TranscriptParams) => Promise<void>) | undefined;
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

/** The request body of a submission. Keys are the API's own; unknown ones pass through. */
export interface TranscriptParams {
  readonly audio_url: string;
  readonly [parameter: string]: unknown;
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

/** What all LeMUR requests share. Give either `transcript_ids` or `input_text`. */
export interface LemurBase {
  readonly transcript_ids?: readonly string[] | undefined;
  readonly input_text?: string | undefined;
  readonly context?: Json | undefined;
  readonly final_model?: string | undefined;
  /** Tokens. */
  readonly max_output_size?: number | undefined;
  /** 0..1 */
  readonly temperature?: number | undefined;
}
export interface LemurTask extends LemurBase {
  readonly prompt: string;
}
export interface LemurSummary extends LemurBase {
  readonly answer_format?: string | undefined;
}
export interface LemurQuestion {
  readonly question: string;
  readonly context?: Json | undefined;
  readonly answer_format?: string | undefined;
  readonly answer_options?: readonly string[] | undefined;
}
export interface LemurQuestionAnswer extends LemurBase {
  readonly questions: readonly LemurQuestion[];
}
export type LemurActionItems = LemurSummary;

export interface LemurOptions extends CallOptions {
  /**
   * Who answers. `lemur` is the documented service; today's API answers 404 there, and `llm-gateway` runs the same
   * inputs over its successor with the same shape of answer. @default 'lemur'
   */
  readonly backend?: LemurBackend | undefined;
}

/** A chat with a model of the LLM Gateway. Keys are the API's own; unknown ones pass through. */
export interface ChatParams {
  readonly model: string;
  readonly messages?: readonly { readonly role: string; readonly content: unknown; readonly [key: string]: unknown }[];
  readonly prompt?: string;
  readonly [parameter: string]: unknown;
}

export interface UnderstandingParams {
  readonly transcript_id: string;
  readonly speech_understanding: { readonly request: { readonly [feature: string]: unknown } };
}

export interface TokenQuery {
  /** Seconds until the token must have been used, 1..600. */
  readonly expires_in_seconds: number;
  /** Seconds a session may last, 60..10 800. */
  readonly max_session_duration_seconds?: number | undefined;
}

export interface RawRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the host, such as `/v2/transcript`; or an absolute URL on one of the API's hosts. */
  readonly path: string;
  /** Which of the API's hosts `path` belongs to. @default 'api' */
  readonly host?: 'api' | 'llm' | 'streaming' | undefined;
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
  transcribe(
    source: Media,
    params?: Readonly<Record<string, unknown>>,
    options?: TranscribeOptions,
  ): Promise<Transcript>;

  /** Waits for a job that was submitted earlier, maybe by another process. */
  resume(transcriptId: string, options?: WaitOptions): Promise<Transcript>;

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
    wait(transcriptId: string, options?: WaitOptions): Promise<Transcript>;
  };
}

/** The whole API: {@link RestClient}, redacted audio, LeMUR, the LLM Gateway, streaming tokens, and any other request. */
export interface Client extends RestClient {
  readonly transcripts: RestClient['transcripts'] & RedactedAudioCalls;

  /** As {@link RestClient.transcribe}; may also wait for redacted audio, and count what is billed. */
  transcribe(
    source: Media,
    params?: Readonly<Record<string, unknown>>,
    options?: RedactedTranscribeOptions,
  ): Promise<Transcript>;

  readonly streaming: {
    createToken(query: TokenQuery, options?: CallOptions): Promise<StreamingToken>;
  };

  /** Any authorised request; resolves with the answer for 2xx and throws for the rest. */
  request(request: RawRequest, options?: CallOptions): Promise<RawResponse>;

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
    /** Translation, speaker names, formatting, summary or action items for a transcript that exists. */
    understanding(params: UnderstandingParams, options?: CallOptions): Promise<Transcript>;
  };
}
