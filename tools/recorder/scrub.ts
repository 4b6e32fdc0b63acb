import type { Exchange, RecordedBody } from './scenario.ts';

/** Headers that say something about the API, not about the account or the machine. All others are dropped. */
const KEPT_HEADERS =
  /^(content-type|retry-after|x-ratelimit-(limit|remaining|reset)|x-request-id|accept|user-agent|x-aai-[a-z-]+)$/;

/** JSON members whose values are secrets, whatever they look like. */
const SECRET_MEMBERS = new Set([
  'token',
  'api_key',
  'apikey',
  'authorization',
  'webhook_auth_header_value',
  'password',
  'secret',
]);

/** Each rule says what it finds and why that must not be kept. */
const LINKS: readonly { readonly find: RegExp; readonly name: string; readonly put: (at: number) => string }[] = [
  // An upload can be transcribed by anyone who has a key of the same project.
  {
    find: /https?:\/\/[^\s"'\\]*\/upload\/[^\s"'\\]+/g,
    name: 'upload',
    put: (at) => `https://cdn.assemblyai.com/upload/00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
  },
  // Anyone with a signed link can open the file.
  {
    find: /https?:\/\/[^\s"'\\]+[?&](?:X-Amz-|AWSAccessKeyId|Signature|Expires|sig|token)[^\s"'\\]*/gi,
    name: 'signed link',
    put: (at) => `https://files.example.com/signed-${at}`,
  },
];

/** What cannot be part of a fixture, by its shape. */
const LOOKS_SECRET: readonly { readonly find: RegExp; readonly what: string }[] = [
  { find: /\b[0-9a-f]{32}\b(?!-)/, what: 'an API key' },
  { find: /eyJ[\w-]{10,}\.[\w-]{10,}/, what: 'a signed token' },
  { find: /AKIA[0-9A-Z]{16}/, what: 'a cloud access key' },
  { find: /-----BEGIN [A-Z ]*PRIVATE KEY-----/, what: 'a private key' },
];

export const SCRUBBED = 'scrubbed';

/** Replaces secrets before anything is written; the same link always by the same replacement. */
export interface Scrubber {
  scrub(exchange: Exchange): Exchange;
  /** What a WebSocket session proves itself with. */
  learnSession(path: string, authorization: string | undefined): void;
  scrubText(text: string): string;
  scrubValue<T>(value: T): T;
  /** @throws when `text` still holds a secret that was seen, or something that looks like one. */
  check(text: string): void;
}

export function createScrubber(): Scrubber {
  const secrets = new Set<string>();
  const replaced = new Map<string, string>();

  const learn = (value: string): void => {
    const bare = value.replace(/^bearer\s+/i, '').trim();
    if (bare.length >= 6) secrets.add(bare);
  };

  const clean = (text: string): string => {
    let result = text;
    for (const { find, name, put } of LINKS) {
      result = result.replace(find, (link) => {
        const key = `${name} ${link}`;
        const known = replaced.get(key);
        if (known !== undefined) return known;
        const count = [...replaced.keys()].filter((other) => other.startsWith(`${name} `)).length;
        const made = put(count + 1);
        replaced.set(key, made);
        return made;
      });
    }
    for (const secret of secrets) result = result.split(secret).join(SCRUBBED);
    return result.replace(/([?&](?:token|api_?key|secret)=)[^&\s"'\\]+/gi, `$1${SCRUBBED}`);
  };

  /** Secrets first, so that they are known before any text is cleaned. */
  const learnFrom = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(learnFrom);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, member] of Object.entries(value)) {
        if (SECRET_MEMBERS.has(key.toLowerCase()) && typeof member === 'string') learn(member);
        else learnFrom(member);
      }
    }
  };

  const cleanValue = (value: unknown): unknown => {
    if (typeof value === 'string') return clean(value);
    if (Array.isArray(value)) return value.map(cleanValue);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        key,
        SECRET_MEMBERS.has(key.toLowerCase()) && typeof member === 'string' ? SCRUBBED : cleanValue(member),
      ]),
    );
  };

  const cleanBody = (body: RecordedBody): RecordedBody => {
    if ('json' in body) return { json: cleanValue(body.json) };
    if ('text' in body) return { text: clean(body.text) };
    return body;
  };

  const cleanHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) => (KEPT_HEADERS.test(name) ? [[name, clean(value)]] : [])),
    );

  return {
    scrub({ request, response }) {
      for (const name of ['authorization', 'cookie', 'x-api-key']) {
        const value = request.headers[name];
        if (value !== undefined) learn(value);
      }
      for (const body of [request.body, response.body]) if (body !== undefined && 'json' in body) learnFrom(body.json);
      return {
        request: {
          ...request,
          path: clean(request.path),
          headers: cleanHeaders(request.headers),
          ...(request.body !== undefined && { body: cleanBody(request.body) }),
        },
        response: {
          ...response,
          headers: cleanHeaders(response.headers),
          ...(response.body !== undefined && { body: cleanBody(response.body) }),
        },
      };
    },
    learnSession(path, authorization) {
      if (authorization !== undefined) learn(authorization);
      const token = new URLSearchParams(path.split('?')[1]).get('token');
      if (token !== null) learn(token);
    },
    scrubText: clean,
    scrubValue(value) {
      learnFrom(value);
      return cleanValue(value) as typeof value;
    },
    check(text) {
      for (const secret of secrets) {
        if (text.includes(secret)) throw new Error('A secret is still in the recording; nothing was written.');
      }
      for (const { find, what } of LOOKS_SECRET) {
        if (find.test(withoutDigests(text)))
          throw new Error(`The recording holds what looks like ${what}; nothing was written.`);
      }
    },
  };
}

/** Measures of bytes are ours, and no secret. */
const withoutDigests = (text: string): string => text.replace(/"sha256":\s*"[0-9a-f]{64}"/g, '');
