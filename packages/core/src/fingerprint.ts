/** SHA-256 as 64 hexadecimal digits. Text is hashed as UTF-8. */
export async function sha256Of(data: string | BufferSource): Promise<string> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The SHA-256 of the JSON of a step's input. A host uses it to find the job that it already started for the same input.
 * Functions, such as those that open a file, count as empty text. If files must differ, replace functions with
 * something that identifies the file.
 *
 * Hosts store the fingerprint between runs. A change of this algorithm would start and bill jobs a second time.
 */
export const fingerprintOf = (asked: unknown): Promise<string> =>
  sha256Of(JSON.stringify(asked, (_, value: unknown) => (typeof value === 'function' ? '' : value)));
