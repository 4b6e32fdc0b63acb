import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether Twilio signed the request for a WebSocket at this address with the auth token of the account. A port in the address
 * may or may not be signed.
 *
 * Source: https://www.twilio.com/docs/usage/webhooks/webhooks-security
 *
 * @param publicUrl the address in the TwiML, starting with `wss://`
 */
export function isSignedByTwilio(publicUrl: string, signature: string | undefined, authToken: string): boolean {
  if (signature === undefined) return false;
  const given = Buffer.from(signature);
  return spellingsOf(publicUrl).some((url) => {
    const right = Buffer.from(createHmac('sha1', authToken).update(url).digest('base64'));
    return right.length === given.length && timingSafeEqual(right, given);
  });
}

function spellingsOf(address: string): readonly string[] {
  const { protocol, host, hostname, port, pathname, search } = new URL(address);
  const rest = `${pathname}${search}`;
  const hosts = port === '' ? [host, `${hostname}:443`] : [host, hostname];
  return hosts.map((one) => `${protocol}//${one}${rest}`);
}
