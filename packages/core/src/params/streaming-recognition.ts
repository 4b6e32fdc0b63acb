// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { LanguageCode } from './vocabulary.ts';

/** Speech models and prompts of a live connection. */
export interface StreamingRecognition {
  /**
   * Whether the model favors accuracy or speed.
   *
   * Contract: `newer.md` section 4.
   */
  readonly mode?: 'max_accuracy' | 'balanced' | 'min_latency' | undefined;
  /**
   * What a voice agent said last or knows, as context for the model. Up to 1,750 characters.
   *
   * Contract: `newer.md` section 4.
   */
  readonly agent_context?: string | undefined;
  /**
   * How many earlier turns the model takes into account.
   *
   * Contract: `newer.md` section 4.
   */
  readonly previous_context_n_turns?: number | undefined;
  /**
   * The languages to expect. Choose one for a single language.
   *
   * Contract: `newer.md` section 4.
   *
   * @example ['en', 'es']
   */
  readonly language_codes?: readonly LanguageCode[] | undefined;
  /**
   * The language to expect.
   *
   * Not together with `language_codes`.
   *
   * Contract: `newer.md` section 4.
   *
   * @deprecated Use `language_codes` instead.
   */
  readonly language_code?: LanguageCode | undefined;
  /**
   * Subject area with specialized vocabulary, such as medicine.
   *
   * - `medical-v1`: Medical. English, Spanish, German and French.
   *
   * Contract: `newer.md` section 4.
   */
  readonly domain?: 'medical-v1' | (string & {}) | undefined;
  /**
   * Replace swear words by asterisks.
   *
   * Contract: `newer.md` section 4.
   *
   * @default false
   */
  readonly filter_profanity?: boolean | undefined;
  /**
   * Suppresses background voices and noise, for a speaker near to or far from the microphone.
   *
   * - `near-field`: Near Field. Headsets, phones.
   * - `far-field`: Far Field. Meeting rooms.
   *
   * Contract: `newer.md` section 4.
   */
  readonly voice_focus?: 'near-field' | 'far-field' | undefined;
  /**
   * How strongly background sound is suppressed, from 0 to 1.
   *
   * Needs `voice_focus`.
   *
   * Contract: `newer.md` section 4.
   */
  readonly voice_focus_threshold?: number | undefined;
  /**
   * Send a message with the amount of received audio at regular intervals.
   *
   * Contract: `newer.md` section 4.
   *
   * @default false
   */
  readonly session_heartbeat?: boolean | undefined;
  /**
   * Send a message about every second while nobody speaks.
   *
   * Contract: `newer.md` section 4.
   *
   * @default false
   */
  readonly acknowledge_silence?: boolean | undefined;
}
