// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.
import type { JsonObject } from '../model.ts';
import type { StreamingPiiPolicy } from './vocabulary.ts';

/** Timing and routing of the messages of a live connection. */
export interface StreamingDelivery {
  /**
   * Send partial results about every 3 seconds during a long turn.
   *
   * Contract: `newer.md` section 4.
   */
  readonly continuous_partials?: boolean | undefined;
  /**
   * Delay before the first partial result of a turn. Higher values are slower but more accurate. In milliseconds. 0
   * to 1000.
   *
   * Contract: `newer.md` section 4.
   *
   * @default 500
   */
  readonly interruption_delay?: number | undefined;
  /**
   * Audio before the start of a turn to include in the turn. In milliseconds.
   *
   * Contract: `newer.md` section 4.
   */
  readonly turn_left_pad_ms?: number | undefined;
  /**
   * Include partial results in the webhook.
   *
   * Contract: `newer.md` section 4.
   */
  readonly include_partial_turns?: boolean | undefined;
  /**
   * Audio between updates to earlier speaker labels, at least 120,000. Leave empty to update only at the end. In
   * milliseconds. 0 to 86400000.
   *
   * Needs `speaker_labels`: `true`.
   *
   * Contract: `newer.md` section 4.
   */
  readonly speaker_labels_revision_interval_ms?: number | undefined;
  /**
   * Request to a language model after each turn, with the model, messages, and maximum tokens.
   *
   * Contract: `newer.md` section 4.
   *
   * @example { model: 'claude-sonnet-4-6', messages: [{ role: 'user', content: 'Translate.' }], max_tokens: 100 }
   */
  readonly llm_gateway?: JsonObject | undefined;
  /**
   * URL that receives all messages when the session ends.
   *
   * Contract: `newer.md` section 4, 5.
   *
   * @example 'https://example.com/webhook'
   */
  readonly webhook_url?: string | undefined;
  /**
   * Header to send with the webhook, so your server can verify the sender.
   *
   * Needs `webhook_auth_header_value`. Needs `webhook_url`.
   *
   * Contract: `newer.md` section 4, 5.
   */
  readonly webhook_auth_header_name?: string | undefined;
  /**
   * Secret value of the webhook header.
   *
   * Needs `webhook_auth_header_name`.
   *
   * Contract: `newer.md` section 4, 5.
   */
  readonly webhook_auth_header_value?: string | undefined;
}

export interface StreamingPrivacy {
  /**
   * Remove personal information from the text of the turns.
   *
   * Contract: `newer.md` section 4.
   *
   * @default false
   */
  readonly redact_pii?: boolean | undefined;
  /**
   * Types of personal information to remove.
   *
   * Needs `redact_pii`: `true`.
   *
   * Contract: `newer.md` section 4.
   *
   * @example ['person_name', 'phone_number']
   */
  readonly redact_pii_policies?: readonly StreamingPiiPolicy[] | undefined;
  /**
   * Text that replaces the removed information.
   *
   * - `hash`: Hash Signs. Replaces each character with #.
   * - `entity_name`: Entity Name. Uses the type of information, such as [PERSON_NAME].
   *
   * Needs `redact_pii`: `true`.
   *
   * Contract: `newer.md` section 4.
   */
  readonly redact_pii_sub?: 'hash' | 'entity_name' | undefined;
  /**
   * Let AssemblyAI keep the audio of the session, so its support team can investigate a problem.
   *
   * Contract: `newer.md` section 4.
   */
  readonly customer_support_audio_capture?: boolean | undefined;
}
