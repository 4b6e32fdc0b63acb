import type { AnyText } from '../any-text.ts';
import type { Json, JsonObject } from '../model.ts';

/** A message of a chat. Contract: `llm-gateway.md` section 2. */
export interface ChatMessage {
  readonly role: 'user' | 'assistant' | 'system' | 'tool' | AnyText;
  readonly content?: string | readonly JsonObject[] | null | undefined;
  /** The functions that the model asked to have called. */
  readonly tool_calls?: readonly Json[] | undefined;
  /** Which call a `tool` message answers. */
  readonly tool_call_id?: string | undefined;
  readonly name?: string | undefined;
}
