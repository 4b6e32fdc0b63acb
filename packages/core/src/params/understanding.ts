// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { LanguageCode } from './vocabulary.ts';

/** Tasks that a language model runs on the transcript. */
export interface SpeechUnderstandingParams {
  /** Options of `speech_understanding`: `request`. */
  readonly speech_understanding?: SpeechUnderstanding | null | undefined;
}

export interface DescribedSpeaker {
  /**
   * What the person is called.
   *
   * Contract: `llm-gateway.md` section 3.
   */
  readonly name?: string | null | undefined;
  /**
   * What the person is there for.
   *
   * Contract: `llm-gateway.md` section 3.
   */
  readonly role?: string | null | undefined;
  /**
   * What the person does or says in the conversation.
   *
   * Contract: `llm-gateway.md` section 3.
   */
  readonly description?: string | null | undefined;
  /**
   * Where the person works.
   *
   * Contract: `llm-gateway.md` section 3.
   */
  readonly company?: string | null | undefined;
  /**
   * What the person is by profession.
   *
   * Contract: `llm-gateway.md` section 3.
   */
  readonly title?: string | null | undefined;
  /** Any further property. */
  readonly [property: string]: unknown;
}

/** Replace the letters of the speakers by their names or roles. */
export interface SpeakerIdentificationRequest {
  /**
   * What each speaker is called by.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @example 'name'
   */
  readonly speaker_type: 'name' | 'role';
  /**
   * The names or roles of the people who speak. Each may have up to 35 characters.
   *
   * Not together with `speakers`.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @example ['interviewer', 'candidate']
   */
  readonly known_values?: readonly string[] | null | undefined;
  /**
   * The people who speak, with what helps to recognise them, in place of `known_values`.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @example [{ name: 'Michel Martin', description: 'Hosts the program and interviews the guests' }]
   */
  readonly speakers?: readonly DescribedSpeaker[] | null | undefined;
  /**
   * How much effort the model spends on identifying the speakers. More costs more.
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
   * In which form the summary is written.
   *
   * Contract: `newer.md` section 2.
   */
  readonly summary_type?: 'paragraph' | 'bullets' | null | undefined;
  /**
   * How much work goes into the summary.
   *
   * - `low`: Faster.
   * - `medium`: More thorough.
   *
   * Contract: `newer.md` section 2.
   */
  readonly effort?: 'low' | 'medium' | null | undefined;
}

/** List what somebody has to do afterwards. */
export interface ActionItemsRequest {
  /**
   * List what was decided too.
   *
   * Contract: `newer.md` section 2.
   */
  readonly include_decisions?: boolean | null | undefined;
  /**
   * How much work goes into the action items.
   *
   * - `low`: Faster.
   * - `medium`: More thorough.
   *
   * Contract: `newer.md` section 2.
   */
  readonly effort?: 'low' | 'medium' | null | undefined;
}

/** Translate the transcript. */
export interface TranslationRequest {
  /**
   * The languages to translate into.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @example ['es', 'de']
   */
  readonly target_languages: readonly LanguageCode[];
  /**
   * Address people formally in the translation. It is on unless you turn it off.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @default true
   */
  readonly formal?: boolean | null | undefined;
  /**
   * Translate what each speaker says by itself too. Needs `speaker_labels`.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @default false
   */
  readonly match_original_utterance?: boolean | null | undefined;
  /**
   * Translate also what is in the target language already.
   *
   * Contract: `newer.md` section 2.
   */
  readonly force_translation?: boolean | null | undefined;
  /**
   * How much effort the model spends on the translation. More costs more.
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

/** Write dates, phone numbers and email addresses in your own way. */
export interface CustomFormattingRequest {
  /**
   * How dates are written.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @example 'mm/dd/yyyy'
   */
  readonly date?: string | null | undefined;
  /**
   * How phone numbers are written.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @example '(xxx)xxx-xxxx'
   */
  readonly phone_number?: string | null | undefined;
  /**
   * How email addresses are written.
   *
   * Contract: `llm-gateway.md` section 3.
   *
   * @example 'username@domain.com'
   */
  readonly email?: string | null | undefined;
  /**
   * Apply the formats to what each speaker says too.
   *
   * Contract: `newer.md` section 2.
   */
  readonly format_utterances?: boolean | null | undefined;
  /**
   * How much effort the model spends on the formatting. More costs more.
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
   * Replace the letters of the speakers by their names or roles.
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
   * List what somebody has to do afterwards.
   *
   * Contract: `newer.md` section 2.
   */
  readonly action_items?: ActionItemsRequest | null | undefined;
  /**
   * Translate the transcript.
   *
   * Contract: `newer.md` section 2.
   */
  readonly translation?: TranslationRequest | null | undefined;
  /**
   * Write dates, phone numbers and email addresses in your own way.
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
