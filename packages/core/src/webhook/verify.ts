import { type Pairs, valuesOf } from './reading.ts';

/** What a delivery must carry to be believed. */
export interface WebhookSecret {
  /** Header fields in any form: an object, `Headers`, or a list of pairs. Upper and lower case are the same. */
  readonly headers: Pairs;
  readonly headerName: string;
  readonly secret: string;
}

/**
 * Whether the delivery carries our secret: exactly once, and exactly ours. The comparison takes the same time wherever
 * the first difference is.
 *
 * There is no signature and no timestamp, so a delivery that was overheard can be sent again: use the work's own state
 * or `deliveryKey` against repeats. Never throws. Source: contract `webhooks.md` sections 2 and 3.
 */
export const verifyWebhook = (delivery: WebhookSecret): boolean => checkSecret(delivery) === 'right';

/** Missing and wrong are told apart, because the redacted-audio delivery may lack the header. */
export function checkSecret({ headers, headerName, secret }: WebhookSecret): 'right' | 'wrong' | 'missing' {
  try {
    const values = valuesOf(headers, headerName, (a, b) => a.toLowerCase() === b.toLowerCase());
    if (values.length === 0) return 'missing';
    return values.length === 1 && secret !== '' && sameText(values[0]!, secret) ? 'right' : 'wrong';
  } catch {
    return 'wrong';
  }
}

/** Equality in a time that depends on the length of `given` only. */
export function sameText(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length;
  for (let at = 0; at < given.length; at++) {
    difference |= given.charCodeAt(at) ^ expected.charCodeAt(at % Math.max(1, expected.length));
  }
  return difference === 0;
}
