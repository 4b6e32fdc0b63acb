// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { Json } from '../model.ts';
import type { LemurModel } from './vocabulary.ts';

/** Parameters of every LeMUR request. Set either `transcript_ids` or `input_text`. */
export interface LemurBase {
  /**
   * The finished transcripts to work on. Together up to 100 hours of audio.
   *
   * Not together with `input_text`.
   *
   * Contract: `rest.md` section 11.1.
   *
   * @example ['9ea68fd3-f953-42c1-9742-976c447fb463']
   */
  readonly transcript_ids?: readonly string[] | undefined;
  /**
   * A text of your own to work on in place of transcripts, for instance with the names of the speakers.
   *
   * Contract: `rest.md` section 11.1.
   */
  readonly input_text?: string | undefined;
  /**
   * What the model should know that is not said in the recording.
   *
   * Contract: `rest.md` section 11.1.
   *
   * @example 'A meeting of the engineering team about logistics.'
   */
  readonly context?: Json | undefined;
  /**
   * The language model that answers. Without it, a good one is chosen.
   *
   * - `claude-sonnet-4-20250514`: Claude Sonnet 4. Deprecated. Use Claude Sonnet 4.6 instead.
   * - `anthropic/claude-sonnet-4-20250514`: Claude 4 Sonnet (LeMUR). Deprecated. The LLM Gateway answers with the
   *   newest model of the same family. Choose one of its own models.
   * - `anthropic/claude-opus-4-20250514`: Claude 4 Opus (LeMUR). Deprecated. The LLM Gateway answers with the newest
   *   model of the same family. Choose one of its own models.
   * - `anthropic/claude-3-7-sonnet-20250219`: Claude 3.7 Sonnet (LeMUR). Deprecated. The LLM Gateway answers with
   *   the newest model of the same family. Choose one of its own models.
   * - `anthropic/claude-3-5-sonnet`: Claude 3.5 Sonnet (LeMUR). Deprecated. The LLM Gateway answers with the newest
   *   model of the same family. Choose one of its own models.
   * - `anthropic/claude-3-5-haiku-20241022`: Claude 3.5 Haiku (LeMUR). Deprecated. The LLM Gateway answers with the
   *   newest model of the same family. Choose one of its own models.
   * - `anthropic/claude-3-opus`: Claude 3 Opus (LeMUR). Deprecated. The LLM Gateway answers with the newest model of
   *   the same family. Choose one of its own models.
   * - `anthropic/claude-3-haiku`: Claude 3 Haiku (LeMUR). Deprecated. The LLM Gateway answers with the newest model
   *   of the same family. Choose one of its own models.
   * - `anthropic/claude-3-sonnet`: Claude 3 Sonnet (LeMUR). Deprecated. The LLM Gateway answers with the newest
   *   model of the same family. Choose one of its own models.
   *
   * Contract: `rest.md` section 11.5, `llm-gateway.md` section 5.
   */
  readonly final_model?: LemurModel | undefined;
  /**
   * The greatest length of the answer. A token is about three quarters of a word. In tokens. At least 1.
   *
   * Contract: `rest.md` section 11.1.
   *
   * @default 2000
   * @example 1000
   */
  readonly max_output_size?: number | undefined;
  /**
   * Higher values, up to 1, give more creative answers and lower ones more careful answers. 0 to 1.
   *
   * Contract: `rest.md` section 11.1.
   *
   * @default 0
   * @example 0.7
   */
  readonly temperature?: number | undefined;
}

export interface LemurTask extends LemurBase {
  /**
   * What to do, in your own words.
   *
   * Contract: `rest.md` section 11.2.
   *
   * @example 'List the decisions of this meeting.'
   */
  readonly prompt: string;
}

export interface LemurSummary extends LemurBase {
  /**
   * The form of the answer, in your own words.
   *
   * Contract: `rest.md` section 11.3.
   *
   * @example 'TLDR'
   */
  readonly answer_format?: string | undefined;
}

export interface LemurQuestionAnswer extends LemurBase {
  /**
   * What you want to know.
   *
   * Contract: `rest.md` section 11.4.
   *
   * @example [{ question: 'Where are there wildfires?' }]
   */
  readonly questions: readonly LemurQuestion[];
}

export interface LemurQuestion {
  /**
   * The question itself.
   *
   * Contract: `rest.md` section 11.4.
   *
   * @example 'What are the top level KPIs for engineering?'
   */
  readonly question: string;
  /**
   * What the model should know to answer it.
   *
   * Contract: `rest.md` section 11.4.
   *
   * @example 'KPI stands for key performance indicator'
   */
  readonly context?: Json | undefined;
  /**
   * The form of the answer, in your own words.
   *
   * Not together with `answer_options`.
   *
   * Contract: `rest.md` section 11.4.
   *
   * @example 'short sentence'
   */
  readonly answer_format?: string | undefined;
  /**
   * The answers to choose from.
   *
   * Contract: `rest.md` section 11.4.
   *
   * @example ['Yes', 'No']
   */
  readonly answer_options?: readonly string[] | undefined;
}
