// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { LanguageCode } from './vocabulary.ts';

/** Tasks that a language model runs on the transcript. */
export interface SpeechUnderstandingParams {
  /** Options of `speech_understanding`: `request`. */
  readonly speech_understanding?: SpeechUnderstanding | null | undefined;
}

export interface DescribedSpeaker {
  /**
   * Name of the speaker.
   *
   * Contract: `llm-gateway.md` section 3.
   */
  readonly name?: string | null | undefined;
  /**
   * Role of the speaker in the conversation.
   *
   * Contract: `llm-gateway.md` section 3.
   */
  readonly role?: string | null | undefined;
  /**
   * Details that identify the speaker, such as what they do or say.
   *
   * Contract: `llm-gateway.md` section 3.
   */
  readonly description?: string | null | undefined;
  /**
   * Company the speaker works for.
   *
   * Contract: `llm-gateway.md` section 3.
   */
  readonly company?: string | null | undefined;
  /**
   * Job title of the speaker.
   *
   * Contract: `llm-gateway.md` section 3.
   */
  readonly title?: string | null | undefined;
  /** Any further property. */
  readonly [property: string]: unknown;
}

/** Replace speaker labels such as A and B with names or roles. */
export interface SpeakerIdentificationRequest {
  /**
   * Choose whether to identify speakers by name or by role.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @example 'name'
   */
  readonly speaker_type: 'name' | 'role';
  /**
   * Names or roles of the speakers. Up to 35 characters each.
   *
   * Not together with `speakers`.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @example ['interviewer', 'candidate']
   */
  readonly known_values?: readonly string[] | null | undefined;
  /**
   * Speakers with identifying details. Use instead of `known_values`.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @example [{ name: 'Michel Martin', description: 'Hosts the program and interviews the guests' }]
   */
  readonly speakers?: readonly DescribedSpeaker[] | null | undefined;
  /**
   * How much effort the model spends on identifying speakers. Medium costs more.
   *
   * - `low`: Faster.
   * - `medium`: More thorough.
   *
   * Contract: `newer.md` section 2.
   *
   * @default 'low'
   */
  readonly effort?: 'low' | 'medium' | null | undefined;
}

/** Summarize the recording. */
export interface SummarizationRequest {
  /**
   * Format of the summary.
   *
   * Contract: `newer.md` section 2.
   */
  readonly summary_type?: 'paragraph' | 'bullets' | null | undefined;
  /**
   * How much effort the model spends on the summary.
   *
   * - `low`: Faster.
   * - `medium`: More thorough.
   *
   * Contract: `newer.md` section 2.
   */
  readonly effort?: 'low' | 'medium' | null | undefined;
}

/** List the tasks to do after the conversation. */
export interface ActionItemsRequest {
  /**
   * Include the decisions made in the conversation.
   *
   * Contract: `newer.md` section 2.
   */
  readonly include_decisions?: boolean | null | undefined;
  /**
   * How much effort the model spends on the action items.
   *
   * - `low`: Faster.
   * - `medium`: More thorough.
   *
   * Contract: `newer.md` section 2.
   */
  readonly effort?: 'low' | 'medium' | null | undefined;
}

/** Translate the transcript into other languages. */
export interface TranslationRequest {
  /**
   * Languages to translate into.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @example ['es', 'de']
   */
  readonly target_languages: readonly LanguageCode[];
  /**
   * Use formal language in the translation. On by default.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @default true
   */
  readonly formal?: boolean | null | undefined;
  /**
   * Translate each utterance as well. Requires `speaker_labels`.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @default false
   */
  readonly match_original_utterance?: boolean | null | undefined;
  /**
   * Translate the text even if it is already in the target language.
   *
   * Contract: `newer.md` section 2.
   */
  readonly force_translation?: boolean | null | undefined;
  /**
   * How much effort the model spends on the translation. Medium costs more.
   *
   * - `low`: Faster.
   * - `medium`: More thorough.
   *
   * Contract: `newer.md` section 2.
   *
   * @default 'low'
   */
  readonly effort?: 'low' | 'medium' | null | undefined;
}

/** Write dates, phone numbers, and email addresses in a specific format. */
export interface CustomFormattingRequest {
  /**
   * Format for dates. Leave empty to keep them unchanged.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @example 'mm/dd/yyyy'
   */
  readonly date?: string | null | undefined;
  /**
   * Format for phone numbers. Leave empty to keep them unchanged.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @example '(xxx)xxx-xxxx'
   */
  readonly phone_number?: string | null | undefined;
  /**
   * Format for email addresses. Leave empty to keep them unchanged.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @example 'username@domain.com'
   */
  readonly email?: string | null | undefined;
  /**
   * Apply the formats to each utterance as well.
   *
   * Contract: `newer.md` section 2.
   */
  readonly format_utterances?: boolean | null | undefined;
  /**
   * How much effort the model spends on formatting. Medium costs more.
   *
   * - `low`: Faster.
   * - `medium`: More thorough.
   *
   * Contract: `newer.md` section 2.
   *
   * @default 'low'
   */
  readonly effort?: 'low' | 'medium' | null | undefined;
}

/** Options of `speech_understanding.request`: `speaker_identification`, `summarization`, `action_items`, `translation`, `custom_formatting`. */
export interface SpeechUnderstandingRequest {
  /**
   * Replace speaker labels such as A and B with names or roles.
   *
   * Contract: `newer.md` section 2.
   */
  readonly speaker_identification?: SpeakerIdentificationRequest | null | undefined;
  /**
   * Summarize the recording.
   *
   * Contract: `newer.md` section 2.
   */
  readonly summarization?: SummarizationRequest | null | undefined;
  /**
   * List the tasks to do after the conversation.
   *
   * Contract: `newer.md` section 2.
   */
  readonly action_items?: ActionItemsRequest | null | undefined;
  /**
   * Translate the transcript into other languages.
   *
   * Contract: `newer.md` section 2.
   */
  readonly translation?: TranslationRequest | null | undefined;
  /**
   * Write dates, phone numbers, and email addresses in a specific format.
   *
   * Contract: `newer.md` section 2.
   */
  readonly custom_formatting?: CustomFormattingRequest | null | undefined;
}

/** Options of `speech_understanding`: `request`. */
export interface SpeechUnderstanding {
  /**
   * Options of `speech_understanding.request`: `speaker_identification`, `summarization`, `action_items`,
   * `translation`, `custom_formatting`.
   */
  readonly request: SpeechUnderstandingRequest;
}
