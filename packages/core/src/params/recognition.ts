// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { AnyText } from '../any-text.ts';
import type { SpeechModel } from './vocabulary.ts';

/** Speech models and their prompts. */
export interface RecognitionParams {
  /**
   * Models to try, in order of preference. Leave empty to use the service default.
   *
   * - `assemblyai-stt-3-7`: AssemblyAI STT 3.7. Newest and most accurate.
   * - `universal-2`: Supports the most languages. A good second choice.
   * - `universal-3-5-pro`: Universal-3.5 Pro. Deprecated. Use AssemblyAI STT 3.7 instead.
   * - `universal-3-pro`: Universal-3 Pro. Deprecated. Some accounts receive an error. Use AssemblyAI STT 3.7
   *   instead.
   *
   * Not together with `speech_model`.
   *
   * Contract: `newer.md` section 2.
   *
   * @example ['assemblyai-stt-3-7', 'universal-2']
   */
  readonly speech_models?: readonly SpeechModel[] | null | undefined;
  /**
   * Single model to use, by its older name.
   *
   * - `universal`: Supports the most languages. No longer accepted by the API.
   * - `slam-1`: English only. Supports key terms. No longer accepted by the API.
   * - `best`: Former name of Universal. No longer accepted by the API.
   *
   * Contract: `rest.md` section 4.1, `rest-supplement.md` section 4, `newer.md` section 2.
   *
   * @default 'universal'
   * @deprecated No longer accepted by the API. Use `speech_models` instead.
   */
  readonly speech_model?: 'universal' | 'slam-1' | 'best' | AnyText | null | undefined;
  /**
   * Context and instructions for the model. Up to 1,500 words.
   *
   * Models: `assemblyai-stt-3-7`, `universal-3-5-pro`, `universal-3-pro`.
   *
   * Contract: `newer.md` section 2.
   *
   * @example 'A conversation between a doctor and a patient about heart medicine.'
   */
  readonly prompt?: string | null | undefined;
  /**
   * Names and terms to recognize more accurately. Up to 1,000 terms of 6 words each.
   *
   * Contract: `rest.md` section 4.1, `newer.md` section 2.
   *
   * @example ['differential diagnosis', 'hypertension', 'Wellbutrin XL 150mg']
   */
  readonly keyterms_prompt?: readonly string[] | null | undefined;
  /** Options of `keyterms_prompt_options`: `keyterms_match_strength`. */
  readonly keyterms_prompt_options?: KeytermsPromptOptions | null | undefined;
  /**
   * Subject area with specialized vocabulary, such as medicine.
   *
   * - `medical-v1`: Medical. English, Spanish, German, and French.
   *
   * Documented for `en`, `es`, `de`, `fr`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly domain?: 'medical-v1' | AnyText | null | undefined;
  /**
   * Randomness of the text, from 0 to 1. Defaults to 0.
   *
   * Models: `assemblyai-stt-3-7`, `universal-3-5-pro`, `universal-3-pro`.
   *
   * Contract: `newer.md` section 2.
   *
   * @default 0
   * @example 0.2
   */
  readonly temperature?: number | null | undefined;
  /**
   * Position to start at. Defaults to the beginning of the recording. In milliseconds.
   *
   * Contract: `rest.md` section 4.1.
   *
   * @example 5000
   */
  readonly audio_start_from?: number | null | undefined;
  /**
   * Position to stop at. Defaults to the end of the recording. In milliseconds.
   *
   * Contract: `rest.md` section 4.1.
   *
   * @example 15000
   */
  readonly audio_end_at?: number | null | undefined;
  /**
   * Minimum share of speech, from 0 to 1. Below it, the transcript fails. Unreliable under 30 seconds.
   *
   * Contract: `rest.md` section 4.1.
   *
   * @default 0
   * @example 0.5
   */
  readonly speech_threshold?: number | null | undefined;
}

/** Options of `keyterms_prompt_options`: `keyterms_match_strength`. */
export interface KeytermsPromptOptions {
  /**
   * How strongly to prefer key terms over words that sound similar.
   *
   * Needs `keyterms_prompt`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly keyterms_match_strength?: 'standard' | 'high' | AnyText | null | undefined;
}
