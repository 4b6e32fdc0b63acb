// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.

/** Delivery of the result. */
export interface DeliveryParams {
  /**
   * URL to notify when the transcript is ready or has failed.
   *
   * Contract: `rest.md` section 4.5, `webhooks.md` section 1.
   *
   * @example 'https://example.com/webhook'
   */
  readonly webhook_url?: string | null | undefined;
  /**
   * Header to send with the webhook, so your server can verify the sender.
   *
   * Needs `webhook_auth_header_value`. Needs `webhook_url`.
   *
   * Contract: `rest.md` section 4.5, `webhooks.md` section 1.
   *
   * @example 'X-My-Webhook-Secret'
   */
  readonly webhook_auth_header_name?: string | null | undefined;
  /**
   * Secret value of the webhook header.
   *
   * Needs `webhook_auth_header_name`. Needs `webhook_url`.
   *
   * Contract: `rest.md` section 4.5, `webhooks.md` section 1.
   */
  readonly webhook_auth_header_value?: string | null | undefined;
}
