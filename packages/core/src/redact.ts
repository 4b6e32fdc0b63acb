/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

/** Headers whose values are secrets wherever they turn up. */
const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key']);

/** Query parameters whose values are secrets: tokens, and the signatures of pre-signed links. */
const SECRET_QUERY = /([?&](?:token|api_?key|key|signature|sig|x-amz-[a-z-]+|awsaccesskeyid)=)[^&#\s"']+/gi;

/** `text` without any of `secrets`, and without tokens or signatures in links. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length === 0) continue;
    clean = clean.split(secret).join(REDACTED);
    const encoded = encodeURIComponent(secret);
    if (encoded !== secret) clean = clean.split(encoded).join(REDACTED);
  }
  return clean.replace(SECRET_QUERY, `$1${REDACTED}`);
}

/** Headers as they may be logged. */
export function redactHeaders(
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[] = [],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      SECRET_HEADERS.has(name.toLowerCase()) ? REDACTED : redact(value, secrets),
    ]),
  );
}
