// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { LanguageCode } from './vocabulary.ts';

/** Language of the audio, and language detection. */
export interface LanguageParams {
  /**
   * Main language of the recording. Leave empty for US English.
   *
   * Contract: `rest.md` section 4.1, `languages.md` section 3.
   *
   * @default 'en_us'
   * @example 'es'
   */
  readonly language_code?: LanguageCode | null | undefined;
  /**
   * Languages of a recording that switches between them. Must include English.
   *
   * Not together with `language_code`.
   *
   * Contract: `newer.md` section 2.
   *
   * @example ['en', 'es']
   */
  readonly language_codes?: readonly LanguageCode[] | null | undefined;
  /**
   * Detect the main language. Requires at least 15 seconds of speech.
   *
   * Not together with `language_code`.
   *
   * Contract: `rest.md` section 4.1.
   *
   * @default false
   */
  readonly language_detection?: boolean | null | undefined;
  /**
   * Minimum confidence of the detected language, from 0 to 1. Below it, the transcript fails.
   *
   * Needs `language_detection`: `true`.
   *
   * Contract: `rest.md` section 4.1.
   *
   * @default 0
   * @example 0.8
   */
  readonly language_confidence_threshold?: number | null | undefined;
  /**
   * Options of `language_detection_options`: `expected_languages`, `fallback_language`, `code_switching`,
   * `code_switching_confidence_threshold`, `on_no_speech_detected`, `on_low_language_confidence`, `localization`,
   * `swiss_german`, `language_detection_model`.
   */
  readonly language_detection_options?: LanguageDetectionOptions | null | undefined;
}

/** Options of `language_detection_options`: `expected_languages`, `fallback_language`, `code_switching`, `code_switching_confidence_threshold`, `on_no_speech_detected`, `on_low_language_confidence`, `localization`, `swiss_german`, `language_detection_model`. */
export interface LanguageDetectionOptions {
  /**
   * Languages to consider. Leave empty to consider all languages.
   *
   * Only with `language_detection`: `true`.
   *
   * Contract: `newer.md` section 2.
   *
   * @example ['en', 'de']
   */
  readonly expected_languages?: readonly LanguageCode[] | null | undefined;
  /**
   * Language to use if the detected language is not expected.
   *
   * Only with `language_detection`: `true`.
   *
   * Contract: `newer.md` section 2.
   *
   * @default 'auto'
   */
  readonly fallback_language?: 'auto' | LanguageCode | null | undefined;
  /**
   * Detect switches between languages within the recording.
   *
   * Only with `language_detection`: `true`.
   *
   * Contract: `newer.md` section 2.
   *
   * @default false
   */
  readonly code_switching?: boolean | null | undefined;
  /**
   * Minimum confidence of a language switch, from 0 to 1. Defaults to 0.3.
   *
   * Only with `language_detection`: `true`. Only with `code_switching`: `true`.
   *
   * Contract: `newer.md` section 2.
   *
   * @default 0.3
   */
  readonly code_switching_confidence_threshold?: number | null | undefined;
  /**
   * Action to take if no language can be detected.
   *
   * Only with `language_detection`: `true`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly on_no_speech_detected?: 'error' | 'fallback' | null | undefined;
  /**
   * Action to take if the detected language is below the confidence threshold.
   *
   * Only with `language_detection`: `true`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly on_low_language_confidence?: 'error' | 'fallback' | null | undefined;
  /**
   * Regional spelling for a detected language, such as British English.
   *
   * Only with `language_detection`: `true`.
   *
   * Contract: `newer.md` section 2.
   *
   * @example ['en_uk']
   */
  readonly localization?: readonly string[] | null | undefined;
  /**
   * Treat detected German as the Swiss dialect.
   *
   * Only with `language_detection`: `true`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly swiss_german?: boolean | null | undefined;
  /**
   * Language detection model. Leave empty to use the default.
   *
   * Only with `language_detection`: `true`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly language_detection_model?: string | null | undefined;
}
