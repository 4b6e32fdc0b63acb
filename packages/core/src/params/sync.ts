// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { AnyText } from '../any-text.ts';
import type { LanguageCode } from './vocabulary.ts';

/** Parameters of sync transcription. */
export interface SyncSettings {
  /**
   * Speech model to use.
   *
   * Contract: `newer.md` section 8.
   *
   * @default 'universal-3-5-pro'
   */
  readonly model?: 'universal-3-5-pro' | AnyText | undefined;
  /**
   * Context and instructions for the model, up to 6,000 characters. If set, the languages are ignored.
   *
   * Contract: `newer.md` section 8.
   */
  readonly prompt?: string | undefined;
  /**
   * Names and terms to recognize more accurately. Up to 100 terms and 8,000 characters in total.
   *
   * Contract: `newer.md` section 8.
   */
  readonly keyterms_prompt?: readonly string[] | undefined;
  /**
   * Earlier turns of the conversation, oldest first. Up to 500 turns and 16,000 characters are used.
   *
   * Contract: `newer.md` section 8.
   */
  readonly conversation_context?: string | readonly string[] | undefined;
  /**
   * Languages of the audio. Leave empty to use English.
   *
   * Contract: `newer.md` section 8.
   *
   * @example ['en', 'es']
   */
  readonly language_codes?: readonly LanguageCode[] | undefined;
  /**
   * Sample rate of PCM audio. Leave empty for WAV files. In Hz. 1000 to 384000.
   *
   * Needs `channels`.
   *
   * Contract: `newer.md` section 8.
   *
   * @example 16000
   */
  readonly sample_rate?: number | undefined;
  /**
   * Number of channels of PCM audio, 1 or 2. Leave empty for WAV files.
   *
   * Needs `sample_rate`.
   *
   * Contract: `newer.md` section 8.
   */
  readonly channels?: number | undefined;
  /**
   * Return the start and end time of each word. Takes slightly longer.
   *
   * Contract: `newer.md` section 8.
   *
   * @default false
   */
  readonly timestamps?: boolean | undefined;
}
