// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.

/** Analysis of the audio in addition to the transcript. */
export interface IntelligenceParams {
  /**
   * Find the most important words and phrases.
   *
   * Documented for `en`.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default false
   */
  readonly auto_highlights?: boolean | null | undefined;
  /**
   * Classify each sentence as positive, neutral, or negative.
   *
   * Documented for `en`.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default false
   */
  readonly sentiment_analysis?: boolean | null | undefined;
  /**
   * Detect entities such as names, places, and numbers.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default false
   */
  readonly entity_detection?: boolean | null | undefined;
  /**
   * Label topics using the IAB Content Taxonomy.
   *
   * Documented for `en`, `es`, `fr`, `de`, `it`, `pt`.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default false
   */
  readonly iab_categories?: boolean | null | undefined;
  /**
   * Detect sensitive content and rate its severity.
   *
   * Documented for `en`, `es`, `fr`, `de`, `it`, `pt`.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default false
   */
  readonly content_safety?: boolean | null | undefined;
  /**
   * Minimum confidence in percent for reporting sensitive content, from 25 to 100. Defaults to 50.
   *
   * Only with `content_safety`: `true`.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default 50
   * @example 60
   */
  readonly content_safety_confidence?: number | null | undefined;
  /**
   * Split the recording into chapters, each with a headline and a summary.
   *
   * Not with `punctuate`: `false`. Not together with `summarization`. Documented for `en`.
   *
   * Contract: `rest.md` section 4.4, `newer.md` section 2.
   *
   * @default false
   * @deprecated Use Run Task to create chapters instead.
   */
  readonly auto_chapters?: boolean | null | undefined;
  /**
   * Summarize the recording with an older model.
   *
   * Not with `punctuate`: `false`. Not with `format_text`: `false`. Documented for `en`.
   *
   * Contract: `rest.md` section 4.4, `newer.md` section 2.
   *
   * @default false
   * @deprecated Use `speech_understanding.request.summarization` instead.
   */
  readonly summarization?: boolean | null | undefined;
  /**
   * Model for the type of recording to summarize.
   *
   * - `informative`: For one speaker, such as a lecture.
   * - `conversational`: For two speakers, such as a call.
   * - `catchy`: For video and podcast titles.
   *
   * Only with `summarization`: `true`. Needs `summary_type`.
   *
   * Contract: `rest.md` section 4.4, `newer.md` section 2.
   *
   * @default 'informative'
   * @deprecated Use `speech_understanding.request.summarization` instead.
   */
  readonly summary_model?: 'informative' | 'conversational' | 'catchy' | null | undefined;
  /**
   * Length and format of the summary.
   *
   * - `bullets`: Bullet Points. Most important points.
   * - `bullets_verbose`: Verbose Bullet Points. All points in detail.
   * - `gist`: A few words.
   * - `headline`: One sentence.
   * - `paragraph`: One paragraph.
   *
   * Only with `summarization`: `true`. Needs `summary_model`.
   *
   * Contract: `rest.md` section 4.4, `newer.md` section 2.
   *
   * @default 'bullets'
   * @deprecated Use `speech_understanding.request.summarization.summary_type` instead.
   */
  readonly summary_type?: 'bullets' | 'bullets_verbose' | 'gist' | 'headline' | 'paragraph' | null | undefined;
}
