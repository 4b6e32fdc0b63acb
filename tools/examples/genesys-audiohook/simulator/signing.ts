import { createHmac } from 'node:crypto';

export interface SigningOptions {
  readonly target: string;
  readonly authority: string;
  /** Headers that are signed, in their order, with lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly apiKey: string;
  /** Base64 */
  readonly clientSecret: string;
  readonly nonce: string;
  /** Seconds since the epoch. */
  readonly created: number;
  /** Seconds since the epoch. */
  readonly expires: number;
}

/** Signs a request as Genesys Cloud does. Source: https://developer.genesys.cloud/devapps/audiohook/security */
export function signatureHeaders(options: SigningOptions): Readonly<Record<'signature' | 'signature-input', string>> {
  const { target, authority, headers, apiKey, clientSecret, nonce, created, expires } = options;
  const lines: readonly (readonly [string, string])[] = [
    ['@request-target', target],
    ['@authority', authority],
    ...Object.entries(headers),
  ];
  const names = lines.map(([name]) => `"${name}"`).join(' ');
  const parameters = `(${names});keyid="${apiKey}";nonce="${nonce}";alg="hmac-sha256";created=${created};expires=${expires}`;
  const base = [...lines.map(([name, value]) => `"${name}": ${value}`), `"@signature-params": ${parameters}`].join(
    '\n',
  );
  const signature = createHmac('sha256', Buffer.from(clientSecret, 'base64')).update(base).digest('base64');
  return { signature: `sig1=:${signature}:`, 'signature-input': `sig1=${parameters}` };
}
