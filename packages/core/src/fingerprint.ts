/** SHA-256 as 64 hexadecimal digits; a text is hashed as UTF-8. */
export async function sha256Of(data: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * A fingerprint of what a step was asked to do: the SHA-256 of its JSON, so that a host finds the job that it has already
 * started for the same answers. Functions, such as those that open a file, count as empty text: replace them with
 * something that names the file where files must differ.
 *
 * Hosts store it between runs. Another way to compute it would start, and bill, jobs a second time.
 */
export const fingerprintOf = (asked: unknown): Promise<string> =>
  sha256Of(JSON.stringify(asked, (_, value: unknown) => (typeof value === 'function' ? '' : value)));
