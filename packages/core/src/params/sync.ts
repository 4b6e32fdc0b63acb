// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { LanguageCode } from './vocabulary.ts';

/** Parameters of sync transcription. */
export interface SyncSettings {
  /**
   * The model that transcribes.
   *
   * Contract: `newer.md` section 8.
   *
   * @default 'universal-3-5-pro'
   */
  readonly model?: 'universal-3-5-pro' | (string & {}) | undefined;
  /**
   * Instructions for the model. Languages are ignored with it. At most 6000 characters.
   *
   * Contract: `newer.md` section 8.
   */
  readonly prompt?: string | undefined;
  /**
   * Words and names to listen for. Up to 8000 characters together. At most 100 entries.
   *
   * Contract: `newer.md` section 8.
   */
  readonly keyterms_prompt?: readonly string[] | undefined;
  /**
   * Earlier turns of the conversation, the oldest first. Above 500 turns or 16,000 characters the oldest are
   * ignored.
   *
   * Contract: `newer.md` section 8.
   */
  readonly conversation_context?: string | readonly string[] | undefined;
  /**
   * The languages of the audio. If left empty, English.
   *
   * Contract: `newer.md` section 8.
   *
   * @example ['en', 'es']
   */
  readonly language_codes?: readonly LanguageCode[] | undefined;
  /**
   * Rate of PCM audio. WAV files carry it. In Hz. 1000 to 384000.
   *
   * Needs `channels`.
   *
   * Contract: `newer.md` section 8.
   *
   * @example 16000
   */
  readonly sample_rate?: number | undefined;
  /**
   * Channels of PCM audio. WAV files carry them. 1 to 2.
   *
   * Needs `sample_rate`.
   *
   * Contract: `newer.md` section 8.
   */
  readonly channels?: number | undefined;
  /**
   * Return when each word starts and ends. Takes a little longer.
   *
   * Contract: `newer.md` section 8.
   *
   * @default false
   */
  readonly timestamps?: boolean | undefined;
}
