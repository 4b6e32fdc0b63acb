/** The parameters that the stand-in acts on; everything else is checked and echoed. */
export interface TranscriptRequest {
  readonly audio_url: string;
  readonly audio_start_from?: number | null;
  readonly audio_end_at?: number | null;
  readonly auto_chapters?: boolean | null;
  readonly auto_highlights?: boolean | null;
  readonly boost_param?: string | null;
  readonly content_safety?: boolean | null;
  readonly custom_spelling?: readonly { readonly from: readonly string[]; readonly to: string }[] | null;
  readonly dual_channel?: boolean | null;
  readonly entity_detection?: boolean | null;
  readonly format_text?: boolean | null;
  readonly iab_categories?: boolean | null;
  readonly keyterms_prompt?: readonly string[] | null;
  readonly language_code?: string | null;
  readonly language_confidence_threshold?: number | null;
  readonly language_detection?: boolean | null;
  readonly multichannel?: boolean | null;
  readonly punctuate?: boolean | null;
  readonly redact_pii?: boolean | null;
  readonly redact_pii_audio?: boolean | null;
  readonly redact_pii_audio_quality?: 'mp3' | 'wav';
  readonly redact_pii_audio_options?: {
    readonly override_audio_redaction_method?: 'silence';
    readonly return_redacted_no_speech_audio?: boolean;
  };
  readonly redact_pii_policies?: readonly string[] | null;
  readonly redact_pii_sub?: 'hash' | 'entity_name' | null;
  readonly sentiment_analysis?: boolean | null;
  readonly speaker_labels?: boolean | null;
  readonly speech_model?: string | null;
  readonly speech_models?: readonly string[] | null;
  readonly speech_threshold?: number | null;
  readonly speech_understanding?: { readonly request: UnderstandingRequest };
  readonly summarization?: boolean | null;
  readonly summary_model?: string | null;
  readonly summary_type?: string | null;
  readonly webhook_auth_header_name?: string | null;
  readonly webhook_auth_header_value?: string | null;
  readonly webhook_url?: string | null;
  readonly word_boost?: readonly string[] | null;
  readonly [parameter: string]: unknown;
}

export interface UnderstandingRequest {
  readonly translation?: { readonly target_languages: readonly string[]; readonly match_original_utterance?: boolean };
  readonly speaker_identification?: {
    readonly speaker_type: 'name' | 'role';
    readonly known_values?: readonly string[];
    readonly speakers?: readonly { readonly name?: string; readonly role?: string }[];
  };
  readonly custom_formatting?: Readonly<Record<string, string>>;
  readonly summarization?: { readonly summary_type?: 'paragraph' | 'bullets' };
  readonly action_items?: Readonly<Record<string, unknown>>;
}

/** With `multichannel`, or its older name. */
export const byChannel = (request: TranscriptRequest): boolean =>
  request.multichannel === true || request.dual_channel === true;
