import { createHmac, timingSafeEqual } from 'node:crypto';

/** The parts of a WebSocket request that its signature covers. */
export interface SignedRequest {
  /** Path and query, as sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface SignatureOptions {
  /** Key that the request must name. */
  readonly apiKey: string;
  /** Client secret of the integration, in Base64. */
  readonly clientSecret: string;
  /** Public host name of the server, with the port if it is not 443. @default the `Host` header */
  readonly authority?: string | undefined;
  /** Seconds since the epoch. */
  readonly nowSeconds: number;
}

/** Components that must be covered, so that no signature can be used for another session. */
const REQUIRED = [
  '@request-target',
  '@authority',
  'audiohook-organization-id',
  'audiohook-session-id',
  'audiohook-correlation-id',
  'x-api-key',
];
const SHORTEST_NONCE = 22;
/** Seconds. A signature is made right before its request. */
const OLDEST = 10;
/** Seconds by which clocks may differ. */
const SKEW = 3;

/** Why a request is refused, or the nonce of its signature. */
export type SignatureVerdict = { readonly refused: string } | { readonly nonce: string };

/**
 * Checks the signature of an AudioHook request: HTTP message signatures with HMAC-SHA256.
 *
 * The caller must refuse a nonce that it has seen.
 *
 * Source: https://developer.genesys.cloud/devapps/audiohook/security
 */
export function checkSignature(request: SignedRequest, options: SignatureOptions): SignatureVerdict {
  const { apiKey, clientSecret, authority, nowSeconds } = options;
  const header = (name: string): string | undefined => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : value?.join(', ');
  };
  const input = header('signature-input');
  const given = /^sig1=:([A-Za-z0-9+/=]+):$/.exec(header('signature') ?? '')?.[1];
  const parts = /^sig1=(\(([^()]*)\)((?:;[a-z]+=(?:"[^"]*"|\d+))+))$/.exec(input ?? '');
  if (given === undefined || parts === null) return { refused: 'The request has no signature.' };
  const [, signed = '', list = '', rest = ''] = parts;
  const components = [...list.matchAll(/"([^"]*)"/g)].map(([, name = '']) => name);
  const missing = REQUIRED.find((name) => !components.includes(name));
  if (missing !== undefined) return { refused: `The signature does not cover ${missing}.` };

  const parameters = new Map([...rest.matchAll(/;([a-z]+)=(?:"([^"]*)"|(\d+))/g)].map(parameterOf));
  const [created, expires] = [Number(parameters.get('created')), Number(parameters.get('expires') ?? Infinity)];
  const nonce = parameters.get('nonce') ?? '';
  if (parameters.get('alg') !== 'hmac-sha256') return { refused: 'The signature must use hmac-sha256.' };
  if (parameters.get('keyid') !== apiKey) return { refused: 'The signature is for another key.' };
  if (nonce.length < SHORTEST_NONCE) return { refused: 'The nonce is too short.' };
  if (!(created <= nowSeconds + SKEW)) return { refused: 'The signature is from the future.' };
  if (created < nowSeconds - OLDEST - SKEW || expires < nowSeconds - SKEW) return { refused: 'The signature expired.' };

  const lines = components.map((name) => {
    if (name === '@request-target') return `"${name}": ${request.target}`;
    if (name === '@authority') return `"${name}": ${authority ?? header('host') ?? ''}`;
    return `"${name}": ${header(name) ?? ''}`;
  });
  const base = [...lines, `"@signature-params": ${signed}`].join('\n');
  const right = createHmac('sha256', Buffer.from(clientSecret, 'base64')).update(base).digest();
  const received = Buffer.from(given, 'base64');
  const isRight = received.length === right.length && timingSafeEqual(received, right);
  return isRight ? { nonce } : { refused: 'The signature is wrong.' };
}

const parameterOf = ([, name = '', text, number]: RegExpMatchArray): [string, string] => [name, text ?? number ?? ''];
