import { type Pairs, valuesOf } from './reading.ts';

/** The expected secret of a delivery. */
export interface WebhookSecret {
  /** Headers in any form: an object, `Headers`, or a list of pairs. Names are not case-sensitive. */
  readonly headers: Pairs;
  readonly headerName: string;
  readonly secret: string;
}

/**
 * Whether the delivery carries the secret exactly once. The comparison takes constant time.
 *
 * There is no signature and no timestamp, so an intercepted delivery can be sent again. Use the state of the job, or
 * `deliveryKey`, to detect repeats. Never throws. Source: contract `webhooks.md` sections 2 and 3.
 */
export const verifyWebhook = (delivery: WebhookSecret): boolean => checkSecret(delivery) === 'right';

/** Distinguishes a missing secret from a wrong one, because the redacted-audio delivery may lack the header. */
export function checkSecret({ headers, headerName, secret }: WebhookSecret): 'right' | 'wrong' | 'missing' {
  try {
    const values = valuesOf(headers, headerName, (a, b) => a.toLowerCase() === b.toLowerCase());
    if (values.length === 0) return 'missing';
    return values.length === 1 && secret !== '' && sameText(values[0]!, secret) ? 'right' : 'wrong';
  } catch {
    return 'wrong';
  }
}

/** Compares texts in a time that depends only on the length of `given`. */
export function sameText(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length;
  for (let at = 0; at < given.length; at++) {
    difference |= given.charCodeAt(at) ^ expected.charCodeAt(at % Math.max(1, expected.length));
  }
  return difference === 0;
}
