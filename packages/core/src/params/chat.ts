// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { JsonObject } from '../model.ts';
import type { ChatMessage } from './message.ts';
import type { GatewayModel } from './vocabulary.ts';

/** Request to a language model of the LLM Gateway. */
export interface ChatSettings {
  /**
   * The language model that answers.
   *
   * - `claude-sonnet-4-20250514`: Claude Sonnet 4. Deprecated. Use Claude Sonnet 4.6 instead.
   *
   * Contract: `llm-gateway.md` section 2.
   */
  readonly model: GatewayModel;
  /**
   * What to do, in your own words.
   *
   * Not together with `messages`.
   *
   * Contract: `llm-gateway.md` section 2.
   *
   * @example 'Write a haiku about coding.'
   */
  readonly prompt?: string | undefined;
  /**
   * A whole conversation in place of a prompt, as a list of roles and contents.
   *
   * Contract: `llm-gateway.md` section 2.
   *
   * @example [{ role: 'user', content: 'Hello, how are you?' }]
   */
  readonly messages?: readonly ChatMessage[] | undefined;
  /**
   * The greatest length of the answer. A token is about three quarters of a word. In tokens. At least 1.
   *
   * Contract: `llm-gateway.md` section 2.
   *
   * @default 1000
   */
  readonly max_tokens?: number | undefined;
  /**
   * Higher values, up to 2, give more creative answers and lower ones more careful answers. 0 to 2.
   *
   * Contract: `llm-gateway.md` section 2.
   *
   * @example 0.7
   */
  readonly temperature?: number | undefined;
  /**
   * Share of the likeliest words that the model chooses from, from 0 to 1.
   *
   * Contract: `llm-gateway.md` section 2.
   *
   * @example 0.9
   */
  readonly top_p?: number | undefined;
  /**
   * How many of the likeliest words the model chooses from. At least 1.
   *
   * Contract: `llm-gateway.md` section 2.
   *
   * @example 40
   */
  readonly top_k?: number | undefined;
  /**
   * A transcript that the gateway adds to the request, by its ID.
   *
   * Contract: `llm-gateway.md` section 2.
   */
  readonly transcript_id?: string | undefined;
  /**
   * What the gateway does when the model fails, such as another model to try.
   *
   * Contract: `llm-gateway.md` section 2.
   */
  readonly fallback_config?: JsonObject | undefined;
  /**
   * How much a reasoning model thinks before it answers.
   *
   * Contract: `llm-gateway.md` section 2.
   */
  readonly reasoning?: JsonObject | undefined;
  /**
   * The region in which the model runs.
   *
   * Contract: `llm-gateway.md` section 2.
   */
  readonly model_region?: string | undefined;
  /**
   * A JSON Schema that the answer must follow.
   *
   * Contract: `llm-gateway.md` section 2.
   */
  readonly response_format?: JsonObject | undefined;
  /**
   * Functions that the model may ask to have called.
   *
   * Contract: `llm-gateway.md` section 2.
   */
  readonly tools?: readonly JsonObject[] | undefined;
  /**
   * Whether the model may use the tools.
   *
   * Needs `tools`.
   *
   * Contract: `llm-gateway.md` section 2.
   */
  readonly tool_choice?: 'auto' | 'none' | JsonObject | undefined;
}
