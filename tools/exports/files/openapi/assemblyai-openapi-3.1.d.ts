export interface paths {
  '/v2/transcript': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Transcripts
     * @description Lists the transcripts of the last 90 days, newest first.
     */
    get: operations['listTranscripts'];
    put?: never;
    /**
     * Transcribe Audio
     * @description Submits an audio or video file for transcription and returns the queued transcript. Get the transcript until its status is completed or error, or set a webhook URL.
     */
    post: operations['transcribe'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/understanding': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Understand Transcript
     * @description Summarizes, translates, or formats a finished transcript, lists its action items, or identifies its speakers.
     */
    post: operations['understandTranscript'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v2/transcript/{transcript_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Transcript
     * @description Gets a transcript and its status, whether or not it is finished.
     */
    get: operations['getTranscript'];
    put?: never;
    post?: never;
    /**
     * Delete Transcript
     * @description Deletes the text and other data of a finished transcript. Its ID remains in the list.
     */
    delete: operations['deleteTranscript'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v2/transcript/{transcript_id}/{format}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Subtitles
     * @description Exports a finished transcript as SRT or WebVTT subtitles.
     */
    get: operations['getSubtitles'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v2/transcript/{transcript_id}/word-search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Search Words
     * @description Finds words or phrases in a finished transcript, with the times they are said.
     */
    get: operations['searchWords'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/chat/completions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Chat with LLM
     * @description Sends a prompt or a conversation to a language model in the LLM Gateway.
     */
    post: operations['llmChat'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v2/transcript/{transcript_id}/sentences': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Sentences
     * @description Splits a finished transcript into sentences.
     */
    get: operations['getSentences'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v2/transcript/{transcript_id}/paragraphs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Paragraphs
     * @description Splits a finished transcript into paragraphs.
     */
    get: operations['getParagraphs'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v2/transcript/{transcript_id}/redacted-audio': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get Redacted Audio
     * @description Gets the audio with personal information beeped out. The transcript must have been created with PII Audio Redaction.
     */
    get: operations['getRedactedAudio'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v2/upload': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Upload File
     * @description Uploads an audio or video file and returns a URL that works only for transcription.
     */
    post: operations['uploadFile'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v3/token': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Create Streaming Token
     * @description Creates a temporary token that lets a browser start a streaming session without your API key.
     */
    get: operations['createStreamingToken'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/lemur/v3/{request_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get LeMUR Response
     * @deprecated
     * @description Gets the response to an earlier LeMUR request. Fails unless your account still has LeMUR. LeMUR was shut down. The LLM Gateway does not store answers.
     */
    get: operations['lemurGetResponse'];
    put?: never;
    post?: never;
    /**
     * Purge LeMUR Request Data
     * @deprecated
     * @description Deletes the stored data of a LeMUR request. Fails unless your account still has LeMUR. LeMUR was shut down. The LLM Gateway does not store answers.
     */
    delete: operations['lemurPurge'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/lemur/v3/generate/task': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Run Task with LeMUR
     * @deprecated
     * @description Runs your prompt on transcripts or text with a language model. LeMUR was shut down. Use Chat with LLM instead.
     */
    post: operations['lemurTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/lemur/v3/generate/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Summarize with LeMUR
     * @deprecated
     * @description Summarizes transcripts or text with a language model. LeMUR was shut down. Use Chat with LLM instead.
     */
    post: operations['lemurSummary'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/lemur/v3/generate/question-answer': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask Questions with LeMUR
     * @deprecated
     * @description Answers questions about transcripts or text with a language model. LeMUR was shut down. Use Chat with LLM instead.
     */
    post: operations['lemurQuestionAnswer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/transcribe/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Transcribe Short Audio
     * @description Transcribes up to 120 seconds of WAV or PCM audio and returns the transcript in the response. Only in the US region.
     */
    post: operations['transcribeNow'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v3/ws': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Open Streaming Session
     * @description Opens a WebSocket that accepts audio and returns turns while a person speaks.
     */
    get: operations['connectStreaming'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface webhooks {
  transcriptReady: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Transcript Ready
     * @description AssemblyAI calls the webhook URL of a transcript when it is finished.
     */
    post: operations['transcriptReady'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface components {
  schemas: {
    /** @description A transcript in any state, discriminated by `status`. Most fields are empty until it is `completed`. */
    Transcript:
      | components['schemas']['UnfinishedTranscript']
      | components['schemas']['FailedTranscript']
      | components['schemas']['CompletedTranscript'];
    /** @description A transcript that is not finished. */
    UnfinishedTranscript: {
      id: string;
      audio_url: string;
      /** @description Reason of the failure. */
      error?: string | null;
      text?: string | null;
      words?: components['schemas']['Word'][] | null;
      utterances?: components['schemas']['Utterance'][] | null;
      /** @description 0 to 1, for the whole transcript. */
      confidence?: number | null;
      /** @description Seconds. */
      audio_duration?: number | null;
      audio_channels?: number | null;
      language_code?: string | null;
      language_confidence?: number | null;
      speech_model?: string | null;
      speech_models?: string[] | null;
      /** @description The model that was used, if the API selected it. */
      speech_model_used?: string | null;
      speaker_labels?: boolean | null;
      multichannel?: boolean | null;
      summary?: string | null;
      chapters?: components['schemas']['Chapter'][] | null;
      auto_highlights_result?: components['schemas']['HighlightsResult'] | null;
      content_safety_labels?: components['schemas']['ContentSafetyResult'] | null;
      iab_categories_result?: components['schemas']['TopicsResult'] | null;
      sentiment_analysis_results?: components['schemas']['SentimentResult'][] | null;
      entities?: components['schemas']['Entity'][] | null;
      /** @description Translations by language code. */
      translated_texts?: {
        [key: string]: string;
      } | null;
      redact_pii_audio?: boolean | null;
      redact_pii_audio_options?: {
        return_redacted_no_speech_audio?: boolean | null;
      } | null;
      /** @description HTTP status that the webhook receiver returned. */
      webhook_status_code?: number | null;
      webhook_auth?: boolean | null;
      /** @description Whether the job waited because of the account's concurrency limit. */
      throttled?: boolean | null;
      /** @enum {string} */
      status: 'queued' | 'processing';
    };
    /** @description One recognized word. */
    Word: {
      text: string;
      /** @description ms */
      start: number;
      /** @description ms */
      end: number;
      /** @description 0..1 */
      confidence: number;
      /** @description A letter with speaker labels, a channel number with multichannel, a name with speaker identification. */
      speaker?: string | null;
      /** @description `"1"` is the left channel. */
      channel?: string | null;
    };
    /** @description Uninterrupted speech of one speaker. */
    Utterance: {
      text: string;
      /** @description ms */
      start: number;
      /** @description ms */
      end: number;
      /** @description 0..1 */
      confidence: number;
      /** @description A letter with speaker labels, a channel number with multichannel, a name with speaker identification. */
      speaker: string;
      /** @description `"1"` is the left channel. */
      channel?: string | null;
      words: components['schemas']['Word'][];
      /** @description Translations by language code, if translation matches utterances. */
      translated_texts?: {
        [key: string]: string;
      };
    };
    Chapter: {
      start: number;
      end: number;
      gist: string;
      headline: string;
      summary: string;
    };
    HighlightsResult: {
      status: components['schemas']['ModelStatus'];
      results?: {
        count: number;
        rank: number;
        text: string;
        timestamps: components['schemas']['TimeSpan'][];
      }[];
    };
    /**
     * @description `unavailable`: this model failed, although the transcript is complete.
     * @enum {string}
     */
    ModelStatus: 'success' | 'unavailable';
    /** @description A span of time, ms. */
    TimeSpan: {
      start: number;
      end: number;
    };
    ContentSafetyResult: {
      status: components['schemas']['ModelStatus'];
      results?: {
        text: string;
        labels: {
          label: string;
          confidence: number;
          severity: number | null;
        }[];
        sentences_idx_start: number;
        sentences_idx_end: number;
        timestamp: components['schemas']['TimeSpan'];
      }[];
      /** @description Make all properties in T readonly */
      summary?: {
        [key: string]: number;
      };
      /** @description Make all properties in T readonly */
      severity_score_summary?: {
        [key: string]: {
          low: number;
          medium: number;
          high: number;
        };
      };
    };
    TopicsResult: {
      status: components['schemas']['ModelStatus'];
      results?: {
        text: string;
        labels?: {
          relevance: number;
          label: string;
        }[];
        timestamp?: components['schemas']['TimeSpan'];
      }[];
      /** @description Make all properties in T readonly */
      summary?: {
        [key: string]: number;
      };
    };
    SentimentResult: {
      start: number;
      end: number;
      text: string;
      /** @enum {string} */
      sentiment: 'POSITIVE' | 'NEUTRAL' | 'NEGATIVE';
      confidence: number;
      speaker?: string | null;
      channel?: string | null;
    };
    Entity: {
      start: number;
      end: number;
      entity_type: string;
      text: string;
    };
    /** @description A transcript that failed. */
    FailedTranscript: {
      id: string;
      audio_url: string;
      /** @description Reason of the failure. */
      error?: string | null;
      text?: string | null;
      words?: components['schemas']['Word'][] | null;
      utterances?: components['schemas']['Utterance'][] | null;
      /** @description 0 to 1, for the whole transcript. */
      confidence?: number | null;
      /** @description Seconds. */
      audio_duration?: number | null;
      audio_channels?: number | null;
      language_code?: string | null;
      language_confidence?: number | null;
      speech_model?: string | null;
      speech_models?: string[] | null;
      /** @description The model that was used, if the API selected it. */
      speech_model_used?: string | null;
      speaker_labels?: boolean | null;
      multichannel?: boolean | null;
      summary?: string | null;
      chapters?: components['schemas']['Chapter'][] | null;
      auto_highlights_result?: components['schemas']['HighlightsResult'] | null;
      content_safety_labels?: components['schemas']['ContentSafetyResult'] | null;
      iab_categories_result?: components['schemas']['TopicsResult'] | null;
      sentiment_analysis_results?: components['schemas']['SentimentResult'][] | null;
      entities?: components['schemas']['Entity'][] | null;
      /** @description Translations by language code. */
      translated_texts?: {
        [key: string]: string;
      } | null;
      redact_pii_audio?: boolean | null;
      redact_pii_audio_options?: {
        return_redacted_no_speech_audio?: boolean | null;
      } | null;
      /** @description HTTP status that the webhook receiver returned. */
      webhook_status_code?: number | null;
      webhook_auth?: boolean | null;
      /** @description Whether the job waited because of the account's concurrency limit. */
      throttled?: boolean | null;
      /** @constant */
      status: 'error';
    };
    /** @description A finished transcript. */
    CompletedTranscript: {
      id: string;
      audio_url: string;
      /** @description Reason of the failure. */
      error?: string | null;
      /** @description Empty if the recording contains no speech. */
      text: string;
      words?: components['schemas']['Word'][] | null;
      utterances?: components['schemas']['Utterance'][] | null;
      /** @description 0 to 1, for the whole transcript. */
      confidence?: number | null;
      /** @description Seconds. */
      audio_duration?: number | null;
      audio_channels?: number | null;
      language_code?: string | null;
      language_confidence?: number | null;
      speech_model?: string | null;
      speech_models?: string[] | null;
      /** @description The model that was used, if the API selected it. */
      speech_model_used?: string | null;
      speaker_labels?: boolean | null;
      multichannel?: boolean | null;
      summary?: string | null;
      chapters?: components['schemas']['Chapter'][] | null;
      auto_highlights_result?: components['schemas']['HighlightsResult'] | null;
      content_safety_labels?: components['schemas']['ContentSafetyResult'] | null;
      iab_categories_result?: components['schemas']['TopicsResult'] | null;
      sentiment_analysis_results?: components['schemas']['SentimentResult'][] | null;
      entities?: components['schemas']['Entity'][] | null;
      /** @description Translations by language code. */
      translated_texts?: {
        [key: string]: string;
      } | null;
      redact_pii_audio?: boolean | null;
      redact_pii_audio_options?: {
        return_redacted_no_speech_audio?: boolean | null;
      } | null;
      /** @description HTTP status that the webhook receiver returned. */
      webhook_status_code?: number | null;
      webhook_auth?: boolean | null;
      /** @description Whether the job waited because of the account's concurrency limit. */
      throttled?: boolean | null;
      /** @constant */
      status: 'completed';
    };
    /** @description One page of the list, newest first. */
    TranscriptPage: {
      page_details: {
        limit: number;
        /** @description Number of items on this page. */
        result_count: number;
        current_url: string;
        /** @description URL of the **older** page. */
        prev_url: string | null;
        /** @description URL of the newer page. */
        next_url: string | null;
      };
      transcripts: components['schemas']['TranscriptListItem'][];
    };
    /** @description One item of the list of transcripts. Times are UTC; the API sends them without a time zone. */
    TranscriptListItem: {
      id: string;
      status: components['schemas']['TranscriptStatus'];
      resource_url: string;
      audio_url: string;
      /** @description `YYYY-MM-DDTHH:MM:SS.ffffff` */
      created: string;
      completed: string | null;
      error?: string | null;
    } & {
      [key: string]: unknown;
    };
    /**
     * @description `queued` and `processing` lead to `completed` or `error`. Clients treat an unknown status as not final.
     * @enum {string}
     */
    TranscriptStatus: 'queued' | 'processing' | 'completed' | 'error';
    SentencesResponse: {
      id: string;
      confidence: number;
      /** @description Seconds. */
      audio_duration: number;
      sentences: components['schemas']['Sentence'][];
    };
    /** @description `start` and `end` come from `words`. */
    Sentence: {
      text: string;
      /** @description ms */
      start: number;
      /** @description ms */
      end: number;
      /** @description 0..1 */
      confidence: number;
      /** @description A letter with speaker labels, a channel number with multichannel, a name with speaker identification. */
      speaker?: string | null;
      /** @description `"1"` is the left channel. */
      channel?: string | null;
      words: components['schemas']['Word'][];
    };
    ParagraphsResponse: {
      id: string;
      confidence: number;
      /** @description Seconds. */
      audio_duration: number;
      paragraphs: components['schemas']['Paragraph'][];
    };
    Paragraph: components['schemas']['Sentence'];
    WordSearchResponse: {
      id: string;
      total_count: number;
      matches: {
        text: string;
        count: number;
        /** @description `[start, end]` in ms, one pair for each occurrence. */
        timestamps: number[][];
        /** @description Index in `words` at which each occurrence starts. */
        indexes: number[];
      }[];
    };
    RedactedAudio: {
      /** @description `redacted_audio_ready` when the file is ready. */
      status: string;
      /** @description A signed link that expires. */
      redacted_audio_url?: string;
      /** @description Reason of the failure. */
      error?: string | null;
    };
    UploadedFile: {
      /** @description Valid for 24 hours, and only for transcription with an API key of the same project. */
      upload_url: string;
    };
    /** @description A free-text answer. */
    LemurTextResponse: {
      request_id: string;
      response: string;
      usage: components['schemas']['LemurUsage'];
    };
    LemurUsage: {
      input_tokens: number;
      output_tokens: number;
    };
    LemurQuestionAnswerResponse: {
      request_id: string;
      response: components['schemas']['LemurAnswer'][];
      usage: components['schemas']['LemurUsage'];
    };
    LemurAnswer: {
      question: string;
      answer: string;
    };
    LemurPurgeResponse: {
      request_id: string;
      request_id_to_purge: string;
      deleted: boolean;
    };
    /** @description Response of the LLM Gateway's `POST /chat/completions`. */
    ChatResponse: {
      request_id: string;
      choices: {
        message: {
          role: string;
          content: string | null;
        } & {
          [key: string]: unknown;
        };
        finish_reason: string | null;
      }[];
      usage?: {
        total_tokens?: number;
        input_tokens: number;
        output_tokens: number;
      };
    } & {
      [key: string]: unknown;
    };
    /** @description A single-use token for a streaming session in a browser. */
    StreamingToken: {
      token: string;
      /** @description Seconds. */
      expires_in_seconds?: number;
    };
    /** @description The parts of a transcript that a feature of Speech Understanding changes or adds. */
    UnderstoodTranscript: {
      /** @constant */
      status?: 'completed';
      /** @description Empty if the recording contains no speech. */
      text?: string;
      id?: string;
      audio_url?: string;
      /** @description Reason of the failure. */
      error?: string | null;
      words?: components['schemas']['Word'][] | null;
      utterances?: components['schemas']['Utterance'][] | null;
      /** @description 0 to 1, for the whole transcript. */
      confidence?: number | null;
      /** @description Seconds. */
      audio_duration?: number | null;
      audio_channels?: number | null;
      language_code?: string | null;
      language_confidence?: number | null;
      speech_model?: string | null;
      speech_models?: string[] | null;
      /** @description The model that was used, if the API selected it. */
      speech_model_used?: string | null;
      speaker_labels?: boolean | null;
      multichannel?: boolean | null;
      summary?: string | null;
      chapters?: components['schemas']['Chapter'][] | null;
      auto_highlights_result?: components['schemas']['HighlightsResult'] | null;
      content_safety_labels?: components['schemas']['ContentSafetyResult'] | null;
      iab_categories_result?: components['schemas']['TopicsResult'] | null;
      sentiment_analysis_results?: components['schemas']['SentimentResult'][] | null;
      entities?: components['schemas']['Entity'][] | null;
      /** @description Translations by language code. */
      translated_texts?: {
        [key: string]: string;
      } | null;
      redact_pii_audio?: boolean | null;
      redact_pii_audio_options?: {
        return_redacted_no_speech_audio?: boolean | null;
      } | null;
      /** @description HTTP status that the webhook receiver returned. */
      webhook_status_code?: number | null;
      webhook_auth?: boolean | null;
      /** @description Whether the job waited because of the account's concurrency limit. */
      throttled?: boolean | null;
    };
    /** @description The result of a sync transcription. */
    SyncTranscript: {
      text: string;
      words: components['schemas']['NowWord'][];
      /** @description 0 to 1. */
      confidence: number | null;
      audio_duration_ms: number;
      /** @description ID of the sync request. Quote it when you contact support. */
      session_id?: string;
      /** @description Processing time of the service, in milliseconds. */
      request_time_ms?: number;
    };
    /** @description A word of a sync transcription. */
    NowWord: {
      text: string;
      /** @description 0 to 1. */
      confidence: number;
      /** @description In milliseconds. Absent unless `timestamps` was set. */
      start?: number;
      /** @description In milliseconds. Absent unless `timestamps` was set. */
      end?: number;
    };
    Error: {
      /** @description What went wrong. */
      error: string;
    } & {
      [key: string]: unknown;
    };
  };
  responses: {
    /** @description The request is invalid. */
    BadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The API key is missing or wrong. */
    Unauthorized: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description Nothing in this project has this ID. */
    NotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description Too many requests. Wait before you try again. */
    TooManyRequests: {
      headers: {
        /** @description Seconds to wait. */
        'Retry-After'?: number;
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The request failed. Try again in a few minutes. */
    ServerError: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listTranscripts: {
    parameters: {
      query?: {
        /**
         * @description Max number of transcripts to return. 1 to 200.
         *
         *     Only with `return_all`: `false`.
         * @example 2
         */
        limit?: number;
        /**
         * @description Status of the transcripts to return. Leave empty for all.
         * @example completed
         */
        status?: 'queued' | 'processing' | 'completed' | 'error';
        /**
         * @description Date on which the transcripts were created. Leave empty for any date.
         * @example 2026-01-31
         */
        created_on?: string;
        /** @description Return only transcripts created before this one. */
        before_id?: string;
        /** @description Return only transcripts created after this one. */
        after_id?: string;
        /** @description Return only transcripts that were throttled by the concurrency limit. Ignores the status. */
        throttled_only?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Response of List Transcripts. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "page_details": {
           *         "limit": 3,
           *         "result_count": 3,
           *         "current_url": "https://api.assemblyai.com/v2/transcript?limit=3",
           *         "prev_url": "https://api.assemblyai.com/v2/transcript?limit=3&before_id=28a73d01-98db-41dd-9e98-2533ba0af117",
           *         "next_url": "https://api.assemblyai.com/v2/transcript?limit=3&after_id=b33f4691-85b7-4f31-be12-a87cef1c1229"
           *       },
           *       "transcripts": [
           *         {
           *           "id": "28a73d01-98db-41dd-9e98-2533ba0af117",
           *           "resource_url": "https://api.assemblyai.com/v2/transcript/28a73d01-98db-41dd-9e98-2533ba0af117",
           *           "status": "completed",
           *           "created": "2024-03-11T21:12:57.372215",
           *           "completed": "2024-03-11T21:13:03.267020",
           *           "audio_url": "https://assembly.ai/nbc.mp3",
           *           "error": null
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['TranscriptPage'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  transcribe: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "audio_url": "https://assembly.ai/wildfires.mp3",
         *       "speaker_labels": true,
         *       "format_text": false
         *     }
         */
        'application/json': {
          /**
           * Audio
           * Format: uri
           * @description Public link that points directly to an audio or video file, or the URL of an uploaded file.
           * @example https://assembly.ai/wildfires.mp3
           */
          audio_url: string;
          /**
           * Speech Models
           * @description Models to try, in order of preference. Leave empty to use the service default.
           *
           *     - `assemblyai-stt-3-7`: AssemblyAI STT 3.7. Newest and most accurate.
           *     - `universal-2`: Supports the most languages. A good second choice.
           *     - `universal-3-5-pro`: Universal-3.5 Pro. Deprecated. Use AssemblyAI STT 3.7 instead.
           *     - `universal-3-pro`: Universal-3 Pro. Deprecated. Some accounts receive an error. Use AssemblyAI STT 3.7 instead.
           *
           *     Not together with `speech_model`.
           * @example [
           *       "assemblyai-stt-3-7",
           *       "universal-2"
           *     ]
           */
          speech_models?: (('assemblyai-stt-3-7' | 'universal-2' | 'universal-3-5-pro' | 'universal-3-pro') | string)[];
          /**
           * Speech Model
           * @deprecated
           * @description Single model to use, by its older name.
           *
           *     - `universal`: Supports the most languages. No longer accepted by the API.
           *     - `slam-1`: English only. Supports key terms. No longer accepted by the API.
           *     - `best`: Former name of Universal. No longer accepted by the API.
           *
           *     No longer accepted by the API. Use `speech_models` instead.
           */
          speech_model?: ('universal' | 'slam-1' | 'best') | string;
          /**
           * Prompt
           * @description Context and instructions for the model. Up to 1,500 words.
           *
           *     Models: `assemblyai-stt-3-7`, `universal-3-5-pro`, `universal-3-pro`.
           * @example A conversation between a doctor and a patient about heart medicine.
           */
          prompt?: string;
          /**
           * Key Terms
           * @description Names and terms to recognize more accurately. Up to 1,000 terms of 6 words each.
           * @example [
           *       "differential diagnosis",
           *       "hypertension",
           *       "Wellbutrin XL 150mg"
           *     ]
           */
          keyterms_prompt?: string[];
          keyterms_prompt_options?: {
            /**
             * Key Terms Match Strength
             * @description How strongly to prefer key terms over words that sound similar.
             *
             *     Needs `keyterms_prompt`.
             */
            keyterms_match_strength?: ('standard' | 'high') | string;
          };
          /**
           * Domain
           * @description Subject area with specialized vocabulary, such as medicine.
           *
           *     - `medical-v1`: Medical. English, Spanish, German, and French.
           *
           *     Documented for `en`, `es`, `de`, `fr`.
           */
          domain?: 'medical-v1' | string;
          /**
           * Temperature
           * @description Randomness of the text, from 0 to 1. Defaults to 0.
           *
           *     Models: `assemblyai-stt-3-7`, `universal-3-5-pro`, `universal-3-pro`.
           * @default 0
           * @example 0.2
           */
          temperature?: number;
          /**
           * Start Time
           * @description Position to start at. Defaults to the beginning of the recording. In milliseconds.
           * @example 5000
           */
          audio_start_from?: number;
          /**
           * End Time
           * @description Position to stop at. Defaults to the end of the recording. In milliseconds.
           * @example 15000
           */
          audio_end_at?: number;
          /**
           * Speech Threshold
           * @description Minimum share of speech, from 0 to 1. Below it, the transcript fails. Unreliable under 30 seconds.
           * @default 0
           * @example 0.5
           */
          speech_threshold?: number;
          /**
           * Language
           * @description Main language of the recording. Leave empty for US English.
           * @default en_us
           * @example es
           */
          language_code?:
            | (
                | 'en'
                | 'en_au'
                | 'en_uk'
                | 'en_us'
                | 'es'
                | 'fr'
                | 'de'
                | 'de_ch'
                | 'it'
                | 'pt'
                | 'nl'
                | 'af'
                | 'sq'
                | 'am'
                | 'ar'
                | 'hy'
                | 'as'
                | 'az'
                | 'ba'
                | 'eu'
                | 'be'
                | 'bn'
                | 'bs'
                | 'br'
                | 'bg'
                | 'my'
                | 'ca'
                | 'zh'
                | 'hr'
                | 'cs'
                | 'da'
                | 'et'
                | 'fo'
                | 'fi'
                | 'gl'
                | 'ka'
                | 'el'
                | 'gu'
                | 'ht'
                | 'ha'
                | 'haw'
                | 'he'
                | 'hi'
                | 'hu'
                | 'is'
                | 'id'
                | 'ja'
                | 'jw'
                | 'kn'
                | 'kk'
                | 'km'
                | 'ko'
                | 'lo'
                | 'la'
                | 'lv'
                | 'ln'
                | 'lt'
                | 'lb'
                | 'mk'
                | 'mg'
                | 'ms'
                | 'ml'
                | 'mt'
                | 'mi'
                | 'mr'
                | 'mn'
                | 'ne'
                | 'no'
                | 'nn'
                | 'oc'
                | 'pa'
                | 'ps'
                | 'fa'
                | 'pl'
                | 'ro'
                | 'ru'
                | 'sa'
                | 'sr'
                | 'sn'
                | 'sd'
                | 'si'
                | 'sk'
                | 'sl'
                | 'so'
                | 'su'
                | 'sw'
                | 'sv'
                | 'tl'
                | 'tg'
                | 'ta'
                | 'tt'
                | 'te'
                | 'th'
                | 'bo'
                | 'tr'
                | 'tk'
                | 'uk'
                | 'ur'
                | 'uz'
                | 'vi'
                | 'cy'
                | 'yi'
                | 'yo'
              )
            | string;
          /**
           * Languages
           * @description Languages of a recording that switches between them. Must include English.
           *
           *     Not together with `language_code`.
           * @example [
           *       "en",
           *       "es"
           *     ]
           */
          language_codes?: (
            | (
                | 'en'
                | 'en_au'
                | 'en_uk'
                | 'en_us'
                | 'es'
                | 'fr'
                | 'de'
                | 'de_ch'
                | 'it'
                | 'pt'
                | 'nl'
                | 'af'
                | 'sq'
                | 'am'
                | 'ar'
                | 'hy'
                | 'as'
                | 'az'
                | 'ba'
                | 'eu'
                | 'be'
                | 'bn'
                | 'bs'
                | 'br'
                | 'bg'
                | 'my'
                | 'ca'
                | 'zh'
                | 'hr'
                | 'cs'
                | 'da'
                | 'et'
                | 'fo'
                | 'fi'
                | 'gl'
                | 'ka'
                | 'el'
                | 'gu'
                | 'ht'
                | 'ha'
                | 'haw'
                | 'he'
                | 'hi'
                | 'hu'
                | 'is'
                | 'id'
                | 'ja'
                | 'jw'
                | 'kn'
                | 'kk'
                | 'km'
                | 'ko'
                | 'lo'
                | 'la'
                | 'lv'
                | 'ln'
                | 'lt'
                | 'lb'
                | 'mk'
                | 'mg'
                | 'ms'
                | 'ml'
                | 'mt'
                | 'mi'
                | 'mr'
                | 'mn'
                | 'ne'
                | 'no'
                | 'nn'
                | 'oc'
                | 'pa'
                | 'ps'
                | 'fa'
                | 'pl'
                | 'ro'
                | 'ru'
                | 'sa'
                | 'sr'
                | 'sn'
                | 'sd'
                | 'si'
                | 'sk'
                | 'sl'
                | 'so'
                | 'su'
                | 'sw'
                | 'sv'
                | 'tl'
                | 'tg'
                | 'ta'
                | 'tt'
                | 'te'
                | 'th'
                | 'bo'
                | 'tr'
                | 'tk'
                | 'uk'
                | 'ur'
                | 'uz'
                | 'vi'
                | 'cy'
                | 'yi'
                | 'yo'
              )
            | string
          )[];
          /**
           * Language Detection
           * @description Detect the main language. Requires at least 15 seconds of speech.
           *
           *     Not together with `language_code`.
           * @default false
           */
          language_detection?: boolean;
          /**
           * Language Confidence Threshold
           * @description Minimum confidence of the detected language, from 0 to 1. Below it, the transcript fails.
           *
           *     Needs `language_detection`: `true`.
           * @default 0
           * @example 0.8
           */
          language_confidence_threshold?: number;
          language_detection_options?: {
            /**
             * Expected Languages
             * @description Languages to consider. Leave empty to consider all languages.
             *
             *     Only with `language_detection`: `true`.
             * @example [
             *       "en",
             *       "de"
             *     ]
             */
            expected_languages?: (
              | (
                  | 'en'
                  | 'en_au'
                  | 'en_uk'
                  | 'en_us'
                  | 'es'
                  | 'fr'
                  | 'de'
                  | 'de_ch'
                  | 'it'
                  | 'pt'
                  | 'nl'
                  | 'af'
                  | 'sq'
                  | 'am'
                  | 'ar'
                  | 'hy'
                  | 'as'
                  | 'az'
                  | 'ba'
                  | 'eu'
                  | 'be'
                  | 'bn'
                  | 'bs'
                  | 'br'
                  | 'bg'
                  | 'my'
                  | 'ca'
                  | 'zh'
                  | 'hr'
                  | 'cs'
                  | 'da'
                  | 'et'
                  | 'fo'
                  | 'fi'
                  | 'gl'
                  | 'ka'
                  | 'el'
                  | 'gu'
                  | 'ht'
                  | 'ha'
                  | 'haw'
                  | 'he'
                  | 'hi'
                  | 'hu'
                  | 'is'
                  | 'id'
                  | 'ja'
                  | 'jw'
                  | 'kn'
                  | 'kk'
                  | 'km'
                  | 'ko'
                  | 'lo'
                  | 'la'
                  | 'lv'
                  | 'ln'
                  | 'lt'
                  | 'lb'
                  | 'mk'
                  | 'mg'
                  | 'ms'
                  | 'ml'
                  | 'mt'
                  | 'mi'
                  | 'mr'
                  | 'mn'
                  | 'ne'
                  | 'no'
                  | 'nn'
                  | 'oc'
                  | 'pa'
                  | 'ps'
                  | 'fa'
                  | 'pl'
                  | 'ro'
                  | 'ru'
                  | 'sa'
                  | 'sr'
                  | 'sn'
                  | 'sd'
                  | 'si'
                  | 'sk'
                  | 'sl'
                  | 'so'
                  | 'su'
                  | 'sw'
                  | 'sv'
                  | 'tl'
                  | 'tg'
                  | 'ta'
                  | 'tt'
                  | 'te'
                  | 'th'
                  | 'bo'
                  | 'tr'
                  | 'tk'
                  | 'uk'
                  | 'ur'
                  | 'uz'
                  | 'vi'
                  | 'cy'
                  | 'yi'
                  | 'yo'
                )
              | string
            )[];
            /**
             * Fallback Language
             * @description Language to use if the detected language is not expected.
             *
             *     Only with `language_detection`: `true`.
             * @default auto
             */
            fallback_language?:
              | (
                  | 'auto'
                  | 'en'
                  | 'en_au'
                  | 'en_uk'
                  | 'en_us'
                  | 'es'
                  | 'fr'
                  | 'de'
                  | 'de_ch'
                  | 'it'
                  | 'pt'
                  | 'nl'
                  | 'af'
                  | 'sq'
                  | 'am'
                  | 'ar'
                  | 'hy'
                  | 'as'
                  | 'az'
                  | 'ba'
                  | 'eu'
                  | 'be'
                  | 'bn'
                  | 'bs'
                  | 'br'
                  | 'bg'
                  | 'my'
                  | 'ca'
                  | 'zh'
                  | 'hr'
                  | 'cs'
                  | 'da'
                  | 'et'
                  | 'fo'
                  | 'fi'
                  | 'gl'
                  | 'ka'
                  | 'el'
                  | 'gu'
                  | 'ht'
                  | 'ha'
                  | 'haw'
                  | 'he'
                  | 'hi'
                  | 'hu'
                  | 'is'
                  | 'id'
                  | 'ja'
                  | 'jw'
                  | 'kn'
                  | 'kk'
                  | 'km'
                  | 'ko'
                  | 'lo'
                  | 'la'
                  | 'lv'
                  | 'ln'
                  | 'lt'
                  | 'lb'
                  | 'mk'
                  | 'mg'
                  | 'ms'
                  | 'ml'
                  | 'mt'
                  | 'mi'
                  | 'mr'
                  | 'mn'
                  | 'ne'
                  | 'no'
                  | 'nn'
                  | 'oc'
                  | 'pa'
                  | 'ps'
                  | 'fa'
                  | 'pl'
                  | 'ro'
                  | 'ru'
                  | 'sa'
                  | 'sr'
                  | 'sn'
                  | 'sd'
                  | 'si'
                  | 'sk'
                  | 'sl'
                  | 'so'
                  | 'su'
                  | 'sw'
                  | 'sv'
                  | 'tl'
                  | 'tg'
                  | 'ta'
                  | 'tt'
                  | 'te'
                  | 'th'
                  | 'bo'
                  | 'tr'
                  | 'tk'
                  | 'uk'
                  | 'ur'
                  | 'uz'
                  | 'vi'
                  | 'cy'
                  | 'yi'
                  | 'yo'
                )
              | string;
            /**
             * Code Switching
             * @description Detect switches between languages within the recording.
             *
             *     Only with `language_detection`: `true`.
             * @default false
             */
            code_switching?: boolean;
            /**
             * Code Switching Confidence Threshold
             * @description Minimum confidence of a language switch, from 0 to 1. Defaults to 0.3.
             *
             *     Only with `language_detection`: `true`. Only with `code_switching`: `true`.
             * @default 0.3
             */
            code_switching_confidence_threshold?: number;
            /**
             * If No Speech Is Detected
             * @description Action to take if no language can be detected.
             *
             *     Only with `language_detection`: `true`.
             * @enum {string}
             */
            on_no_speech_detected?: 'error' | 'fallback';
            /**
             * If Language Confidence Is Low
             * @description Action to take if the detected language is below the confidence threshold.
             *
             *     Only with `language_detection`: `true`.
             * @enum {string}
             */
            on_low_language_confidence?: 'error' | 'fallback';
            /**
             * Localization
             * @description Regional spelling for a detected language, such as British English.
             *
             *     Only with `language_detection`: `true`.
             * @example [
             *       "en_uk"
             *     ]
             */
            localization?: string[];
            /**
             * Swiss German
             * @description Treat detected German as the Swiss dialect.
             *
             *     Only with `language_detection`: `true`.
             */
            swiss_german?: boolean;
            /**
             * Language Detection Model
             * @description Language detection model. Leave empty to use the default.
             *
             *     Only with `language_detection`: `true`.
             */
            language_detection_model?: string;
          };
          /**
           * Speaker Labels
           * @description Detect the speakers and label what each one says.
           *
           *     Not together with `multichannel`. Not together with `dual_channel`.
           * @default false
           */
          speaker_labels?: boolean;
          /**
           * Number of Speakers
           * @description Exact number of speakers. Set it only if you are certain. At least 1.
           *
           *     Only with `speaker_labels`: `true`.
           * @example 3
           */
          speakers_expected?: number;
          speaker_options?: {
            /**
             * Minimum Speakers
             * @description Minimum number of speakers to expect. Defaults to 1.
             *
             *     Only with `speaker_labels`: `true`.
             * @default 1
             * @example 3
             */
            min_speakers_expected?: number;
            /**
             * Maximum Speakers
             * @description Maximum number of speakers to expect. Too high a value lowers accuracy. At least 1.
             *
             *     Only with `speaker_labels`: `true`.
             * @example 5
             */
            max_speakers_expected?: number;
            /**
             * Include Speaker Confidence
             * @description Return the confidence of each speaker label.
             *
             *     Only with `speaker_labels`: `true`.
             */
            include_speaker_confidence?: boolean;
          };
          /**
           * Multichannel
           * @description Transcribe each audio channel separately. Adds about 25% to processing time.
           * @default false
           */
          multichannel?: boolean;
          speech_understanding?: {
            request?: {
              /**
               * Speaker Identification
               * @description Replace speaker labels such as A and B with names or roles.
               */
              speaker_identification?: {
                /**
                 * Identify By
                 * @description Choose whether to identify speakers by name or by role.
                 * @example name
                 * @enum {string}
                 */
                speaker_type: 'name' | 'role';
                /**
                 * Known Speakers
                 * @description Names or roles of the speakers. Up to 35 characters each.
                 *
                 *     Not together with `speakers`.
                 * @example [
                 *       "interviewer",
                 *       "candidate"
                 *     ]
                 */
                known_values?: string[];
                /**
                 * Speaker Details
                 * @description Speakers with identifying details. Use instead of `known_values`.
                 * @example [
                 *       {
                 *         "name": "Michel Martin",
                 *         "description": "Hosts the program and interviews the guests"
                 *       }
                 *     ]
                 */
                speakers?: ({
                  /**
                   * Name
                   * @description Name of the speaker.
                   */
                  name?: string;
                  /**
                   * Role
                   * @description Role of the speaker in the conversation.
                   */
                  role?: string;
                  /**
                   * Description
                   * @description Details that identify the speaker, such as what they do or say.
                   */
                  description?: string;
                  /**
                   * Company
                   * @description Company the speaker works for.
                   */
                  company?: string;
                  /**
                   * Job Title
                   * @description Job title of the speaker.
                   */
                  title?: string;
                } & {
                  [key: string]: unknown;
                })[];
                /**
                 * Identification Effort
                 * @description How much effort the model spends on identifying speakers. Medium costs more.
                 *
                 *     - `low`: Faster.
                 *     - `medium`: More thorough.
                 * @default low
                 * @enum {string}
                 */
                effort?: 'low' | 'medium';
              };
              /**
               * Summary
               * @description Summarize the recording.
               */
              summarization?: {
                /**
                 * Summary Format
                 * @description Format of the summary.
                 * @enum {string}
                 */
                summary_type?: 'paragraph' | 'bullets';
                /**
                 * Summary Effort
                 * @description How much effort the model spends on the summary.
                 *
                 *     - `low`: Faster.
                 *     - `medium`: More thorough.
                 * @enum {string}
                 */
                effort?: 'low' | 'medium';
              };
              /**
               * Action Items
               * @description List the tasks to do after the conversation.
               */
              action_items?: {
                /**
                 * Include Decisions
                 * @description Include the decisions made in the conversation.
                 */
                include_decisions?: boolean;
                /**
                 * Action Items Effort
                 * @description How much effort the model spends on the action items.
                 *
                 *     - `low`: Faster.
                 *     - `medium`: More thorough.
                 * @enum {string}
                 */
                effort?: 'low' | 'medium';
              };
              /**
               * Translation
               * @description Translate the transcript into other languages.
               */
              translation?: {
                /**
                 * Target Languages
                 * @description Languages to translate into.
                 * @example [
                 *       "es",
                 *       "de"
                 *     ]
                 */
                target_languages: (
                  | (
                      | 'en'
                      | 'en_au'
                      | 'en_uk'
                      | 'en_us'
                      | 'es'
                      | 'fr'
                      | 'de'
                      | 'de_ch'
                      | 'it'
                      | 'pt'
                      | 'nl'
                      | 'af'
                      | 'sq'
                      | 'am'
                      | 'ar'
                      | 'hy'
                      | 'as'
                      | 'az'
                      | 'ba'
                      | 'eu'
                      | 'be'
                      | 'bn'
                      | 'bs'
                      | 'br'
                      | 'bg'
                      | 'my'
                      | 'ca'
                      | 'zh'
                      | 'hr'
                      | 'cs'
                      | 'da'
                      | 'et'
                      | 'fo'
                      | 'fi'
                      | 'gl'
                      | 'ka'
                      | 'el'
                      | 'gu'
                      | 'ht'
                      | 'ha'
                      | 'haw'
                      | 'he'
                      | 'hi'
                      | 'hu'
                      | 'is'
                      | 'id'
                      | 'ja'
                      | 'jw'
                      | 'kn'
                      | 'kk'
                      | 'km'
                      | 'ko'
                      | 'lo'
                      | 'la'
                      | 'lv'
                      | 'ln'
                      | 'lt'
                      | 'lb'
                      | 'mk'
                      | 'mg'
                      | 'ms'
                      | 'ml'
                      | 'mt'
                      | 'mi'
                      | 'mr'
                      | 'mn'
                      | 'ne'
                      | 'no'
                      | 'nn'
                      | 'oc'
                      | 'pa'
                      | 'ps'
                      | 'fa'
                      | 'pl'
                      | 'ro'
                      | 'ru'
                      | 'sa'
                      | 'sr'
                      | 'sn'
                      | 'sd'
                      | 'si'
                      | 'sk'
                      | 'sl'
                      | 'so'
                      | 'su'
                      | 'sw'
                      | 'sv'
                      | 'tl'
                      | 'tg'
                      | 'ta'
                      | 'tt'
                      | 'te'
                      | 'th'
                      | 'bo'
                      | 'tr'
                      | 'tk'
                      | 'uk'
                      | 'ur'
                      | 'uz'
                      | 'vi'
                      | 'cy'
                      | 'yi'
                      | 'yo'
                    )
                  | string
                )[];
                /**
                 * Formal Language
                 * @description Use formal language in the translation. On by default.
                 * @default true
                 */
                formal?: boolean;
                /**
                 * Translate Each Utterance
                 * @description Translate each utterance as well. Requires `speaker_labels`.
                 * @default false
                 */
                match_original_utterance?: boolean;
                /**
                 * Force Translation
                 * @description Translate the text even if it is already in the target language.
                 */
                force_translation?: boolean;
                /**
                 * Translation Effort
                 * @description How much effort the model spends on the translation. Medium costs more.
                 *
                 *     - `low`: Faster.
                 *     - `medium`: More thorough.
                 * @default low
                 * @enum {string}
                 */
                effort?: 'low' | 'medium';
              };
              /**
               * Custom Formatting
               * @description Write dates, phone numbers, and email addresses in a specific format.
               */
              custom_formatting?: {
                /**
                 * Date Format
                 * @description Format for dates. Leave empty to keep them unchanged.
                 * @example mm/dd/yyyy
                 */
                date?: string;
                /**
                 * Phone Number Format
                 * @description Format for phone numbers. Leave empty to keep them unchanged.
                 * @example (xxx)xxx-xxxx
                 */
                phone_number?: string;
                /**
                 * Email Format
                 * @description Format for email addresses. Leave empty to keep them unchanged.
                 * @example username@domain.com
                 */
                email?: string;
                /**
                 * Format Each Utterance
                 * @description Apply the formats to each utterance as well.
                 */
                format_utterances?: boolean;
                /**
                 * Formatting Effort
                 * @description How much effort the model spends on formatting. Medium costs more.
                 *
                 *     - `low`: Faster.
                 *     - `medium`: More thorough.
                 * @default low
                 * @enum {string}
                 */
                effort?: 'low' | 'medium';
              };
            };
          };
          /**
           * Punctuation
           * @description Add punctuation to the text. On by default.
           * @default true
           */
          punctuate?: boolean;
          /**
           * Text Formatting
           * @description Capitalize names and write numbers as digits. On by default.
           * @default true
           */
          format_text?: boolean;
          /**
           * Filler Words
           * @description Keep filler words, such as um and uh, in the text.
           *
           *     Documented for `en`.
           * @default false
           */
          disfluencies?: boolean;
          /**
           * Profanity Filtering
           * @description Replace profanity with asterisks. Some words may remain.
           *
           *     Documented for `en`, `es`, `fr`, `de`, `it`, `pt`, `nl`, `hi`, `ja`.
           * @default false
           */
          filter_profanity?: boolean;
          /**
           * Custom Spelling
           * @description Words and phrases to spell in a specific way.
           * @example [
           *       {
           *         "from": [
           *           "Decarlo"
           *         ],
           *         "to": "DeCarlo"
           *       }
           *     ]
           */
          custom_spelling?: {
            /**
             * From
             * @description Words or phrases to replace. Not case-sensitive.
             * @example [
             *       "Decarlo"
             *     ]
             */
            from: string[];
            /**
             * To
             * @description Single word to use instead, in this exact case. At most 1 word.
             * @example DeCarlo
             */
            to: string;
          }[];
          /**
           * Remove Audio Tags
           * @description Tags for sounds and speakers to remove from the text.
           *
           *     Models: `assemblyai-stt-3-7`, `universal-3-5-pro`, `universal-3-pro`.
           */
          remove_audio_tags?: ('all' | 'speaker') | string;
          /**
           * Key Phrases
           * @description Find the most important words and phrases.
           *
           *     Documented for `en`.
           * @default false
           */
          auto_highlights?: boolean;
          /**
           * Sentiment Analysis
           * @description Classify each sentence as positive, neutral, or negative.
           *
           *     Documented for `en`.
           * @default false
           */
          sentiment_analysis?: boolean;
          /**
           * Entity Detection
           * @description Detect entities such as names, places, and numbers.
           * @default false
           */
          entity_detection?: boolean;
          /**
           * Topic Detection
           * @description Label topics using the IAB Content Taxonomy.
           *
           *     Documented for `en`, `es`, `fr`, `de`, `it`, `pt`.
           * @default false
           */
          iab_categories?: boolean;
          /**
           * Content Moderation
           * @description Detect sensitive content and rate its severity.
           *
           *     Documented for `en`, `es`, `fr`, `de`, `it`, `pt`.
           * @default false
           */
          content_safety?: boolean;
          /**
           * Content Moderation Confidence
           * @description Minimum confidence in percent for reporting sensitive content, from 25 to 100. Defaults to 50.
           *
           *     Only with `content_safety`: `true`.
           * @default 50
           * @example 60
           */
          content_safety_confidence?: number;
          /**
           * Auto Chapters
           * @deprecated
           * @description Split the recording into chapters, each with a headline and a summary.
           *
           *     Not with `punctuate`: `false`. Not together with `summarization`. Documented for `en`.
           *
           *     Use Run Task to create chapters instead.
           */
          auto_chapters?: boolean;
          /**
           * Summarization
           * @deprecated
           * @description Summarize the recording with an older model.
           *
           *     Not with `punctuate`: `false`. Not with `format_text`: `false`. Documented for `en`.
           *
           *     Use `speech_understanding.request.summarization` instead.
           */
          summarization?: boolean;
          /**
           * Summary Model
           * @deprecated
           * @description Model for the type of recording to summarize.
           *
           *     - `informative`: For one speaker, such as a lecture.
           *     - `conversational`: For two speakers, such as a call.
           *     - `catchy`: For video and podcast titles.
           *
           *     Only with `summarization`: `true`. Needs `summary_type`.
           *
           *     Use `speech_understanding.request.summarization` instead.
           * @enum {string}
           */
          summary_model?: 'informative' | 'conversational' | 'catchy';
          /**
           * Summary Type
           * @deprecated
           * @description Length and format of the summary.
           *
           *     - `bullets`: Bullet Points. Most important points.
           *     - `bullets_verbose`: Verbose Bullet Points. All points in detail.
           *     - `gist`: A few words.
           *     - `headline`: One sentence.
           *     - `paragraph`: One paragraph.
           *
           *     Only with `summarization`: `true`. Needs `summary_model`.
           *
           *     Use `speech_understanding.request.summarization.summary_type` instead.
           * @enum {string}
           */
          summary_type?: 'bullets' | 'bullets_verbose' | 'gist' | 'headline' | 'paragraph';
          /**
           * PII Redaction
           * @description Remove personal information from the text. Summaries and other results may still contain it.
           * @default false
           */
          redact_pii?: boolean;
          /**
           * PII Policies
           * @description Types of personal information to remove.
           *
           *     Only with `redact_pii`: `true`.
           * @example [
           *       "person_name",
           *       "phone_number"
           *     ]
           */
          redact_pii_policies?: (
            | (
                | 'account_number'
                | 'banking_information'
                | 'blood_type'
                | 'credit_card_cvv'
                | 'credit_card_expiration'
                | 'credit_card_number'
                | 'date'
                | 'date_interval'
                | 'date_of_birth'
                | 'drivers_license'
                | 'drug'
                | 'duration'
                | 'email_address'
                | 'event'
                | 'filename'
                | 'gender_sexuality'
                | 'healthcare_number'
                | 'injury'
                | 'ip_address'
                | 'language'
                | 'location'
                | 'location_address'
                | 'location_address_street'
                | 'location_city'
                | 'location_coordinate'
                | 'location_country'
                | 'location_state'
                | 'location_zip'
                | 'marital_status'
                | 'medical_condition'
                | 'medical_process'
                | 'money_amount'
                | 'nationality'
                | 'number_sequence'
                | 'occupation'
                | 'organization'
                | 'passport_number'
                | 'password'
                | 'person_age'
                | 'person_name'
                | 'phone_number'
                | 'physical_attribute'
                | 'political_affiliation'
                | 'religion'
                | 'statistics'
                | 'time'
                | 'url'
                | 'us_social_security_number'
                | 'username'
                | 'vehicle_id'
                | 'zodiac_sign'
              )
            | string
          )[];
          /**
           * PII Substitution
           * @description Text that replaces the removed information. Defaults to hash signs.
           *
           *     - `hash`: Hash Signs. Replaces each character with #.
           *     - `entity_name`: Entity Name. Uses the type of information, such as [PERSON_NAME].
           *
           *     Only with `redact_pii`: `true`.
           * @default hash
           * @enum {string}
           */
          redact_pii_sub?: 'hash' | 'entity_name';
          /**
           * Custom Terms to Redact
           * @description Additional words and phrases to remove, and the names that replace them.
           *
           *     Only with `redact_pii`: `true`.
           */
          redact_static_entities?: {
            [key: string]: string[];
          };
          /**
           * Return Unredacted Text
           * @description Return the original text as well.
           *
           *     Only with `redact_pii`: `true`.
           * @default false
           */
          redact_pii_return_unredacted?: boolean;
          /**
           * PII Audio Redaction
           * @description Create a copy of the audio with personal information beeped out. Files can be up to 1 GB.
           *
           *     Needs `redact_pii`: `true`. Only in the US region.
           * @default false
           */
          redact_pii_audio?: boolean;
          /**
           * Redacted Audio Format
           * @description File format of the redacted audio. Defaults to MP3.
           *
           *     - `mp3`: Smaller files.
           *     - `wav`: Lossless quality.
           *
           *     Only with `redact_pii`: `true`. Only with `redact_pii_audio`: `true`.
           * @default mp3
           * @enum {string}
           */
          redact_pii_audio_quality?: 'mp3' | 'wav';
          redact_pii_audio_options?: {
            /**
             * Return Redacted Audio Without Speech
             * @description Return redacted audio even if the recording contains no speech.
             *
             *     Only with `redact_pii`: `true`. Only with `redact_pii_audio`: `true`.
             * @default false
             */
            return_redacted_no_speech_audio?: boolean;
            /**
             * Audio Redaction Method
             * @description Sound that replaces personal information. Leave empty to use a beep.
             *
             *     Only with `redact_pii`: `true`. Only with `redact_pii_audio`: `true`.
             * @enum {string}
             */
            override_audio_redaction_method?: 'silence';
          };
          /**
           * Webhook URL
           * Format: uri
           * @description URL to notify when the transcript is ready or has failed.
           * @example https://example.com/webhook
           */
          webhook_url?: string;
          /**
           * Webhook Header Name
           * @description Header to send with the webhook, so your server can verify the sender.
           *
           *     Needs `webhook_auth_header_value`. Needs `webhook_url`.
           * @example X-My-Webhook-Secret
           */
          webhook_auth_header_name?: string;
          /**
           * Webhook Header Value
           * Format: password
           * @description Secret value of the webhook header.
           *
           *     Needs `webhook_auth_header_name`. Needs `webhook_url`.
           */
          webhook_auth_header_value?: string;
          /**
           * Word Boost
           * @deprecated
           * @description Words to recognize more accurately with older models.
           *
           *     No longer accepted by the API. Use `keyterms_prompt` instead.
           */
          word_boost?: string[];
          /**
           * Word Boost Level
           * @deprecated
           * @description How strongly to boost the words.
           *
           *     Needs `word_boost`.
           *
           *     No longer accepted by the API. Use `keyterms_prompt_options.keyterms_match_strength` instead.
           * @enum {string}
           */
          boost_param?: 'low' | 'default' | 'high';
          /**
           * Dual Channel
           * @deprecated
           * @description Transcribe both audio channels separately.
           *
           *     Not together with `multichannel`.
           *
           *     Use `multichannel` instead.
           */
          dual_channel?: boolean;
          /**
           * Custom Topics
           * @deprecated
           * @description Detect custom topics.
           *
           *     Has no effect.
           */
          custom_topics?: boolean;
          /**
           * Topics
           * @deprecated
           * @description Custom topics to detect.
           *
           *     Has no effect.
           */
          topics?: string[];
        } & {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Response of Transcribe Audio. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "bfc3622e-8c69-4497-9a84-fb65b30dcb07",
           *       "status": "queued",
           *       "audio_url": "https://assembly.ai/wildfires.mp3",
           *       "speaker_labels": true
           *     }
           */
          'application/json': components['schemas']['Transcript'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  understandTranscript: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * Transcript ID
           * @description ID of the transcript, as returned by Transcribe Audio.
           * @example 9ea68fd3-f953-42c1-9742-976c447fb463
           */
          transcript_id: string;
          speech_understanding?: {
            request?: {
              summarization?: {
                /**
                 * Summary Format
                 * @description Format of the summary.
                 * @enum {string}
                 */
                summary_type?: 'paragraph' | 'bullets';
                /**
                 * Summary Effort
                 * @description How much effort the model spends on the summary.
                 *
                 *     - `low`: Faster.
                 *     - `medium`: More thorough.
                 * @enum {string}
                 */
                effort?: 'low' | 'medium';
              };
              action_items?: {
                /**
                 * Include Decisions
                 * @description Include the decisions made in the conversation.
                 */
                include_decisions?: boolean;
                /**
                 * Action Items Effort
                 * @description How much effort the model spends on the action items.
                 *
                 *     - `low`: Faster.
                 *     - `medium`: More thorough.
                 * @enum {string}
                 */
                effort?: 'low' | 'medium';
              };
              translation?: {
                /**
                 * Target Languages
                 * @description Languages to translate into.
                 * @example [
                 *       "es",
                 *       "de"
                 *     ]
                 */
                target_languages: (
                  | (
                      | 'en'
                      | 'en_au'
                      | 'en_uk'
                      | 'en_us'
                      | 'es'
                      | 'fr'
                      | 'de'
                      | 'de_ch'
                      | 'it'
                      | 'pt'
                      | 'nl'
                      | 'af'
                      | 'sq'
                      | 'am'
                      | 'ar'
                      | 'hy'
                      | 'as'
                      | 'az'
                      | 'ba'
                      | 'eu'
                      | 'be'
                      | 'bn'
                      | 'bs'
                      | 'br'
                      | 'bg'
                      | 'my'
                      | 'ca'
                      | 'zh'
                      | 'hr'
                      | 'cs'
                      | 'da'
                      | 'et'
                      | 'fo'
                      | 'fi'
                      | 'gl'
                      | 'ka'
                      | 'el'
                      | 'gu'
                      | 'ht'
                      | 'ha'
                      | 'haw'
                      | 'he'
                      | 'hi'
                      | 'hu'
                      | 'is'
                      | 'id'
                      | 'ja'
                      | 'jw'
                      | 'kn'
                      | 'kk'
                      | 'km'
                      | 'ko'
                      | 'lo'
                      | 'la'
                      | 'lv'
                      | 'ln'
                      | 'lt'
                      | 'lb'
                      | 'mk'
                      | 'mg'
                      | 'ms'
                      | 'ml'
                      | 'mt'
                      | 'mi'
                      | 'mr'
                      | 'mn'
                      | 'ne'
                      | 'no'
                      | 'nn'
                      | 'oc'
                      | 'pa'
                      | 'ps'
                      | 'fa'
                      | 'pl'
                      | 'ro'
                      | 'ru'
                      | 'sa'
                      | 'sr'
                      | 'sn'
                      | 'sd'
                      | 'si'
                      | 'sk'
                      | 'sl'
                      | 'so'
                      | 'su'
                      | 'sw'
                      | 'sv'
                      | 'tl'
                      | 'tg'
                      | 'ta'
                      | 'tt'
                      | 'te'
                      | 'th'
                      | 'bo'
                      | 'tr'
                      | 'tk'
                      | 'uk'
                      | 'ur'
                      | 'uz'
                      | 'vi'
                      | 'cy'
                      | 'yi'
                      | 'yo'
                    )
                  | string
                )[];
                /**
                 * Formal Language
                 * @description Use formal language in the translation. On by default.
                 * @default true
                 */
                formal?: boolean;
                /**
                 * Translate Each Utterance
                 * @description Translate each utterance as well. Requires Speaker Labels.
                 * @default false
                 */
                match_original_utterance?: boolean;
                /**
                 * Force Translation
                 * @description Translate the text even if it is already in the target language.
                 */
                force_translation?: boolean;
                /**
                 * Translation Effort
                 * @description How much effort the model spends on the translation. Medium costs more.
                 *
                 *     - `low`: Faster.
                 *     - `medium`: More thorough.
                 * @default low
                 * @enum {string}
                 */
                effort?: 'low' | 'medium';
              };
              speaker_identification?: {
                /**
                 * Identify By
                 * @description Choose whether to identify speakers by name or by role.
                 * @example name
                 * @enum {string}
                 */
                speaker_type: 'name' | 'role';
                /**
                 * Known Speakers
                 * @description Names or roles of the speakers. Up to 35 characters each.
                 *
                 *     Not together with `speakers`.
                 * @example [
                 *       "interviewer",
                 *       "candidate"
                 *     ]
                 */
                known_values?: string[];
                /**
                 * Speaker Details
                 * @description Speakers with identifying details. Use instead of `known_values`.
                 * @example [
                 *       {
                 *         "name": "Michel Martin",
                 *         "description": "Hosts the program and interviews the guests"
                 *       }
                 *     ]
                 */
                speakers?: ({
                  /**
                   * Name
                   * @description Name of the speaker.
                   */
                  name?: string;
                  /**
                   * Role
                   * @description Role of the speaker in the conversation.
                   */
                  role?: string;
                  /**
                   * Description
                   * @description Details that identify the speaker, such as what they do or say.
                   */
                  description?: string;
                  /**
                   * Company
                   * @description Company the speaker works for.
                   */
                  company?: string;
                  /**
                   * Job Title
                   * @description Job title of the speaker.
                   */
                  title?: string;
                } & {
                  [key: string]: unknown;
                })[];
                /**
                 * Identification Effort
                 * @description How much effort the model spends on identifying speakers. Medium costs more.
                 *
                 *     - `low`: Faster.
                 *     - `medium`: More thorough.
                 * @default low
                 * @enum {string}
                 */
                effort?: 'low' | 'medium';
              };
              custom_formatting?: {
                /**
                 * Date Format
                 * @description Format for dates. Leave empty to keep them unchanged.
                 * @example mm/dd/yyyy
                 */
                date?: string;
                /**
                 * Phone Number Format
                 * @description Format for phone numbers. Leave empty to keep them unchanged.
                 * @example (xxx)xxx-xxxx
                 */
                phone_number?: string;
                /**
                 * Email Format
                 * @description Format for email addresses. Leave empty to keep them unchanged.
                 * @example username@domain.com
                 */
                email?: string;
                /**
                 * Format Each Utterance
                 * @description Apply the formats to each utterance as well.
                 */
                format_utterances?: boolean;
                /**
                 * Formatting Effort
                 * @description How much effort the model spends on formatting. Medium costs more.
                 *
                 *     - `low`: Faster.
                 *     - `medium`: More thorough.
                 * @default low
                 * @enum {string}
                 */
                effort?: 'low' | 'medium';
              };
            };
          };
        };
      };
    };
    responses: {
      /** @description Response of Understand Transcript. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UnderstoodTranscript'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  getTranscript: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description ID of the transcript, as returned by Transcribe Audio.
         * @example 9ea68fd3-f953-42c1-9742-976c447fb463
         */
        transcript_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Response of Get Transcript. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "9ea68fd3-f953-42c1-9742-976c447fb463",
           *       "speech_model": null,
           *       "speech_model_used": "universal-2",
           *       "language_model": "assemblyai_default",
           *       "acoustic_model": "assemblyai_default",
           *       "language_code": "en_us",
           *       "language_detection": false,
           *       "language_confidence_threshold": null,
           *       "language_confidence": null,
           *       "status": "completed",
           *       "audio_url": "https://assembly.ai/wildfires.mp3",
           *       "text": "Smoke from hundreds of wildfires in Canada is triggering air quality alerts throughout the US. Skylines from Maine to Maryland to Minnesota are gray and smoggy. And in some places, the air quality warnings include the warning to stay inside. We wanted to better understand what's happening here and why, so we called Peter de Carlo, an associate professor in the Department of Environmental Health and Engineering at Johns Hopkins University Varsity. Good morning, professor. Good morning. What is it about the conditions right now that have caused this round of wildfires to affect so many people so far away? Well, there's a couple of things. The season has been pretty dry already. And then the fact that we're getting hit in the US. Is because there's a couple of weather systems that are essentially channeling the smoke from those Canadian wildfires through Pennsylvania into the Mid Atlantic and the Northeast and kind of just dropping the smoke there. So what is it in this haze that makes it harmful? And I'm assuming it is harmful. It is. The levels outside right now in Baltimore are considered unhealthy. And most of that is due to what's called particulate matter, which are tiny particles, microscopic smaller than the width of your hair that can get into your lungs and impact your respiratory system, your cardiovascular system, and even your neurological your brain. What makes this particularly harmful? Is it the volume of particulant? Is it something in particular? What is it exactly? Can you just drill down on that a little bit more? Yeah. So the concentration of particulate matter I was looking at some of the monitors that we have was reaching levels of what are, in science, big 150 micrograms per meter cubed, which is more than ten times what the annual average should be and about four times higher than what you're supposed to have on a 24 hours average. And so the concentrations of these particles in the air are just much, much higher than we typically see. And exposure to those high levels can lead to a host of health problems. And who is most vulnerable? I noticed that in New York City, for example, they're canceling outdoor activities. And so here it is in the early days of summer, and they have to keep all the kids inside. So who tends to be vulnerable in a situation like this? It's the youngest. So children, obviously, whose bodies are still developing. The elderly, who are their bodies are more in decline and they're more susceptible to the health impacts of breathing, the poor air quality. And then people who have preexisting health conditions, people with respiratory conditions or heart conditions can be triggered by high levels of air pollution. Could this get worse? That's a good question. In some areas, it's much worse than others. And it just depends on kind of where the smoke is concentrated. I think New York has some of the higher concentrations right now, but that's going to change as that air moves away from the New York area. But over the course of the next few days, we will see different areas being hit at different times with the highest concentrations. I was going to ask you about more fires start burning. I don't expect the concentrations to go up too much higher. I was going to ask you how and you started to answer this, but how much longer could this last? Or forgive me if I'm asking you to speculate, but what do you think? Well, I think the fires are going to burn for a little bit longer, but the key for us in the US. Is the weather system changing. And so right now, it's kind of the weather systems that are pulling that air into our mid Atlantic and Northeast region. As those weather systems change and shift, we'll see that smoke going elsewhere and not impact us in this region as much. And so I think that's going to be the defining factor. And I think the next couple of days we're going to see a shift in that weather pattern and start to push the smoke away from where we are. And finally, with the impacts of climate change, we are seeing more wildfires. Will we be seeing more of these kinds of wide ranging air quality consequences or circumstances? I mean, that is one of the predictions for climate change. Looking into the future, the fire season is starting earlier and lasting longer, and we're seeing more frequent fires. So, yeah, this is probably something that we'll be seeing more frequently. This tends to be much more of an issue in the Western US. So the eastern US. Getting hit right now is a little bit new. But yeah, I think with climate change moving forward, this is something that is going to happen more frequently. That's Peter De Carlo, associate professor in the Department of Environmental Health and Engineering at Johns Hopkins University. Sergeant Carlo, thanks so much for joining us and sharing this expertise with us. Thank you for having me.",
           *       "words": [
           *         {
           *           "text": "Smoke",
           *           "start": 250,
           *           "end": 650,
           *           "confidence": 0.97465,
           *           "speaker": null
           *         },
           *         {
           *           "text": "from",
           *           "start": 730,
           *           "end": 1022,
           *           "confidence": 0.99999,
           *           "speaker": null
           *         }
           *       ],
           *       "utterances": [
           *         {
           *           "confidence": 0.9359033333333334,
           *           "end": 26950,
           *           "speaker": "A",
           *           "start": 250,
           *           "text": "Smoke from hundreds of wildfires in Canada is triggering air quality alerts throughout the US. Skylines from Maine to Maryland to Minnesota are gray and smoggy. And in some places, the air quality warnings include the warning to stay inside. We wanted to better understand what's happening here and why, so we called Peter de Carlo, an associate professor in the Department of Environmental Health and Engineering at Johns Hopkins University Varsity. Good morning, professor.",
           *           "words": [
           *             {
           *               "text": "Smoke",
           *               "start": 250,
           *               "end": 650,
           *               "confidence": 0.97503,
           *               "speaker": "A"
           *             },
           *             {
           *               "text": "from",
           *               "start": 730,
           *               "end": 1022,
           *               "confidence": 0.99999,
           *               "speaker": "A"
           *             }
           *           ]
           *         }
           *       ],
           *       "confidence": 0.9404651451800253,
           *       "audio_duration": 281,
           *       "punctuate": true,
           *       "format_text": true,
           *       "multichannel": false,
           *       "dual_channel": false,
           *       "webhook_url": null,
           *       "webhook_status_code": null,
           *       "webhook_auth": false,
           *       "webhook_auth_header_name": null,
           *       "auto_highlights_result": null,
           *       "auto_highlights": false,
           *       "audio_start_from": null,
           *       "audio_end_at": null,
           *       "word_boost": null,
           *       "boost_param": null,
           *       "filter_profanity": false,
           *       "redact_pii": false,
           *       "redact_pii_audio": null,
           *       "redact_pii_audio_quality": null,
           *       "redact_pii_policies": null,
           *       "redact_pii_sub": null,
           *       "speaker_labels": true,
           *       "content_safety": false,
           *       "iab_categories": false,
           *       "content_safety_labels": null,
           *       "iab_categories_result": null,
           *       "custom_spelling": null,
           *       "throttled": null,
           *       "auto_chapters": false,
           *       "summarization": false,
           *       "summary_type": null,
           *       "summary_model": null,
           *       "custom_topics": null,
           *       "topics": [],
           *       "speech_threshold": null,
           *       "disfluencies": false,
           *       "sentiment_analysis": false,
           *       "chapters": null,
           *       "sentiment_analysis_results": null,
           *       "entity_detection": false,
           *       "entities": null,
           *       "summary": null,
           *       "speakers_expected": null
           *     }
           */
          'application/json': components['schemas']['Transcript'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  deleteTranscript: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description ID of the transcript, as returned by Transcribe Audio.
         * @example 9ea68fd3-f953-42c1-9742-976c447fb463
         */
        transcript_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Response of Delete Transcript. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "47b95ba5-8889-44d8-bc80-5de38306e582",
           *       "language_model": "assemblyai_default",
           *       "acoustic_model": "assemblyai_default",
           *       "language_code": null,
           *       "language_detection": false,
           *       "language_confidence_threshold": null,
           *       "language_confidence": null,
           *       "status": "completed",
           *       "audio_url": "http://deleted_by_user",
           *       "text": "Deleted by user.",
           *       "words": null,
           *       "utterances": null,
           *       "confidence": null,
           *       "audio_duration": 390,
           *       "punctuate": null,
           *       "format_text": null,
           *       "multichannel": false,
           *       "dual_channel": null,
           *       "webhook_url": "http://deleted_by_user",
           *       "webhook_status_code": null,
           *       "webhook_auth": false,
           *       "webhook_auth_header_name": null,
           *       "speed_boost": null,
           *       "auto_highlights_result": null,
           *       "auto_highlights": false,
           *       "audio_start_from": null,
           *       "audio_end_at": null,
           *       "word_boost": null,
           *       "boost_param": null,
           *       "filter_profanity": null,
           *       "redact_pii": false,
           *       "redact_pii_audio": null,
           *       "redact_pii_audio_quality": null,
           *       "redact_pii_policies": null,
           *       "redact_pii_sub": null,
           *       "speaker_labels": null,
           *       "speaker_count": null,
           *       "error": null,
           *       "content_safety": null,
           *       "iab_categories": null,
           *       "content_safety_labels": null,
           *       "iab_categories_result": null,
           *       "custom_spelling": null,
           *       "cluster_id": null,
           *       "throttled": null,
           *       "auto_chapters": false,
           *       "summarization": false,
           *       "summary_type": null,
           *       "summary_model": null,
           *       "custom_topics": null,
           *       "topics": null,
           *       "speech_threshold": null,
           *       "speech_model": null,
           *       "chapters": null,
           *       "disfluencies": true,
           *       "entity_detection": false,
           *       "entities": null,
           *       "speakers_expected": null,
           *       "summary": null,
           *       "sentiment_analysis": false,
           *       "sentiment_analysis_results": null
           *     }
           */
          'application/json': components['schemas']['Transcript'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  getSubtitles: {
    parameters: {
      query?: {
        /**
         * @description Maximum number of characters in each caption. At least 1.
         * @example 32
         */
        chars_per_caption?: number;
      };
      header?: never;
      path: {
        /**
         * @description ID of the transcript, as returned by Transcribe Audio.
         * @example 9ea68fd3-f953-42c1-9742-976c447fb463
         */
        transcript_id: string;
        /**
         * @description File format of the subtitles.
         * @example srt
         */
        format: 'srt' | 'vtt';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Response of Get Subtitles. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example 1
           *     00:00:13,160 --> 00:00:16,694
           *     Last year I showed these two slides that demonstrate that the Arctic
           *
           *     2
           *     00:00:16,734 --> 00:00:20,214
           *     ice cap, which for most of the last 3 million years has been the size
           *
           *     3
           *     00:00:20,254 --> 00:00:23,274
           *     of the lower 48 states, has shrunk by 40%.
           */
          'text/plain': string;
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  searchWords: {
    parameters: {
      query: {
        /**
         * @description Words, numbers, or phrases to find. Up to 5 words each.
         * @example [
         *       "smoke",
         *       "air quality"
         *     ]
         */
        words: string[];
      };
      header?: never;
      path: {
        /**
         * @description ID of the transcript, as returned by Transcribe Audio.
         * @example 9ea68fd3-f953-42c1-9742-976c447fb463
         */
        transcript_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Response of Search Words. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "d5a3d302-066e-43fb-b63b-8f57baf185db",
           *       "total_count": 10,
           *       "matches": [
           *         {
           *           "text": "smoke",
           *           "count": 6,
           *           "timestamps": [
           *             [
           *               250,
           *               650
           *             ],
           *             [
           *               49168,
           *               49398
           *             ],
           *             [
           *               55284,
           *               55594
           *             ],
           *             [
           *               168888,
           *               169118
           *             ],
           *             [
           *               215108,
           *               215386
           *             ],
           *             [
           *               225944,
           *               226170
           *             ]
           *           ],
           *           "indexes": [
           *             0,
           *             136,
           *             156,
           *             486,
           *             652,
           *             698
           *           ]
           *         },
           *         {
           *           "text": "wildfires",
           *           "count": 4,
           *           "timestamps": [
           *             [
           *               1668,
           *               2346
           *             ],
           *             [
           *               33852,
           *               34546
           *             ],
           *             [
           *               50118,
           *               51110
           *             ],
           *             [
           *               231356,
           *               232354
           *             ]
           *           ],
           *           "indexes": [
           *             4,
           *             90,
           *             140,
           *             716
           *           ]
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['WordSearchResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  llmChat: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "model": "claude-sonnet-4-6",
         *       "prompt": "Say hello."
         *     }
         */
        'application/json': {
          /**
           * Model
           * @description Language model to use.
           *
           *     - `claude-sonnet-4-20250514`: Claude Sonnet 4. Deprecated. Use Claude Sonnet 4.6 instead.
           */
          model:
            | (
                | 'claude-sonnet-4-6'
                | 'claude-opus-4-6'
                | 'claude-sonnet-4-5-20250929'
                | 'claude-sonnet-4-20250514'
                | 'gemini-2.5-flash-lite'
              )
            | string;
          /**
           * Prompt
           * @description Question or instructions for the model.
           *
           *     Not together with `messages`.
           * @example Write a haiku about coding.
           */
          prompt?: string;
          /**
           * Messages
           * @description Conversation to send instead of a prompt, as a list of messages.
           * @example [
           *       {
           *         "role": "user",
           *         "content": "Hello, how are you?"
           *       }
           *     ]
           */
          messages?: {
            [key: string]: unknown;
          }[];
          /**
           * Maximum Tokens
           * @description Maximum length of the answer in tokens. 1,000 tokens, the default, are about 750 words. At least 1.
           * @default 1000
           */
          max_tokens?: number;
          /**
           * Temperature
           * @description Randomness of the answer, from 0 to 2. Higher values are more creative.
           * @example 0.7
           */
          temperature?: number;
          /**
           * Top P
           * @description Share of the most likely words to choose from, from 0 to 1.
           * @example 0.9
           */
          top_p?: number;
          /**
           * Top K
           * @description Number of the most likely words to choose from. At least 1.
           * @example 40
           */
          top_k?: number;
          /**
           * Transcript ID
           * @description ID of a transcript to add to the request.
           */
          transcript_id?: string;
          /**
           * Fallback
           * @description Settings for when the model fails, such as another model to try.
           */
          fallback_config?: {
            [key: string]: unknown;
          };
          /**
           * Reasoning
           * @description Settings for models that reason before they answer.
           */
          reasoning?: {
            [key: string]: unknown;
          };
          /**
           * Model Region
           * @description Region in which to run the model.
           */
          model_region?: string;
          /**
           * Response Format
           * @description JSON Schema for the answer to follow.
           */
          response_format?: {
            [key: string]: unknown;
          };
          /**
           * Tools
           * @description Functions that the model can call.
           */
          tools?: {
            [key: string]: unknown;
          }[];
          /**
           * Tool Choice
           * @description Choose whether the model can use the tools.
           *
           *     - `auto`: The model decides.
           *     - `none`: The model uses no tools.
           *
           *     Needs `tools`.
           * @enum {string}
           */
          tool_choice?: 'auto' | 'none';
        } & {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Response of Chat with LLM. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "request_id": "914fe7e4-f10a-4364-8946-34614c2873f6",
           *       "choices": [
           *         {
           *           "message": {
           *             "role": "assistant",
           *             "content": "Hello! How can I help you today?"
           *           },
           *           "finish_reason": "stop"
           *         }
           *       ],
           *       "request": {
           *         "model": "claude-sonnet-4-5-20250929",
           *         "max_tokens": 100,
           *         "temperature": 0.7
           *       },
           *       "usage": {
           *         "input_tokens": 13,
           *         "output_tokens": 10,
           *         "total_tokens": 23
           *       }
           *     }
           */
          'application/json': components['schemas']['ChatResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  getSentences: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description ID of the transcript, as returned by Transcribe Audio.
         * @example 9ea68fd3-f953-42c1-9742-976c447fb463
         */
        transcript_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Response of Get Sentences. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "sentences": [
           *         {
           *           "text": "Smoke from hundreds of wildfires in Canada is triggering air quality alerts throughout the US.",
           *           "start": 250,
           *           "end": 6350,
           *           "confidence": 0.72412,
           *           "words": [
           *             {
           *               "text": "Smoke",
           *               "start": 250,
           *               "end": 650,
           *               "confidence": 0.72412,
           *               "speaker": "A"
           *             },
           *             {
           *               "text": "from",
           *               "start": 730,
           *               "end": 1022,
           *               "confidence": 0.99996,
           *               "speaker": "A"
           *             }
           *           ],
           *           "speaker": "A"
           *         },
           *         {
           *           "text": "Skylines from Maine to Maryland to Minnesota are gray and smoggy.",
           *           "start": 6500,
           *           "end": 11050,
           *           "confidence": 0.99819,
           *           "words": [
           *             {
           *               "text": "Skylines",
           *               "start": 6500,
           *               "end": 7306,
           *               "confidence": 0.99819,
           *               "speaker": "A"
           *             },
           *             {
           *               "text": "from",
           *               "start": 7338,
           *               "end": 7534,
           *               "confidence": 0.99987,
           *               "speaker": "A"
           *             }
           *           ],
           *           "speaker": "A"
           *         }
           *       ],
           *       "id": "d5a3d302-066e-43fb-b63b-8f57baf185db",
           *       "confidence": 0.9579390654205628,
           *       "audio_duration": 281
           *     }
           */
          'application/json': components['schemas']['SentencesResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  getParagraphs: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description ID of the transcript, as returned by Transcribe Audio.
         * @example 9ea68fd3-f953-42c1-9742-976c447fb463
         */
        transcript_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Response of Get Paragraphs. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "paragraphs": [
           *         {
           *           "text": "Smoke from hundreds of wildfires in Canada is triggering air quality alerts throughout the US. Skylines from Maine to Maryland to Minnesota are gray and smoggy. And in some places, the air quality warnings include the warning to stay inside. We wanted to better understand what's happening here and why, so we called Peter Decarlo, an associate professor in the Department of Environmental Health and Engineering at Johns Hopkins University. Good morning, professor.",
           *           "start": 250,
           *           "end": 26950,
           *           "confidence": 0.73033,
           *           "words": [
           *             {
           *               "text": "Smoke",
           *               "start": 250,
           *               "end": 650,
           *               "confidence": 0.73033,
           *               "speaker": null
           *             },
           *             {
           *               "text": "from",
           *               "start": 730,
           *               "end": 1022,
           *               "confidence": 1,
           *               "speaker": null
           *             }
           *           ]
           *         },
           *         {
           *           "text": "Good morning. So what is it about the conditions right now that have caused this round of wildfires to affect so many people so far away? Well, there's a couple of things. The season has been pretty dry already, and then the fact that we're getting hit in the US. Is because there's a couple of weather systems that are essentially channeling the smoke from those Canadian wildfires through Pennsylvania into the Mid Atlantic and the Northeast and kind of just dropping the smoke there.",
           *           "start": 27850,
           *           "end": 56190,
           *           "confidence": 0.99667,
           *           "words": [
           *             {
           *               "text": "Good",
           *               "start": 27850,
           *               "end": 28262,
           *               "confidence": 0.99667,
           *               "speaker": null
           *             },
           *             {
           *               "text": "morning.",
           *               "start": 28316,
           *               "end": 28920,
           *               "confidence": 0.99742,
           *               "speaker": null
           *             }
           *           ]
           *         }
           *       ],
           *       "id": "d5a3d302-066e-43fb-b63b-8f57baf185db",
           *       "confidence": 0.9578730257009361,
           *       "audio_duration": 281
           *     }
           */
          'application/json': components['schemas']['ParagraphsResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  getRedactedAudio: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description ID of the transcript, as returned by Transcribe Audio.
         * @example 9ea68fd3-f953-42c1-9742-976c447fb463
         */
        transcript_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Response of Get Redacted Audio. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "status": "redacted_audio_ready",
           *       "redacted_audio_url": "https://s3.us-west-2.amazonaws.com/api.assembly.ai.usw2/redacted-audio/785efd9e-0e20-45e1-967b-3db17770ed9f.wav?AWSAccessKeyId=aws-access-key0id&Signature=signature&x-amz-security-token=security-token&Expires=1698966551"
           *     }
           */
          'application/json': components['schemas']['RedactedAudio'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  uploadFile: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Audio or video file, up to 2.2 GB. */
    requestBody: {
      content: {
        'application/octet-stream': Blob;
      };
    };
    responses: {
      /** @description Response of Upload File. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "upload_url": "https://cdn.assemblyai.com/upload/f756988d-47e2-4ca3-96ce-04bb168f8f2a"
           *     }
           */
          'application/json': components['schemas']['UploadedFile'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  createStreamingToken: {
    parameters: {
      query: {
        /**
         * @description Time in seconds until the token expires, from 1 to 600.
         * @example 60
         */
        expires_in_seconds: number;
        /**
         * @description Maximum length of the session in seconds, from 60 to 10,800. Defaults to 10,800, or 3 hours.
         * @example 600
         */
        max_session_duration_seconds?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Response of Create Streaming Token. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "token": "<TEMPORARY_TOKEN>",
           *       "expires_in_seconds": 60
           *     }
           */
          'application/json': components['schemas']['StreamingToken'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  lemurGetResponse: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description ID of the LeMUR request, as returned with its response.
         * @example 5e1b27c2-691f-4414-8bc5-f14678442f9e
         */
        request_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Response of Get LeMUR Response. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "request_id": "5e1b27c2-691f-4414-8bc5-f14678442f9e",
           *       "response": "Based on the transcript, the following locations were mentioned as being affected by wildfire smoke from Canada:\n\n- Maine\n- Maryland\n- Minnesota\n- Mid Atlantic region\n- Northeast region\n- New York City\n- Baltimore\n",
           *       "usage": {
           *         "input_tokens": 27,
           *         "output_tokens": 3
           *       }
           *     }
           */
          'application/json': components['schemas']['LemurTextResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  lemurPurge: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description ID of the LeMUR request, as returned with its response.
         * @example 5e1b27c2-691f-4414-8bc5-f14678442f9e
         */
        request_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Response of Purge LeMUR Request Data. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "request_id": "914fe7e4-f10a-4364-8946-34614c2873f6",
           *       "request_id_to_purge": "b7eb03ec-1650-4181-949b-75d9de317de1",
           *       "deleted": true
           *     }
           */
          'application/json': components['schemas']['LemurPurgeResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  lemurTask: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "prompt": "What is it about?",
         *       "transcript_ids": [
         *         "9ea68fd3-f953-42c1-9742-976c447fb463"
         *       ]
         *     }
         */
        'application/json': {
          /**
           * Prompt
           * @description Instructions for the model.
           * @example List the decisions of this meeting.
           */
          prompt: string;
          /**
           * Transcript IDs
           * @description Finished transcripts to use. Up to 100 hours of audio in total.
           *
           *     Not together with `input_text`.
           * @example [
           *       "9ea68fd3-f953-42c1-9742-976c447fb463"
           *     ]
           */
          transcript_ids?: string[];
          /**
           * Input Text
           * @description Text to use instead of transcripts.
           */
          input_text?: string;
          /**
           * Context
           * @description Background information that is not in the recording.
           * @example A meeting of the engineering team about logistics.
           */
          context?: string;
          /**
           * Model
           * @description Language model to use. Leave empty to use the default.
           *
           *     - `claude-sonnet-4-20250514`: Claude Sonnet 4. Deprecated. Use Claude Sonnet 4.6 instead.
           *     - `anthropic/claude-sonnet-4-20250514`: Claude 4 Sonnet (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-opus-4-20250514`: Claude 4 Opus (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-7-sonnet-20250219`: Claude 3.7 Sonnet (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-5-sonnet`: Claude 3.5 Sonnet (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-5-haiku-20241022`: Claude 3.5 Haiku (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-opus`: Claude 3 Opus (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-haiku`: Claude 3 Haiku (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-sonnet`: Claude 3 Sonnet (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           */
          final_model?:
            | (
                | 'claude-sonnet-4-6'
                | 'claude-opus-4-6'
                | 'claude-sonnet-4-5-20250929'
                | 'claude-sonnet-4-20250514'
                | 'gemini-2.5-flash-lite'
                | 'anthropic/claude-sonnet-4-20250514'
                | 'anthropic/claude-opus-4-20250514'
                | 'anthropic/claude-3-7-sonnet-20250219'
                | 'anthropic/claude-3-5-sonnet'
                | 'anthropic/claude-3-5-haiku-20241022'
                | 'anthropic/claude-3-opus'
                | 'anthropic/claude-3-haiku'
                | 'anthropic/claude-3-sonnet'
              )
            | string;
          /**
           * Maximum Output Size
           * @description Maximum length of the answer in tokens. 1,000 tokens are about 750 words. At least 1.
           * @default 2000
           * @example 1000
           */
          max_output_size?: number;
          /**
           * Temperature
           * @description Randomness of the answer, from 0 to 1. Higher values are more creative.
           * @default 0
           * @example 0.7
           */
          temperature?: number;
        };
      };
    };
    responses: {
      /** @description Response of Run Task with LeMUR. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "request_id": "5e1b27c2-691f-4414-8bc5-f14678442f9e",
           *       "response": "Based on the transcript, the following locations were mentioned as being affected by wildfire smoke from Canada:\n\n- Maine\n- Maryland\n- Minnesota\n- Mid Atlantic region\n- Northeast region\n- New York City\n- Baltimore",
           *       "usage": {
           *         "input_tokens": 27,
           *         "output_tokens": 3
           *       }
           *     }
           */
          'application/json': components['schemas']['LemurTextResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  lemurSummary: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "transcript_ids": [
         *         "9ea68fd3-f953-42c1-9742-976c447fb463"
         *       ],
         *       "answer_format": "TLDR"
         *     }
         */
        'application/json': {
          /**
           * Transcript IDs
           * @description Finished transcripts to use. Up to 100 hours of audio in total.
           *
           *     Not together with `input_text`.
           * @example [
           *       "9ea68fd3-f953-42c1-9742-976c447fb463"
           *     ]
           */
          transcript_ids?: string[];
          /**
           * Input Text
           * @description Text to use instead of transcripts.
           */
          input_text?: string;
          /**
           * Answer Format
           * @description Format of the answer, such as bullet points.
           * @example TLDR
           */
          answer_format?: string;
          /**
           * Context
           * @description Background information that is not in the recording.
           * @example A meeting of the engineering team about logistics.
           */
          context?: string;
          /**
           * Model
           * @description Language model to use. Leave empty to use the default.
           *
           *     - `claude-sonnet-4-20250514`: Claude Sonnet 4. Deprecated. Use Claude Sonnet 4.6 instead.
           *     - `anthropic/claude-sonnet-4-20250514`: Claude 4 Sonnet (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-opus-4-20250514`: Claude 4 Opus (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-7-sonnet-20250219`: Claude 3.7 Sonnet (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-5-sonnet`: Claude 3.5 Sonnet (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-5-haiku-20241022`: Claude 3.5 Haiku (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-opus`: Claude 3 Opus (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-haiku`: Claude 3 Haiku (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-sonnet`: Claude 3 Sonnet (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           */
          final_model?:
            | (
                | 'claude-sonnet-4-6'
                | 'claude-opus-4-6'
                | 'claude-sonnet-4-5-20250929'
                | 'claude-sonnet-4-20250514'
                | 'gemini-2.5-flash-lite'
                | 'anthropic/claude-sonnet-4-20250514'
                | 'anthropic/claude-opus-4-20250514'
                | 'anthropic/claude-3-7-sonnet-20250219'
                | 'anthropic/claude-3-5-sonnet'
                | 'anthropic/claude-3-5-haiku-20241022'
                | 'anthropic/claude-3-opus'
                | 'anthropic/claude-3-haiku'
                | 'anthropic/claude-3-sonnet'
              )
            | string;
          /**
           * Maximum Output Size
           * @description Maximum length of the answer in tokens. 1,000 tokens are about 750 words. At least 1.
           * @default 2000
           * @example 1000
           */
          max_output_size?: number;
          /**
           * Temperature
           * @description Randomness of the answer, from 0 to 1. Higher values are more creative.
           * @default 0
           * @example 0.7
           */
          temperature?: number;
        };
      };
    };
    responses: {
      /** @description Response of Summarize with LeMUR. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "request_id": "5e1b27c2-691f-4414-8bc5-f14678442f9e",
           *       "response": "Based on the transcript, the following locations were mentioned as being affected by wildfire smoke from Canada:\n\n- Maine\n- Maryland\n- Minnesota\n- Mid Atlantic region\n- Northeast region\n- New York City\n- Baltimore",
           *       "usage": {
           *         "input_tokens": 27,
           *         "output_tokens": 3
           *       }
           *     }
           */
          'application/json': components['schemas']['LemurTextResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  lemurQuestionAnswer: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "questions": [
         *         {
         *           "question": "Where are there wildfires?"
         *         },
         *         {
         *           "question": "Is global warming affecting wildfires?"
         *         }
         *       ],
         *       "transcript_ids": [
         *         "9ea68fd3-f953-42c1-9742-976c447fb463"
         *       ]
         *     }
         */
        'application/json': {
          /**
           * Questions
           * @description Questions to ask about the transcripts or the text.
           * @example [
           *       {
           *         "question": "Where are there wildfires?"
           *       }
           *     ]
           */
          questions: {
            /**
             * Question
             * @description Question to ask.
             * @example What are the top level KPIs for engineering?
             */
            question: string;
            /**
             * Context
             * @description Background information for this question.
             * @example KPI stands for key performance indicator
             */
            context?: string;
            /**
             * Answer Format
             * @description Format of the answer, such as a short sentence.
             *
             *     Not together with `answer_options`.
             * @example short sentence
             */
            answer_format?: string;
            /**
             * Answer Options
             * @description Answers for the model to choose from.
             * @example [
             *       "Yes",
             *       "No"
             *     ]
             */
            answer_options?: string[];
          }[];
          /**
           * Transcript IDs
           * @description Finished transcripts to use. Up to 100 hours of audio in total.
           *
           *     Not together with `input_text`.
           * @example [
           *       "9ea68fd3-f953-42c1-9742-976c447fb463"
           *     ]
           */
          transcript_ids?: string[];
          /**
           * Input Text
           * @description Text to use instead of transcripts.
           */
          input_text?: string;
          /**
           * Context
           * @description Background information that is not in the recording.
           * @example A meeting of the engineering team about logistics.
           */
          context?: string;
          /**
           * Model
           * @description Language model to use. Leave empty to use the default.
           *
           *     - `claude-sonnet-4-20250514`: Claude Sonnet 4. Deprecated. Use Claude Sonnet 4.6 instead.
           *     - `anthropic/claude-sonnet-4-20250514`: Claude 4 Sonnet (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-opus-4-20250514`: Claude 4 Opus (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-7-sonnet-20250219`: Claude 3.7 Sonnet (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-5-sonnet`: Claude 3.5 Sonnet (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-5-haiku-20241022`: Claude 3.5 Haiku (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-opus`: Claude 3 Opus (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-haiku`: Claude 3 Haiku (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           *     - `anthropic/claude-3-sonnet`: Claude 3 Sonnet (LeMUR). Deprecated. The LLM Gateway uses its newest model of the same family. Choose one of its models instead.
           */
          final_model?:
            | (
                | 'claude-sonnet-4-6'
                | 'claude-opus-4-6'
                | 'claude-sonnet-4-5-20250929'
                | 'claude-sonnet-4-20250514'
                | 'gemini-2.5-flash-lite'
                | 'anthropic/claude-sonnet-4-20250514'
                | 'anthropic/claude-opus-4-20250514'
                | 'anthropic/claude-3-7-sonnet-20250219'
                | 'anthropic/claude-3-5-sonnet'
                | 'anthropic/claude-3-5-haiku-20241022'
                | 'anthropic/claude-3-opus'
                | 'anthropic/claude-3-haiku'
                | 'anthropic/claude-3-sonnet'
              )
            | string;
          /**
           * Maximum Output Size
           * @description Maximum length of the answer in tokens. 1,000 tokens are about 750 words. At least 1.
           * @default 2000
           * @example 1000
           */
          max_output_size?: number;
          /**
           * Temperature
           * @description Randomness of the answer, from 0 to 1. Higher values are more creative.
           * @default 0
           * @example 0.7
           */
          temperature?: number;
        };
      };
    };
    responses: {
      /** @description Response of Ask Questions with LeMUR. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "request_id": "5e1b27c2-691f-4414-8bc5-f14678442f9e",
           *       "response": [
           *         {
           *           "answer": "CA, US",
           *           "question": "Where are there wildfires?"
           *         },
           *         {
           *           "answer": "yes",
           *           "question": "Is global warming affecting wildfires?"
           *         }
           *       ],
           *       "usage": {
           *         "input_tokens": 27,
           *         "output_tokens": 3
           *       }
           *     }
           */
          'application/json': components['schemas']['LemurQuestionAnswerResponse'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  transcribeNow: {
    parameters: {
      query?: never;
      header: {
        /**
         * @description Speech model to use.
         * @example universal-3-5-pro
         */
        'X-AAI-Model': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'multipart/form-data': {
          config: {
            /**
             * Prompt
             * @description Context and instructions for the model, up to 6,000 characters. If set, the languages are ignored.
             */
            prompt?: string;
            /**
             * Key Terms
             * @description Names and terms to recognize more accurately. Up to 100 terms and 8,000 characters in total.
             */
            keyterms_prompt?: string[];
            /**
             * Conversation Context
             * @description Earlier turns of the conversation, oldest first. Up to 500 turns and 16,000 characters are used.
             */
            conversation_context?: string[];
            /**
             * Languages
             * @description Languages of the audio. Leave empty to use English.
             * @example [
             *       "en",
             *       "es"
             *     ]
             */
            language_codes?: (
              | (
                  | 'en'
                  | 'en_au'
                  | 'en_uk'
                  | 'en_us'
                  | 'es'
                  | 'fr'
                  | 'de'
                  | 'de_ch'
                  | 'it'
                  | 'pt'
                  | 'nl'
                  | 'af'
                  | 'sq'
                  | 'am'
                  | 'ar'
                  | 'hy'
                  | 'as'
                  | 'az'
                  | 'ba'
                  | 'eu'
                  | 'be'
                  | 'bn'
                  | 'bs'
                  | 'br'
                  | 'bg'
                  | 'my'
                  | 'ca'
                  | 'zh'
                  | 'hr'
                  | 'cs'
                  | 'da'
                  | 'et'
                  | 'fo'
                  | 'fi'
                  | 'gl'
                  | 'ka'
                  | 'el'
                  | 'gu'
                  | 'ht'
                  | 'ha'
                  | 'haw'
                  | 'he'
                  | 'hi'
                  | 'hu'
                  | 'is'
                  | 'id'
                  | 'ja'
                  | 'jw'
                  | 'kn'
                  | 'kk'
                  | 'km'
                  | 'ko'
                  | 'lo'
                  | 'la'
                  | 'lv'
                  | 'ln'
                  | 'lt'
                  | 'lb'
                  | 'mk'
                  | 'mg'
                  | 'ms'
                  | 'ml'
                  | 'mt'
                  | 'mi'
                  | 'mr'
                  | 'mn'
                  | 'ne'
                  | 'no'
                  | 'nn'
                  | 'oc'
                  | 'pa'
                  | 'ps'
                  | 'fa'
                  | 'pl'
                  | 'ro'
                  | 'ru'
                  | 'sa'
                  | 'sr'
                  | 'sn'
                  | 'sd'
                  | 'si'
                  | 'sk'
                  | 'sl'
                  | 'so'
                  | 'su'
                  | 'sw'
                  | 'sv'
                  | 'tl'
                  | 'tg'
                  | 'ta'
                  | 'tt'
                  | 'te'
                  | 'th'
                  | 'bo'
                  | 'tr'
                  | 'tk'
                  | 'uk'
                  | 'ur'
                  | 'uz'
                  | 'vi'
                  | 'cy'
                  | 'yi'
                  | 'yo'
                )
              | string
            )[];
            /**
             * Sample Rate
             * @description Sample rate of PCM audio. Leave empty for WAV files. In Hz. 1000 to 384000.
             *
             *     Needs `channels`.
             * @example 16000
             */
            sample_rate?: number;
            /**
             * Channels
             * @description Number of channels of PCM audio, 1 or 2. Leave empty for WAV files.
             *
             *     Needs `sample_rate`.
             */
            channels?: number;
            /**
             * Timestamps
             * @description Return the start and end time of each word. Takes slightly longer.
             * @default false
             */
            timestamps?: boolean;
          };
          /**
           * Format: binary
           * @description WAV file, or 16-bit PCM.
           */
          audio: Blob;
        };
      };
    };
    responses: {
      /** @description Response of Transcribe Short Audio. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "text": "Hello, world.",
           *       "words": [
           *         {
           *           "text": "Hello,",
           *           "start": 120,
           *           "end": 480,
           *           "confidence": 0.98
           *         },
           *         {
           *           "text": "world.",
           *           "start": 520,
           *           "end": 900,
           *           "confidence": 0.97
           *         }
           *       ],
           *       "confidence": 0.98,
           *       "audio_duration_ms": 1000,
           *       "session_id": "0d9bd3bb-6c0c-4c58-8a2c-3a0b0f5f5f70",
           *       "request_time_ms": 140
           *     }
           */
          'application/json': components['schemas']['SyncTranscript'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  connectStreaming: {
    parameters: {
      query?: {
        /**
         * @description Sample rate of the audio to send. Required for PCM and mu-law. In Hz. 1000 to 384000.
         * @example 16000
         */
        sample_rate?: number;
        /** @description Audio encoding. Defaults to 16-bit PCM. */
        encoding?: ('pcm_s16le' | 'pcm_mulaw' | 'opus' | 'ogg_opus' | 'aac') | string;
        /**
         * @description Speech model to use. AssemblyAI often adds and retires models.
         *
         *     - `universal-3-6-pro`: Universal-3.6 Pro. Default model.
         */
        speech_model?:
          | (
              | 'universal-3-6-pro'
              | 'universal-3-6'
              | 'universal-3-5-pro'
              | 'universal-streaming-english'
              | 'universal-streaming-multilingual'
              | 'u3-rt-pro'
              | 'u3-rt-pro-beta-1'
              | 'u3-pro'
              | 'whisper-rt'
            )
          | string;
        /** @description Send each finished turn again with punctuation and capitalization. */
        format_turns?: boolean;
        /**
         * @description Minimum confidence that a turn has ended, from 0 to 1. At 1, only silence ends a turn.
         * @example 0.7
         */
        end_of_turn_confidence_threshold?: number;
        /**
         * @description Silence that ends a turn if the model is confident that the turn is over. In milliseconds.
         * @example 400
         */
        min_turn_silence?: number;
        /**
         * @deprecated
         * @description Silence that ends a turn if the model is confident that the turn is over. In milliseconds.
         *
         *     Use `min_turn_silence` instead.
         */
        min_end_of_turn_silence_when_confident?: number;
        /**
         * @description Silence that always ends a turn. In milliseconds.
         * @example 1280
         */
        max_turn_silence?: number;
        /**
         * @description Minimum confidence that a sound is speech, from 0 to 1. Raise it for noisy audio.
         * @example 0.4
         */
        vad_threshold?: number;
        /** @description Names and terms to recognize more accurately. Up to 100 terms. */
        keyterms_prompt?: string;
        /**
         * @deprecated
         * @description Names and terms to recognize more accurately.
         *
         *     Use `keyterms_prompt` instead.
         */
        keyterms?: string;
        /**
         * @description Context and instructions for the model. Up to 1,750 characters.
         *
         *     Models: `universal-3-6-pro`, `universal-3-6`, `universal-3-5-pro`, `u3-rt-pro`, `u3-rt-pro-beta-1`, `u3-pro`.
         */
        prompt?: string;
        /** @description Return the language of each turn. */
        language_detection?: boolean;
        /**
         * @deprecated
         * @description Language of the audio.
         *
         *     Use `speech_model` instead.
         */
        language?: 'en' | 'multi';
        /** @description Detect the speakers and label what each one says. */
        speaker_labels?: boolean;
        /**
         * @description Maximum number of speakers to expect, from 1 to 10.
         *
         *     Needs `speaker_labels`: `true`.
         */
        max_speakers?: number;
        /**
         * @description Time in seconds without audio until the session ends, from 5 to 3,600. Leave empty for no timeout.
         * @example 60
         */
        inactivity_timeout?: number;
        /** @description Balance between accuracy and speed. */
        mode?: 'max_accuracy' | 'balanced' | 'min_latency';
        /** @description Context from a voice agent, such as what it said last. Up to 1,750 characters. */
        agent_context?: string;
        /** @description Number of earlier turns to use as context. */
        previous_context_n_turns?: number;
        /** @description Languages to expect in the audio. */
        language_codes?: string;
        /**
         * @deprecated
         * @description Language to expect.
         *
         *     Not together with `language_codes`.
         *
         *     Use `language_codes` instead.
         */
        language_code?:
          | (
              | 'en'
              | 'en_au'
              | 'en_uk'
              | 'en_us'
              | 'es'
              | 'fr'
              | 'de'
              | 'de_ch'
              | 'it'
              | 'pt'
              | 'nl'
              | 'af'
              | 'sq'
              | 'am'
              | 'ar'
              | 'hy'
              | 'as'
              | 'az'
              | 'ba'
              | 'eu'
              | 'be'
              | 'bn'
              | 'bs'
              | 'br'
              | 'bg'
              | 'my'
              | 'ca'
              | 'zh'
              | 'hr'
              | 'cs'
              | 'da'
              | 'et'
              | 'fo'
              | 'fi'
              | 'gl'
              | 'ka'
              | 'el'
              | 'gu'
              | 'ht'
              | 'ha'
              | 'haw'
              | 'he'
              | 'hi'
              | 'hu'
              | 'is'
              | 'id'
              | 'ja'
              | 'jw'
              | 'kn'
              | 'kk'
              | 'km'
              | 'ko'
              | 'lo'
              | 'la'
              | 'lv'
              | 'ln'
              | 'lt'
              | 'lb'
              | 'mk'
              | 'mg'
              | 'ms'
              | 'ml'
              | 'mt'
              | 'mi'
              | 'mr'
              | 'mn'
              | 'ne'
              | 'no'
              | 'nn'
              | 'oc'
              | 'pa'
              | 'ps'
              | 'fa'
              | 'pl'
              | 'ro'
              | 'ru'
              | 'sa'
              | 'sr'
              | 'sn'
              | 'sd'
              | 'si'
              | 'sk'
              | 'sl'
              | 'so'
              | 'su'
              | 'sw'
              | 'sv'
              | 'tl'
              | 'tg'
              | 'ta'
              | 'tt'
              | 'te'
              | 'th'
              | 'bo'
              | 'tr'
              | 'tk'
              | 'uk'
              | 'ur'
              | 'uz'
              | 'vi'
              | 'cy'
              | 'yi'
              | 'yo'
            )
          | string;
        /**
         * @description Subject area with specialized vocabulary, such as medicine.
         *
         *     - `medical-v1`: Medical. English, Spanish, German, and French.
         */
        domain?: 'medical-v1' | string;
        /** @description Replace profanity with asterisks. */
        filter_profanity?: boolean;
        /** @description Send partial results about every 3 seconds during a long turn. */
        continuous_partials?: boolean;
        /** @description Delay before the first partial result of a turn. Higher values are slower but more accurate. In milliseconds. 0 to 1000. */
        interruption_delay?: number;
        /** @description Audio before the start of a turn to include in the turn. In milliseconds. */
        turn_left_pad_ms?: number;
        /** @description Include partial results in the webhook. */
        include_partial_turns?: boolean;
        /**
         * @description Audio between updates to earlier speaker labels, at least 120,000. Leave empty to update only at the end. In milliseconds. 0 to 86400000.
         *
         *     Needs `speaker_labels`: `true`.
         */
        speaker_labels_revision_interval_ms?: number;
        /**
         * @description Suppress background voices and noise, based on the distance to the microphone.
         *
         *     - `near-field`: Near Field. For headsets and phones.
         *     - `far-field`: Far Field. For meeting rooms.
         */
        voice_focus?: 'near-field' | 'far-field';
        /**
         * @description How strongly to suppress background sound, from 0 to 1.
         *
         *     Needs `voice_focus`.
         */
        voice_focus_threshold?: number;
        /** @description Send regular messages with the amount of audio received. */
        session_heartbeat?: boolean;
        /** @description Send a message about every second during silence. */
        acknowledge_silence?: boolean;
        /** @description Remove personal information from the text of the turns. */
        redact_pii?: boolean;
        /**
         * @description Types of personal information to remove.
         *
         *     Needs `redact_pii`: `true`.
         */
        redact_pii_policies?: string;
        /**
         * @description Text that replaces the removed information.
         *
         *     - `hash`: Hash Signs. Replaces each character with #.
         *     - `entity_name`: Entity Name. Uses the type of information, such as [PERSON_NAME].
         *
         *     Needs `redact_pii`: `true`.
         */
        redact_pii_sub?: 'hash' | 'entity_name';
        /** @description Let AssemblyAI keep the audio of the session, so its support team can investigate a problem. */
        customer_support_audio_capture?: boolean;
        /** @description Request to a language model after each turn, with the model, messages, and maximum tokens. */
        llm_gateway?: string;
        /**
         * @description URL that receives all messages when the session ends.
         * @example https://example.com/webhook
         */
        webhook_url?: string;
        /**
         * @description Header to send with the webhook, so your server can verify the sender.
         *
         *     Needs `webhook_auth_header_value`. Needs `webhook_url`.
         */
        webhook_auth_header_name?: string;
        /**
         * @description Secret value of the webhook header.
         *
         *     Needs `webhook_auth_header_name`.
         */
        webhook_auth_header_value?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The connection is now a WebSocket. */
      101: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      429: components['responses']['TooManyRequests'];
      default: components['responses']['ServerError'];
    };
  };
  transcriptReady: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "transcript_id": "9ea68fd3-f953-42c1-9742-976c447fb463",
         *       "status": "completed"
         *     }
         */
        'application/json': {
          /** @description ID of the transcript. */
          transcript_id: string;
          /**
           * @description Status of the transcript.
           * @enum {string}
           */
          status: 'completed' | 'error';
        };
      };
    };
    responses: {
      /** @description Accepts the delivery. Other statuses make AssemblyAI try again. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Rejects the delivery. */
      '4XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
}
