// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { JsonObject } from '../model.ts';
import type { ChatMessage } from './message.ts';
import type { GatewayModel } from './vocabulary.ts';

/** Request to a language model of the LLM Gateway. */
export interface ChatSettings {
  /**
   * Language model to use.
   *
   * - `claude-sonnet-4-20250514`: Claude Sonnet 4. Deprecated. Use Claude Sonnet 4.6 instead.
   *
   * Contract: `llm-gateway.md` section 2.
   */
  readonly model: GatewayModel;
  /**
   * Question or instructions for the model.
   *
   * Not together with `messages`.
   *
   * Contract: `llm-gateway.md` section 2.
   *
   * @example 'Write a haiku about coding.'
   */
  readonly prompt?: string | undefined;
  /**
   * Conversation to send instead of a prompt, as a list of messages.
   *
   * Contract: `llm-gateway.md` section 2.
   *
   * @example [{ role: 'user', content: 'Hello, how are you?' }]
   */
  readonly messages?: readonly ChatMessage[] | undefined;
  /**
   * Maximum length of the answer in tokens. 1,000 tokens, the default, are about 750 words. At least 1.
   *
   * Contract: `llm-gateway.md` section 2.
   *
   * @default 1000
   */
  readonly max_tokens?: number | undefined;
  /**
   * Randomness of the answer, from 0 to 2. Higher values are more creative.
   *
   * Contract: `llm-gateway.md` section 2.
   *
   * @example 0.7
   */
  readonly temperature?: number | undefined;
  /**
   * Share of the most likely words to choose from, from 0 to 1.
   *
   * Contract: `llm-gateway.md` section 2.
   *
   * @example 0.9
   */
  readonly top_p?: number | undefined;
  /**
   * Number of the most likely words to choose from. At least 1.
   *
   * Contract: `llm-gateway.md` section 2.
   *
   * @example 40
   */
  readonly top_k?: number | undefined;
  /**
   * ID of a transcript to add to the request.
   *
   * Contract: `llm-gateway.md` section 2.
   */
  readonly transcript_id?: string | undefined;
  /**
   * Settings for when the model fails, such as another model to try.
   *
   * Contract: `llm-gateway.md` section 2.
   */
  readonly fallback_config?: JsonObject | undefined;
  /**
   * Settings for models that reason before they answer.
   *
   * Contract: `llm-gateway.md` section 2.
   */
  readonly reasoning?: JsonObject | undefined;
  /**
   * Region in which to run the model.
   *
   * Contract: `llm-gateway.md` section 2.
   */
  readonly model_region?: string | undefined;
  /**
   * JSON Schema for the answer to follow.
   *
   * Contract: `llm-gateway.md` section 2.
   */
  readonly response_format?: JsonObject | undefined;
  /**
   * Functions that the model can call.
   *
   * Contract: `llm-gateway.md` section 2.
   */
  readonly tools?: readonly JsonObject[] | undefined;
  /**
   * Choose whether the model can use the tools.
   *
   * - `auto`: The model decides.
   * - `none`: The model uses no tools.
   *
   * Needs `tools`.
   *
   * Contract: `llm-gateway.md` section 2.
   */
  readonly tool_choice?: 'auto' | 'none' | JsonObject | undefined;
}
