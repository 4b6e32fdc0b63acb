/**
 * The API's responses. Times are integer milliseconds from the start of the audio. Confidences are 0 to 1. Fields that
 * are not listed here are kept unchanged.
 *
 * Source: contract `rest.md` section 5, `rest-supplement.md` section 3, `newer.md` 2 (newer fields).
 */

/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** `queued` and `processing` lead to `completed` or `error`. Clients treat an unknown status as not final. */
export type TranscriptStatus = 'queued' | 'processing' | 'completed' | 'error';

/** One recognized word. */
export interface Word {
  readonly text: string;
  /** ms */
  readonly start: number;
  /** ms */
  readonly end: number;
  /** 0..1 */
  readonly confidence: number;
  /** A letter with speaker labels, a channel number with multichannel, a name with speaker identification. */
  readonly speaker?: string | null;
  /** `"1"` is the left channel. */
  readonly channel?: string | null;
}

/** Uninterrupted speech of one speaker. */
export interface Utterance extends Word {
  readonly speaker: string;
  readonly words: readonly Word[];
  /** Translations by language code, if translation matches utterances. */
  readonly translated_texts?: Readonly<Record<string, string>>;
}

/** A span of time, ms. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

export interface Chapter extends TimeSpan {
  readonly gist: string;
  readonly headline: string;
  readonly summary: string;
}

/** `unavailable`: this model failed, although the transcript is complete. */
export type ModelStatus = 'success' | 'unavailable';

export interface HighlightsResult {
  readonly status: ModelStatus;
  readonly results?: readonly {
    readonly count: number;
    readonly rank: number;
    readonly text: string;
    readonly timestamps: readonly TimeSpan[];
  }[];
}

export interface ContentSafetyResult {
  readonly status: ModelStatus;
  readonly results?: readonly {
    readonly text: string;
    readonly labels: readonly {
      readonly label: string;
      readonly confidence: number;
      readonly severity: number | null;
    }[];
    readonly sentences_idx_start: number;
    readonly sentences_idx_end: number;
    readonly timestamp: TimeSpan;
  }[];
  readonly summary?: Readonly<Record<string, number>>;
  readonly severity_score_summary?: Readonly<
    Record<string, { readonly low: number; readonly medium: number; readonly high: number }>
  >;
}

export interface TopicsResult {
  readonly status: ModelStatus;
  readonly results?: readonly {
    readonly text: string;
    readonly labels?: readonly { readonly relevance: number; readonly label: string }[];
    readonly timestamp?: TimeSpan;
  }[];
  readonly summary?: Readonly<Record<string, number>>;
}

export interface SentimentResult extends TimeSpan {
  readonly text: string;
  readonly sentiment: 'POSITIVE' | 'NEUTRAL' | 'NEGATIVE';
  readonly confidence: number;
  readonly speaker?: string | null;
  readonly channel?: string | null;
}

export interface Entity extends TimeSpan {
  readonly entity_type: string;
  readonly text: string;
}

/** Fields of a transcript in any state. */
interface TranscriptFields {
  readonly id: string;
  readonly audio_url: string;
  /** Reason of the failure. */
  readonly error?: string | null;
  readonly text?: string | null;
  readonly words?: readonly Word[] | null;
  readonly utterances?: readonly Utterance[] | null;
  /** 0 to 1, for the whole transcript. */
  readonly confidence?: number | null;
  /** Seconds. */
  readonly audio_duration?: number | null;
  readonly audio_channels?: number | null;
  readonly language_code?: string | null;
  readonly language_confidence?: number | null;
  readonly speech_model?: string | null;
  readonly speech_models?: readonly string[] | null;
  /** The model that was used, if the API selected it. */
  readonly speech_model_used?: string | null;
  readonly speaker_labels?: boolean | null;
  readonly multichannel?: boolean | null;
  readonly summary?: string | null;
  readonly chapters?: readonly Chapter[] | null;
  readonly auto_highlights_result?: HighlightsResult | null;
  readonly content_safety_labels?: ContentSafetyResult | null;
  readonly iab_categories_result?: TopicsResult | null;
  readonly sentiment_analysis_results?: readonly SentimentResult[] | null;
  readonly entities?: readonly Entity[] | null;
  /** Translations by language code. */
  readonly translated_texts?: Readonly<Record<string, string>> | null;
  readonly redact_pii_audio?: boolean | null;
  readonly redact_pii_audio_options?: { readonly return_redacted_no_speech_audio?: boolean | null } | null;
  /** HTTP status that the webhook receiver returned. */
  readonly webhook_status_code?: number | null;
  readonly webhook_auth?: boolean | null;
  /** Whether the job waited because of the account's concurrency limit. */
  readonly throttled?: boolean | null;
  readonly [field: string]: unknown;
}

/** A transcript that is not finished. */
export interface UnfinishedTranscript extends TranscriptFields {
  readonly status: 'queued' | 'processing';
}

/** A transcript that failed. */
export interface FailedTranscript extends TranscriptFields {
  readonly status: 'error';
}

/** A finished transcript. */
export interface CompletedTranscript extends TranscriptFields {
  readonly status: 'completed';
  /** Empty if the recording contains no speech. */
  readonly text: string;
}

/** A transcript in any state, discriminated by `status`. Most fields are empty until it is `completed`. */
export type Transcript = UnfinishedTranscript | FailedTranscript | CompletedTranscript;

/** One item of the list of transcripts. Times are UTC; the API sends them without a time zone. */
export interface TranscriptListItem {
  readonly id: string;
  readonly status: TranscriptStatus;
  readonly resource_url: string;
  readonly audio_url: string;
  /** `YYYY-MM-DDTHH:MM:SS.ffffff` */
  readonly created: string;
  readonly completed: string | null;
  readonly error?: string | null;
  readonly [field: string]: unknown;
}

/** One page of the list, newest first. */
export interface TranscriptPage {
  readonly page_details: {
    readonly limit: number;
    /** Number of items on this page. */
    readonly result_count: number;
    readonly current_url: string;
    /** URL of the **older** page. */
    readonly prev_url: string | null;
    /** URL of the newer page. */
    readonly next_url: string | null;
  };
  readonly transcripts: readonly TranscriptListItem[];
}

/** `start` and `end` come from `words`. */
export interface Sentence extends Word {
  readonly words: readonly Word[];
}
export type Paragraph = Sentence;

export interface SentencesResponse {
  readonly id: string;
  readonly confidence: number;
  /** Seconds. */
  readonly audio_duration: number;
  readonly sentences: readonly Sentence[];
}

export interface ParagraphsResponse {
  readonly id: string;
  readonly confidence: number;
  /** Seconds. */
  readonly audio_duration: number;
  readonly paragraphs: readonly Paragraph[];
}

export interface WordSearchResponse {
  readonly id: string;
  readonly total_count: number;
  readonly matches: readonly {
    readonly text: string;
    readonly count: number;
    /** `[start, end]` in ms, one pair for each occurrence. */
    readonly timestamps: readonly (readonly [number, number])[];
    /** Index in `words` at which each occurrence starts. */
    readonly indexes: readonly number[];
  }[];
}

export interface RedactedAudio {
  /** `redacted_audio_ready` when the file is ready. */
  readonly status: string;
  /** A signed link that expires. */
  readonly redacted_audio_url?: string;
  /** Reason of the failure. */
  readonly error?: string | null;
}

export interface ReadyRedactedAudio extends RedactedAudio {
  readonly redacted_audio_url: string;
}

export interface UploadedFile {
  /** Valid for 24 hours, and only for transcription with an API key of the same project. */
  readonly upload_url: string;
}

export interface LemurUsage {
  readonly input_tokens: number;
  readonly output_tokens: number;
}

/** The service that answers: LeMUR itself, or the LLM Gateway instead. */
export type LemurBackend = 'lemur' | 'llm-gateway';

/** A free-text answer. */
export interface LemurTextResponse {
  readonly request_id: string;
  readonly response: string;
  readonly usage: LemurUsage;
}

export interface LemurAnswer {
  readonly question: string;
  readonly answer: string;
}

export interface LemurQuestionAnswerResponse {
  readonly request_id: string;
  readonly response: readonly LemurAnswer[];
  readonly usage: LemurUsage;
}

export interface LemurPurgeResponse {
  readonly request_id: string;
  readonly request_id_to_purge: string;
  readonly deleted: boolean;
}

/** Response of the LLM Gateway's `POST /chat/completions`. */
export interface ChatResponse {
  readonly request_id: string;
  readonly choices: readonly {
    readonly message: { readonly role: string; readonly content: string | null; readonly [field: string]: unknown };
    readonly finish_reason: string | null;
  }[];
  readonly usage?: LemurUsage & { readonly total_tokens?: number };
  readonly [field: string]: unknown;
}

/** A single-use token for a streaming session in a browser. */
export interface StreamingToken {
  readonly token: string;
  /** Seconds. */
  readonly expires_in_seconds?: number;
}
