// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { AnyText } from '../any-text.ts';

/** Formatting of the text. */
export interface FormattingParams {
  /**
   * Add punctuation to the text. On by default.
   *
   * Contract: `rest.md` section 4.2.
   *
   * @default true
   */
  readonly punctuate?: boolean | null | undefined;
  /**
   * Capitalize names and write numbers as digits. On by default.
   *
   * Contract: `rest.md` section 4.2.
   *
   * @default true
   */
  readonly format_text?: boolean | null | undefined;
  /**
   * Keep filler words, such as um and uh, in the text.
   *
   * Documented for `en`.
   *
   * Contract: `rest.md` section 4.2.
   *
   * @default false
   */
  readonly disfluencies?: boolean | null | undefined;
  /**
   * Replace profanity with asterisks. Some words may remain.
   *
   * Documented for `en`, `es`, `fr`, `de`, `it`, `pt`, `nl`, `hi`, `ja`.
   *
   * Contract: `rest.md` section 4.2.
   *
   * @default false
   */
  readonly filter_profanity?: boolean | null | undefined;
  /**
   * Words and phrases to spell in a specific way.
   *
   * Contract: `rest.md` section 4.2.
   *
   * @example [{ from: ['Decarlo'], to: 'DeCarlo' }]
   */
  readonly custom_spelling?: readonly CustomSpelling[] | null | undefined;
  /**
   * Tags for sounds and speakers to remove from the text.
   *
   * Models: `assemblyai-stt-3-7`, `universal-3-5-pro`, `universal-3-pro`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly remove_audio_tags?: 'all' | 'speaker' | AnyText | null | undefined;
}

export interface CustomSpelling {
  /**
   * Words or phrases to replace. Not case-sensitive.
   *
   * Contract: `rest.md` section 4.2.
   *
   * @example ['Decarlo']
   */
  readonly from: readonly string[];
  /**
   * Single word to use instead, in this exact case. At most 1 word.
   *
   * Contract: `rest.md` section 4.2.
   *
   * @example 'DeCarlo'
   */
  readonly to: string;
}
