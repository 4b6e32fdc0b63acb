// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { PiiPolicy } from './vocabulary.ts';

/** Redaction and filtering. */
export interface PrivacyParams {
  /**
   * Remove personal information from the text. Summaries, entities and other results may still hold it.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default false
   */
  readonly redact_pii?: boolean | null | undefined;
  /**
   * The kinds of personal information to remove.
   *
   * Only with `redact_pii`: `true`.
   *
   * Contract: `rest.md` section 4.4, `rest-supplement.md` section 7.
   *
   * @example ['person_name', 'phone_number']
   */
  readonly redact_pii_policies?: readonly PiiPolicy[] | null | undefined;
  /**
   * What stands in the place of what was removed.
   *
   * - `hash`: Hash Signs. Each letter becomes a #.
   * - `entity_name`: Kind of Information. Such as [PERSON_NAME].
   *
   * Only with `redact_pii`: `true`.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default 'hash'
   */
  readonly redact_pii_sub?: 'hash' | 'entity_name' | null | undefined;
  /**
   * Words of your own to remove, and what to call them.
   *
   * Only with `redact_pii`: `true`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly redact_static_entities?: Readonly<Record<string, readonly string[]>> | null | undefined;
  /**
   * Get the text with the personal information in it as well.
   *
   * Only with `redact_pii`: `true`.
   *
   * Contract: `newer.md` section 2.
   *
   * @default false
   */
  readonly redact_pii_return_unredacted?: boolean | null | undefined;
  /**
   * Get a copy of the recording with the personal information beeped out. The file must be under 1 GB.
   *
   * Needs `redact_pii`: `true`. Only in the US region.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default false
   */
  readonly redact_pii_audio?: boolean | null | undefined;
  /**
   * The kind of file the redacted recording is.
   *
   * - `mp3`: Small.
   * - `wav`: Lossless.
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
   * Get a redacted recording also where nobody speaks.
   *
   * Only with `redact_pii`: `true`. Only with `redact_pii_audio`: `true`.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default false
   */
  readonly return_redacted_no_speech_audio?: boolean | null | undefined;
  /**
   * What is heard in the place of what was removed, if not a beep.
   *
   * Only with `redact_pii`: `true`. Only with `redact_pii_audio`: `true`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly override_audio_redaction_method?: 'silence' | null | undefined;
}
