// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.

/** Deprecated parameters. */
export interface OlderParams {
  /**
   * Words to recognize more accurately with older models.
   *
   * Contract: `rest-supplement.md` section 4, `newer.md` section 2.
   *
   * @deprecated No longer accepted by the API. Use `keyterms_prompt` instead.
   */
  readonly word_boost?: readonly string[] | null | undefined;
  /**
   * How strongly to boost the words.
   *
   * Needs `word_boost`.
   *
   * Contract: `rest-supplement.md` section 4, `newer.md` section 2.
   *
   * @default 'default'
   * @deprecated No longer accepted by the API. Use `keyterms_prompt_options.keyterms_match_strength` instead.
   */
  readonly boost_param?: 'low' | 'default' | 'high' | null | undefined;
  /**
   * Transcribe both audio channels separately.
   *
   * Not together with `multichannel`.
   *
   * Contract: `rest-supplement.md` section 4, `newer.md` section 2.
   *
   * @default false
   * @deprecated Use `multichannel` instead.
   */
  readonly dual_channel?: boolean | null | undefined;
  /**
   * Detect custom topics.
   *
   * Contract: `rest-supplement.md` section 4, `newer.md` section 2.
   *
   * @default false
   * @deprecated Has no effect.
   */
  readonly custom_topics?: boolean | null | undefined;
  /**
   * Custom topics to detect.
   *
   * Contract: `rest-supplement.md` section 4, `newer.md` section 2.
   *
   * @deprecated Has no effect.
   */
  readonly topics?: readonly string[] | null | undefined;
}
