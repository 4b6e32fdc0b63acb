// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.

/** Deprecated parameters. */
export interface OlderParams {
  /**
   * Words that are likely to be said, for the models of 2025.
   *
   * Contract: `rest-supplement.md` section 4, `newer.md` section 2.
   *
   * @deprecated Refused by today's API. Use `keyterms_prompt` instead.
   */
  readonly word_boost?: readonly string[] | null | undefined;
  /**
   * How strongly the boosted words are preferred.
   *
   * Needs `word_boost`.
   *
   * Contract: `rest-supplement.md` section 4, `newer.md` section 2.
   *
   * @default 'default'
   * @deprecated Refused by today's API. Use `keyterms_prompt_options.keyterms_match_strength` instead.
   */
  readonly boost_param?: 'low' | 'default' | 'high' | null | undefined;
  /**
   * Transcribe the two channels of the recording by themselves.
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
   * Look for topics of your own.
   *
   * Contract: `rest-supplement.md` section 4, `newer.md` section 2.
   *
   * @default false
   * @deprecated It has no effect any more.
   */
  readonly custom_topics?: boolean | null | undefined;
  /**
   * The topics to look for.
   *
   * Contract: `rest-supplement.md` section 4, `newer.md` section 2.
   *
   * @deprecated It has no effect any more.
   */
  readonly topics?: readonly string[] | null | undefined;
}
