// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { StreamingModel, StreamingEncoding } from './vocabulary.ts';

/** Audio, model and turns of a live connection. */
export interface StreamingBasics {
  /**
   * Sample rate of the audio to send. Required for PCM and mu-law. In Hz. 1000 to 384000.
   *
   * Contract: `streaming.md` section 3.
   *
   * @example 16000
   */
  readonly sample_rate?: number | undefined;
  /**
   * Audio encoding. Defaults to 16-bit PCM.
   *
   * Contract: `streaming.md` section 3.
   *
   * @default 'pcm_s16le'
   */
  readonly encoding?: StreamingEncoding | undefined;
  /**
   * Speech model to use. AssemblyAI often adds and retires models.
   *
   * - `universal-3-6-pro`: Universal-3.6 Pro. Default model.
   *
   * Contract: `newer.md` section 4.
   */
  readonly speech_model?: StreamingModel | undefined;
  /**
   * Send each finished turn again with punctuation and capitalization.
   *
   * Contract: `streaming.md` section 3.
   */
  readonly format_turns?: boolean | undefined;
  /**
   * Minimum confidence that a turn has ended, from 0 to 1. At 1, only silence ends a turn.
   *
   * Contract: `streaming.md` section 8.
   *
   * @example 0.7
   */
  readonly end_of_turn_confidence_threshold?: number | undefined;
  /**
   * Silence that ends a turn if the model is confident that the turn is over. In milliseconds.
   *
   * Contract: `newer.md` section 4.
   *
   * @example 400
   */
  readonly min_turn_silence?: number | undefined;
  /**
   * Silence that ends a turn if the model is confident that the turn is over. In milliseconds.
   *
   * Contract: `streaming.md` section 3.
   *
   * @deprecated Use `min_turn_silence` instead.
   */
  readonly min_end_of_turn_silence_when_confident?: number | undefined;
  /**
   * Silence that always ends a turn. In milliseconds.
   *
   * Contract: `streaming.md` section 3.
   *
   * @example 1280
   */
  readonly max_turn_silence?: number | undefined;
  /**
   * Minimum confidence that a sound is speech, from 0 to 1. Raise it for noisy audio.
   *
   * Contract: `newer.md` section 4.
   *
   * @example 0.4
   */
  readonly vad_threshold?: number | undefined;
  /**
   * Names and terms to recognize more accurately. Up to 100 terms.
   *
   * Contract: `newer.md` section 4.
   */
  readonly keyterms_prompt?: readonly string[] | undefined;
  /**
   * Names and terms to recognize more accurately.
   *
   * Contract: `streaming.md` section 3.
   *
   * @deprecated Use `keyterms_prompt` instead.
   */
  readonly keyterms?: readonly string[] | undefined;
  /**
   * Context and instructions for the model. Up to 1,750 characters.
   *
   * Models: `universal-3-6-pro`, `universal-3-6`, `universal-3-5-pro`, `u3-rt-pro`, `u3-rt-pro-beta-1`, `u3-pro`.
   *
   * Contract: `newer.md` section 4.
   */
  readonly prompt?: string | undefined;
  /**
   * Return the language of each turn.
   *
   * Contract: `newer.md` section 4.
   */
  readonly language_detection?: boolean | undefined;
  /**
   * Language of the audio.
   *
   * Contract: `newer.md` section 4.
   *
   * @deprecated Use `speech_model` instead.
   */
  readonly language?: 'en' | 'multi' | undefined;
  /**
   * Detect the speakers and label what each one says.
   *
   * Contract: `newer.md` section 4.
   */
  readonly speaker_labels?: boolean | undefined;
  /**
   * Maximum number of speakers to expect, from 1 to 10.
   *
   * Needs `speaker_labels`: `true`.
   *
   * Contract: `newer.md` section 4.
   */
  readonly max_speakers?: number | undefined;
  /**
   * Time in seconds without audio until the session ends, from 5 to 3,600. Leave empty for no timeout.
   *
   * Contract: `newer.md` section 4.
   *
   * @example 60
   */
  readonly inactivity_timeout?: number | undefined;
}
