// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { Json } from '../model.ts';
import type { LemurModel } from './vocabulary.ts';

/** Parameters of every LeMUR request. Set either `transcript_ids` or `input_text`. */
export interface LemurBase {
  /**
   * Finished transcripts to use. Up to 100 hours of audio in total.
   *
   * Not together with `input_text`.
   *
   * Contract: `rest.md` section 11.1.
   *
   * @example ['9ea68fd3-f953-42c1-9742-976c447fb463']
   */
  readonly transcript_ids?: readonly string[] | undefined;
  /**
   * Text to use instead of transcripts.
   *
   * Contract: `rest.md` section 11.1.
   */
  readonly input_text?: string | undefined;
  /**
   * Background information that is not in the recording.
   *
   * Contract: `rest.md` section 11.1.
   *
   * @example 'A meeting of the engineering team about logistics.'
   */
  readonly context?: Json | undefined;
  /**
   * Language model to use. Leave empty to use the default.
   *
   * - `claude-sonnet-4-20250514`: Claude Sonnet 4. Deprecated. Use Claude Sonnet 4.6 instead.
   * - `anthropic/claude-sonnet-4-20250514`: Claude 4 Sonnet (LeMUR). Deprecated. The LLM Gateway uses its newest
   *   model of the same family. Choose one of its models instead.
   * - `anthropic/claude-opus-4-20250514`: Claude 4 Opus (LeMUR). Deprecated. The LLM Gateway uses its newest model
   *   of the same family. Choose one of its models instead.
   * - `anthropic/claude-3-7-sonnet-20250219`: Claude 3.7 Sonnet (LeMUR). Deprecated. The LLM Gateway uses its newest
   *   model of the same family. Choose one of its models instead.
   * - `anthropic/claude-3-5-sonnet`: Claude 3.5 Sonnet (LeMUR). Deprecated. The LLM Gateway uses its newest model of
   *   the same family. Choose one of its models instead.
   * - `anthropic/claude-3-5-haiku-20241022`: Claude 3.5 Haiku (LeMUR). Deprecated. The LLM Gateway uses its newest
   *   model of the same family. Choose one of its models instead.
   * - `anthropic/claude-3-opus`: Claude 3 Opus (LeMUR). Deprecated. The LLM Gateway uses its newest model of the
   *   same family. Choose one of its models instead.
   * - `anthropic/claude-3-haiku`: Claude 3 Haiku (LeMUR). Deprecated. The LLM Gateway uses its newest model of the
   *   same family. Choose one of its models instead.
   * - `anthropic/claude-3-sonnet`: Claude 3 Sonnet (LeMUR). Deprecated. The LLM Gateway uses its newest model of the
   *   same family. Choose one of its models instead.
   *
   * Contract: `rest.md` section 11.5, `llm-gateway.md` section 5.
   */
  readonly final_model?: LemurModel | undefined;
  /**
   * Maximum length of the answer in tokens. 1,000 tokens are about 750 words. At least 1.
   *
   * Contract: `rest.md` section 11.1.
   *
   * @default 2000
   * @example 1000
   */
  readonly max_output_size?: number | undefined;
  /**
   * Randomness of the answer, from 0 to 1. Higher values are more creative.
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
   * Instructions for the model.
   *
   * Contract: `rest.md` section 11.2.
   *
   * @example 'List the decisions of this meeting.'
   */
  readonly prompt: string;
}

export interface LemurSummary extends LemurBase {
  /**
   * Format of the answer, such as bullet points.
   *
   * Contract: `rest.md` section 11.3.
   *
   * @example 'TLDR'
   */
  readonly answer_format?: string | undefined;
}

export interface LemurQuestionAnswer extends LemurBase {
  /**
   * Questions to ask about the transcripts or the text.
   *
   * Contract: `rest.md` section 11.4.
   *
   * @example [{ question: 'Where are there wildfires?' }]
   */
  readonly questions: readonly LemurQuestion[];
}

export interface LemurQuestion {
  /**
   * Question to ask.
   *
   * Contract: `rest.md` section 11.4.
   *
   * @example 'What are the top level KPIs for engineering?'
   */
  readonly question: string;
  /**
   * Background information for this question.
   *
   * Contract: `rest.md` section 11.4.
   *
   * @example 'KPI stands for key performance indicator'
   */
  readonly context?: Json | undefined;
  /**
   * Format of the answer, such as a short sentence.
   *
   * Not together with `answer_options`.
   *
   * Contract: `rest.md` section 11.4.
   *
   * @example 'short sentence'
   */
  readonly answer_format?: string | undefined;
  /**
   * Answers for the model to choose from.
   *
   * Contract: `rest.md` section 11.4.
   *
   * @example ['Yes', 'No']
   */
  readonly answer_options?: readonly string[] | undefined;
}
