// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { AnyText } from '../any-text.ts';
import type { LanguageCode } from './vocabulary.ts';

/** Speech models and prompts of a live connection. */
export interface StreamingRecognition {
  /**
   * Balance between accuracy and speed.
   *
   * Contract: `newer.md` section 4.
   */
  readonly mode?: 'max_accuracy' | 'balanced' | 'min_latency' | undefined;
  /**
   * Context from a voice agent, such as what it said last. Up to 1,750 characters.
   *
   * Contract: `newer.md` section 4.
   */
  readonly agent_context?: string | undefined;
  /**
   * Number of earlier turns to use as context.
   *
   * Contract: `newer.md` section 4.
   */
  readonly previous_context_n_turns?: number | undefined;
  /**
   * Languages to expect in the audio.
   *
   * Contract: `newer.md` section 4.
   *
   * @example ['en', 'es']
   */
  readonly language_codes?: readonly LanguageCode[] | undefined;
  /**
   * Language to expect.
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
   * - `medical-v1`: Medical. English, Spanish, German, and French.
   *
   * Contract: `newer.md` section 4.
   */
  readonly domain?: 'medical-v1' | AnyText | undefined;
  /**
   * Replace profanity with asterisks.
   *
   * Contract: `newer.md` section 4.
   *
   * @default false
   */
  readonly filter_profanity?: boolean | undefined;
  /**
   * Suppress background voices and noise, based on the distance to the microphone.
   *
   * - `near-field`: Near Field. For headsets and phones.
   * - `far-field`: Far Field. For meeting rooms.
   *
   * Contract: `newer.md` section 4.
   */
  readonly voice_focus?: 'near-field' | 'far-field' | undefined;
  /**
   * How strongly to suppress background sound, from 0 to 1.
   *
   * Needs `voice_focus`.
   *
   * Contract: `newer.md` section 4.
   */
  readonly voice_focus_threshold?: number | undefined;
  /**
   * Send regular messages with the amount of audio received.
   *
   * Contract: `newer.md` section 4.
   *
   * @default false
   */
  readonly session_heartbeat?: boolean | undefined;
  /**
   * Send a message about every second during silence.
   *
   * Contract: `newer.md` section 4.
   *
   * @default false
   */
  readonly acknowledge_silence?: boolean | undefined;
}
