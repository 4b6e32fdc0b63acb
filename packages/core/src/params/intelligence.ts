// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.

/** Analysis of the audio in addition to the transcript. */
export interface IntelligenceParams {
  /**
   * Find the words and phrases that matter most.
   *
   * Documented for `en`.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default false
   */
  readonly auto_highlights?: boolean | null | undefined;
  /**
   * Rate each sentence as positive, neutral or negative. With `speaker_labels`, each has its speaker.
   *
   * Documented for `en`.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default false
   */
  readonly sentiment_analysis?: boolean | null | undefined;
  /**
   * Find names, places, numbers and the like.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default false
   */
  readonly entity_detection?: boolean | null | undefined;
  /**
   * Name the topics that are talked about, by the IAB Content Taxonomy.
   *
   * Documented for `en`, `es`, `fr`, `de`, `it`, `pt`.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default false
   */
  readonly iab_categories?: boolean | null | undefined;
  /**
   * Find sensitive content and how severe it is.
   *
   * Documented for `en`, `es`, `fr`, `de`, `it`, `pt`.
   *
   * Contract: `rest.md` section 4.4.
   *
   * @default false
   */
  readonly content_safety?: boolean | null | undefined;
  /**
   * How sure the service must be, in percent, to report sensitive content. 25 to 100.
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
   * Divide the recording into chapters, each with a headline and a summary.
   *
   * Not with `punctuate`: `false`. Not together with `summarization`. Documented for `en`.
   *
   * Contract: `rest.md` section 4.4, `newer.md` section 2.
   *
   * @default false
   * @deprecated A task for a language model gives better chapters.
   */
  readonly auto_chapters?: boolean | null | undefined;
  /**
   * Write one summary of the whole recording, with the models of 2025.
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
   * For which kind of recording the summary is written.
   *
   * - `informative`: One speaker: talks, lectures.
   * - `conversational`: Two people: calls, interviews.
   * - `catchy`: Titles for videos and podcasts.
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
   * How long the summary is, and in which form.
   *
   * - `bullets`: Bullet Points. The most important points.
   * - `bullets_verbose`: Long Bullet Points. Everything, point by point.
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
