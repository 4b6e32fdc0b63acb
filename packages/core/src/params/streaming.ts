// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { StreamingModel, StreamingEncoding } from './vocabulary.ts';

/** Audio, model and turns of a live connection. */
export interface StreamingBasics {
  /**
   * Rate of the audio that will be sent. Required for PCM and mu-law. In Hz. 1000 to 384000.
   *
   * Contract: `streaming.md` section 3.
   *
   * @example 16000
   */
  readonly sample_rate?: number | undefined;
  /**
   * How the samples are written.
   *
   * Contract: `streaming.md` section 3.
   *
   * @default 'pcm_s16le'
   */
  readonly encoding?: StreamingEncoding | undefined;
  /**
   * The model that listens. The vendor adds and retires models often.
   *
   * - `universal-3-6-pro`: Universal-3.6 Pro. The default.
   *
   * Contract: `newer.md` section 4.
   */
  readonly speech_model?: StreamingModel | undefined;
  /**
   * Send each finished turn once more with punctuation and case.
   *
   * Contract: `streaming.md` section 3.
   */
  readonly format_turns?: boolean | undefined;
  /**
   * How sure the model must be that a turn is over. 1 leaves it to silence alone. 0 to 1.
   *
   * Contract: `streaming.md` section 8.
   *
   * @example 0.7
   */
  readonly end_of_turn_confidence_threshold?: number | undefined;
  /**
   * Silence that ends a turn when the model is sure. In milliseconds.
   *
   * Contract: `newer.md` section 4.
   *
   * @example 400
   */
  readonly min_turn_silence?: number | undefined;
  /**
   * Silence that ends a turn when the model is sure. In milliseconds.
   *
   * Contract: `streaming.md` section 3.
   *
   * @deprecated Use `min_turn_silence` instead.
   */
  readonly min_end_of_turn_silence_when_confident?: number | undefined;
  /**
   * Silence that ends a turn in any case. In milliseconds.
   *
   * Contract: `streaming.md` section 3.
   *
   * @example 1280
   */
  readonly max_turn_silence?: number | undefined;
  /**
   * How sure it must be that a sound is speech. Raise it in noise. 0 to 1.
   *
   * Contract: `newer.md` section 4.
   *
   * @example 0.4
   */
  readonly vad_threshold?: number | undefined;
  /**
   * Words and names to listen for.
   *
   * Contract: `newer.md` section 4.
   */
  readonly keyterms_prompt?: readonly string[] | undefined;
  /**
   * Words and names to listen for.
   *
   * Contract: `streaming.md` section 3.
   *
   * @deprecated Use `keyterms_prompt` instead.
   */
  readonly keyterms?: readonly string[] | undefined;
  /**
   * Instructions for the model.
   *
   * Models: `universal-3-6-pro`, `universal-3-6`, `universal-3-5-pro`, `u3-rt-pro`, `u3-rt-pro-beta-1`, `u3-pro`.
   *
   * Contract: `newer.md` section 4.
   */
  readonly prompt?: string | undefined;
  /**
   * Say which language each turn is in.
   *
   * Contract: `newer.md` section 4.
   */
  readonly language_detection?: boolean | undefined;
  /**
   * The language of the audio.
   *
   * Contract: `newer.md` section 4.
   *
   * @deprecated Use `speech_model` instead.
   */
  readonly language?: 'en' | 'multi' | undefined;
  /**
   * Tell the speakers apart.
   *
   * Contract: `newer.md` section 4.
   */
  readonly speaker_labels?: boolean | undefined;
  /**
   * How many people speak at most. 1 to 10.
   *
   * Needs `speaker_labels`: `true`.
   *
   * Contract: `newer.md` section 4.
   */
  readonly max_speakers?: number | undefined;
  /**
   * The service ends the session when no audio comes for so long. In seconds. 5 to 3600.
   *
   * Contract: `newer.md` section 4.
   *
   * @example 60
   */
  readonly inactivity_timeout?: number | undefined;
}
