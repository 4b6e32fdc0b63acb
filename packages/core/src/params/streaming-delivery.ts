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
   * How long the service waits before the first partial result of a turn. Lower values react sooner, higher ones are
   * more certain. In milliseconds. 0 to 1000.
   *
   * Contract: `newer.md` section 4.
   *
   * @default 500
   */
  readonly interruption_delay?: number | undefined;
  /**
   * How much audio before the start of a turn is part of it. In milliseconds.
   *
   * Contract: `newer.md` section 4.
   */
  readonly turn_left_pad_ms?: number | undefined;
  /**
   * Include partial results in what is sent to the webhook.
   *
   * Contract: `newer.md` section 4.
   */
  readonly include_partial_turns?: boolean | undefined;
  /**
   * How often corrected speaker labels of earlier turns are sent, measured in audio. If left empty or 0, only at the
   * end. The service raises other values to at least 120,000. In milliseconds. 0 to 86400000.
   *
   * Needs `speaker_labels`: `true`.
   *
   * Contract: `newer.md` section 4.
   */
  readonly speaker_labels_revision_interval_ms?: number | undefined;
  /**
   * A request to a language model for each finished turn: its model, messages and longest answer.
   *
   * Contract: `newer.md` section 4.
   *
   * @example { model: 'claude-sonnet-4-6', messages: [{ role: 'user', content: 'Translate.' }], max_tokens: 100 }
   */
  readonly llm_gateway?: JsonObject | undefined;
  /**
   * The address that receives all messages once the session has ended.
   *
   * Contract: `newer.md` section 4, 5.
   *
   * @example 'https://example.com/webhook'
   */
  readonly webhook_url?: string | undefined;
  /**
   * The name of a header to send with the webhook.
   *
   * Needs `webhook_auth_header_value`. Needs `webhook_url`.
   *
   * Contract: `newer.md` section 4, 5.
   */
  readonly webhook_auth_header_name?: string | undefined;
  /**
   * The value of that header.
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
   * The kinds of personal information to remove.
   *
   * Needs `redact_pii`: `true`.
   *
   * Contract: `newer.md` section 4.
   *
   * @example ['person_name', 'phone_number']
   */
  readonly redact_pii_policies?: readonly StreamingPiiPolicy[] | undefined;
  /**
   * What replaces the removed text.
   *
   * - `hash`: Hash Signs. Each letter becomes a #.
   * - `entity_name`: Kind of Information. Such as [PERSON_NAME].
   *
   * Needs `redact_pii`: `true`.
   *
   * Contract: `newer.md` section 4.
   */
  readonly redact_pii_sub?: 'hash' | 'entity_name' | undefined;
  /**
   * Let AssemblyAI keep the session's audio so that its support team can examine a problem.
   *
   * Contract: `newer.md` section 4.
   */
  readonly customer_support_audio_capture?: boolean | undefined;
}
