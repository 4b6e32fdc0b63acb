import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256 in hex, as Zoom uses it everywhere. */
const hmac = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('hex');

/**
 * Whether Zoom sent a webhook.
 *
 * Source: https://developers.zoom.us/docs/api/webhooks/#verify-webhook-events
 *
 * @param body as received
 */
export function isSignedByZoom(
  body: string,
  { signature, timestamp }: { readonly signature: string; readonly timestamp: string },
  secretToken: string,
): boolean {
  const right = Buffer.from(`v0=${hmac(secretToken, `v0:${timestamp}:${body}`)}`);
  const given = Buffer.from(signature);
  return right.length === given.length && timingSafeEqual(right, given);
}

/** The response to `endpoint.url_validation`. */
export const validationOf = (plainToken: string, secretToken: string) => ({
  plainToken,
  encryptedToken: hmac(secretToken, plainToken),
});

/** The signature of a handshake. Source: https://developers.zoom.us/docs/rtms/ */
export const handshakeSignature = (
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string },
  { meetingUuid, streamId }: { readonly meetingUuid: string; readonly streamId: string },
): string => hmac(clientSecret, `${clientId},${meetingUuid},${streamId}`);
