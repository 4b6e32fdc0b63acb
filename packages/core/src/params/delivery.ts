// Generated from the catalogue by `npx nx sheets repo`. Edit the catalogue instead.

/** Delivery of the result. */
export interface DeliveryParams {
  /**
   * The address to call when the transcript is ready or has failed.
   *
   * Contract: `rest.md` section 4.5, `webhooks.md` section 1.
   *
   * @example 'https://example.com/webhook'
   */
  readonly webhook_url?: string | null | undefined;
  /**
   * The name of a header to send with each call, so that your server knows who is calling.
   *
   * Needs `webhook_auth_header_value`. Needs `webhook_url`.
   *
   * Contract: `rest.md` section 4.5, `webhooks.md` section 1.
   *
   * @example 'X-My-Webhook-Secret'
   */
  readonly webhook_auth_header_name?: string | null | undefined;
  /**
   * The value of that header, known only to you and the service.
   *
   * Needs `webhook_auth_header_name`. Needs `webhook_url`.
   *
   * Contract: `rest.md` section 4.5, `webhooks.md` section 1.
   */
  readonly webhook_auth_header_value?: string | null | undefined;
}
