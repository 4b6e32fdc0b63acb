// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.

/** Formatting of the text. */
export interface FormattingParams {
  /**
   * Add punctuation. It is on unless you turn it off.
   *
   * Contract: `rest.md` section 4.2.
   *
   * @default true
   */
  readonly punctuate?: boolean | null | undefined;
  /**
   * Write names with capitals and numbers as digits. It is on unless you turn it off.
   *
   * Contract: `rest.md` section 4.2.
   *
   * @default true
   */
  readonly format_text?: boolean | null | undefined;
  /**
   * Keep words such as um and uh, which are left out otherwise.
   *
   * Documented for `en`.
   *
   * Contract: `rest.md` section 4.2.
   *
   * @default false
   */
  readonly disfluencies?: boolean | null | undefined;
  /**
   * Put asterisks in the place of swear words.
   *
   * Documented for `en`, `es`, `fr`, `de`, `it`, `pt`, `nl`, `hi`, `ja`.
   *
   * Contract: `rest.md` section 4.2.
   *
   * @default false
   */
  readonly filter_profanity?: boolean | null | undefined;
  /**
   * Words to spell in your own way.
   *
   * Contract: `rest.md` section 4.2.
   *
   * @example [{ from: ['Decarlo'], to: 'DeCarlo' }]
   */
  readonly custom_spelling?: readonly CustomSpelling[] | null | undefined;
  /**
   * Marks of sounds and speakers to leave out of the text.
   *
   * Models: `assemblyai-stt-3-7`, `universal-3-5-pro`, `universal-3-pro`.
   *
   * Contract: `newer.md` section 2.
   */
  readonly remove_audio_tags?: 'all' | 'speaker' | (string & {}) | null | undefined;
}

export interface CustomSpelling {
  /**
   * The words or phrases to replace. Capitals make no difference.
   *
   * Contract: `rest.md` section 4.2.
   *
   * @example ['Decarlo']
   */
  readonly from: readonly string[];
  /**
   * The word to put in their place, just as it is here. At most 1 word.
   *
   * Contract: `rest.md` section 4.2.
   *
   * @example 'DeCarlo'
   */
  readonly to: string;
}
