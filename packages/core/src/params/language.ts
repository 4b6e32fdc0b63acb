// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { LanguageCode } from './vocabulary.ts';

/** Language of the audio, and language detection. */
export interface LanguageParams {
  /**
   * The language that is mainly spoken. Without it, US English is assumed, or the language is detected.
   *
   * Contract: `rest.md` section 4.1, `languages.md` section 3.
   *
   * @default 'en_us'
   * @example 'es'
   */
  readonly language_code?: LanguageCode | null | undefined;
  /**
   * The languages that are spoken, where people switch between them. English must be one of them.
   *
   * Not together with `language_code`.
   *
   * Contract: `newer.md` section 2.
   *
   * @example ['en', 'es']
   */
  readonly language_codes?: readonly LanguageCode[] | null | undefined;
  /**
   * Find out which language is mainly spoken. Needs at least 15 seconds of speech.
   *
   * Not together with `language_code`.
   *
   * Contract: `rest.md` section 4.1.
   *
   * @default false
   */
  readonly language_detection?: boolean | null | undefined;
  /**
   * How sure the detection must be, from 0 to 1; when it is less sure, the transcript fails.
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
   * The languages that come into question.
   *
   * Only with `language_detection`: `true`.
   *
   * Contract: `newer.md` section 2.
   *
   * @example ['en', 'de']
   */
  readonly expected_languages?: readonly LanguageCode[] | null | undefined;
  /**
   * The language to use when the one that was detected does not come into question.
   *
   * Only with `language_detection`: `true`.
   *
   * Contract: `newer.md` section 2.
   *
   * @default 'auto'
   */
  readonly fallback_language?: 'auto' | LanguageCode | null | undefined;
  /**
   * Find out when people switch from one language to another.
   *
   * Only with `language_detection`: `true`.
   *
   * Contract: `newer.md` section 2.
   *
   * @default false
   */
  readonly code_switching?: boolean | null | undefined;
  /**
   * How sure a switch must be, from 0 to 1; when it is less sure, the main language is used throughout.
   *
   * Only with `language_detection`: `true`. Only with `code_switching`: `true`.
   *
   * Contract: `newer.md` section 2.
   *
   * @default 0.3
   */
  readonly code_switching_confidence_threshold?: number | null | undefined;
  /**
   * What happens when there is no speech to detect a language from.
   *
   * Only with `language_detection`: `true`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly on_no_speech_detected?: 'error' | 'fallback' | null | undefined;
  /**
   * What happens when the detection is less sure than it must be.
   *
   * Only with `language_detection`: `true`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly on_low_language_confidence?: 'error' | 'fallback' | null | undefined;
  /**
   * Regional forms of a language to write in, once that language was detected.
   *
   * Only with `language_detection`: `true`.
   *
   * Contract: `newer.md` section 2.
   *
   * @example ['en_uk']
   */
  readonly localization?: readonly string[] | null | undefined;
  /**
   * Expect `swiss_german` where German was detected.
   *
   * Only with `language_detection`: `true`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly swiss_german?: boolean | null | undefined;
  /**
   * The model that detects the language, where it shall not be the usual one.
   *
   * Only with `language_detection`: `true`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly language_detection_model?: string | null | undefined;
}
