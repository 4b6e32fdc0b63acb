// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { SpeechModel } from './vocabulary.ts';

/** Speech models and their prompts. */
export interface RecognitionParams {
  /**
   * The models to try, best first. Without any, the newest one is used.
   *
   * - `assemblyai-stt-3-7`: AssemblyAI STT 3.7. The newest and most accurate.
   * - `universal-2`: The most languages; a good second choice after another model.
   * - `universal-3-5-pro`: Universal-3.5 Pro. Deprecated. Use AssemblyAI STT 3.7 instead.
   * - `universal-3-pro`: Universal-3 Pro. Deprecated. Some accounts get an error for it. Use AssemblyAI STT 3.7
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
   * One model, under the name it had in 2025.
   *
   * - `universal`: The most languages. Refused today.
   * - `slam-1`: English only; takes Key Terms. Refused today.
   * - `best`: The old name of Universal. Refused today.
   *
   * Contract: `rest.md` section 4.1, `rest-supplement.md` section 4, `newer.md` section 2.
   *
   * @default 'universal'
   * @deprecated Refused by today's API. Use `speech_models` instead.
   */
  readonly speech_model?: 'universal' | 'slam-1' | 'best' | (string & {}) | null | undefined;
  /**
   * What the recording is about and how to write it down, in your own words. At most 1500 words.
   *
   * Models: `assemblyai-stt-3-7`, `universal-3-5-pro`, `universal-3-pro`.
   *
   * Contract: `newer.md` section 2.
   *
   * @example 'A conversation between a doctor and a patient about heart medicine.'
   */
  readonly prompt?: string | null | undefined;
  /**
   * Names and words that are likely to be said. A phrase may have up to six words. At most 1000 entries. At most 6
   * words each.
   *
   * Contract: `rest.md` section 4.1, `newer.md` section 2.
   *
   * @example ['differential diagnosis', 'hypertension', 'Wellbutrin XL 150mg']
   */
  readonly keyterms_prompt?: readonly string[] | null | undefined;
  /** Options of `keyterms_prompt_options`: `keyterms_match_strength`. */
  readonly keyterms_prompt_options?: KeytermsPromptOptions | null | undefined;
  /**
   * The field the recording belongs to, where it has words of its own.
   *
   * - `medical-v1`: Medical. English, Spanish, German and French.
   *
   * Documented for `en`, `es`, `de`, `fr`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly domain?: 'medical-v1' | (string & {}) | null | undefined;
  /**
   * How freely the model may choose its words. Zero gives the same text each time. 0 to 1.
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
   * Where in the recording to start. In milliseconds.
   *
   * Contract: `rest.md` section 4.1.
   *
   * @example 5000
   */
  readonly audio_start_from?: number | null | undefined;
  /**
   * Where in the recording to stop. In milliseconds.
   *
   * Contract: `rest.md` section 4.1.
   *
   * @example 15000
   */
  readonly audio_end_at?: number | null | undefined;
  /**
   * The smallest share of speech, from 0 to 1, that the recording must hold; with less, the transcript fails.
   * Unreliable under 30 seconds.
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
   * How strongly the key terms are preferred over words that sound alike.
   *
   * Needs `keyterms_prompt`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly keyterms_match_strength?: 'standard' | 'high' | (string & {}) | null | undefined;
}
