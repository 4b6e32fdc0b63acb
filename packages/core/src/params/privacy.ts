// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { PiiPolicy } from './vocabulary.ts';

/** Redaction and filtering. */
export interface PrivacyParams {
  /**
   * Remove personal information from the text. Summaries and other results may still contain it.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default false
   */
  readonly redact_pii?: boolean | null | undefined;
  /**
   * Types of personal information to remove.
   *
   * Only with `redact_pii`: `true`.
   *
   * Contract: `rest.md` section 4.4, `rest-supplement.md` section 7.
   *
   * @example ['person_name', 'phone_number']
   */
  readonly redact_pii_policies?: readonly PiiPolicy[] | null | undefined;
  /**
   * Text that replaces the removed information. Defaults to hash signs.
   *
   * - `hash`: Hash Signs. Replaces each character with #.
   * - `entity_name`: Entity Name. Uses the type of information, such as [PERSON_NAME].
   *
   * Only with `redact_pii`: `true`.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default 'hash'
   */
  readonly redact_pii_sub?: 'hash' | 'entity_name' | null | undefined;
  /**
   * Additional words and phrases to remove, and the names that replace them.
   *
   * Only with `redact_pii`: `true`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly redact_static_entities?: Readonly<Record<string, readonly string[]>> | null | undefined;
  /**
   * Return the original text as well.
   *
   * Only with `redact_pii`: `true`.
   *
   * Contract: `newer.md` section 2.
   *
   * @default false
   */
  readonly redact_pii_return_unredacted?: boolean | null | undefined;
  /**
   * Create a copy of the audio with personal information beeped out. Files can be up to 1 GB.
   *
   * Needs `redact_pii`: `true`. Only in the US region.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default false
   */
  readonly redact_pii_audio?: boolean | null | undefined;
  /**
   * File format of the redacted audio. Defaults to MP3.
   *
   * - `mp3`: Smaller files.
   * - `wav`: Lossless quality.
   *
   * Only with `redact_pii`: `true`. Only with `redact_pii_audio`: `true`.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default 'mp3'
   */
  readonly redact_pii_audio_quality?: 'mp3' | 'wav' | null | undefined;
  /**
   * Options of `redact_pii_audio_options`: `return_redacted_no_speech_audio`, `override_audio_redaction_method`.
   */
  readonly redact_pii_audio_options?: RedactPiiAudioOptions | null | undefined;
}

/** Options of `redact_pii_audio_options`: `return_redacted_no_speech_audio`, `override_audio_redaction_method`. */
export interface RedactPiiAudioOptions {
  /**
   * Return redacted audio even if the recording contains no speech.
   *
   * Only with `redact_pii`: `true`. Only with `redact_pii_audio`: `true`.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default false
   */
  readonly return_redacted_no_speech_audio?: boolean | null | undefined;
  /**
   * Sound that replaces personal information. Leave empty to use a beep.
   *
   * Only with `redact_pii`: `true`. Only with `redact_pii_audio`: `true`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly override_audio_redaction_method?: 'silence' | null | undefined;
}
