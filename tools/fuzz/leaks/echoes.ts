import type { Random } from '../random.ts';

const codeOf = (character: string): number => character.charCodeAt(0);
const hex = (character: string): string => codeOf(character).toString(16).padStart(2, '0');
const each = (key: string, write: (character: string) => string): string => [...key].map(write).join('');

/** How a server, or something on the way, may write the key that it was sent. */
export const SPELLINGS: Readonly<Record<string, (key: string, random: Random) => string>> = {
  raw: (key) => key,
  percent: (key) => encodeURIComponent(key),
  'percent in lower case': (key) => encodeURIComponent(key).replace(/%../g, (code) => code.toLowerCase()),
  'percent everywhere': (key) => each(key, (character) => `%${hex(character)}`),
  form: (key) => new URLSearchParams({ key }).toString().slice('key='.length),
  JSON: (key) => JSON.stringify(key).slice(1, -1),
  'JSON everywhere': (key) => each(key, (character) => `\\u00${hex(character)}`),
  HTML: (key) =>
    key.replace(
      /[&<>"']/g,
      (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character]!,
    ),
  'HTML in decimals': (key) => each(key, (character) => `&#${codeOf(character)};`),
  'HTML in hexadecimals': (key) => each(key, (character) => `&#x${hex(character)};`),
  'over two lines': (key, random) => {
    const at = random.int(1, key.length - 1);
    return `${key.slice(0, at)}${random.pick(['\n', '\r\n', '\n  '])}${key.slice(at)}`;
  },
};

/** An answer to a request that carried the key. */
export interface Echo {
  /** How it was made, for the report. */
  readonly how: string;
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Lengths at which a program may cut a text. */
const CUTS = [80, 100, 120, 123, 200, 255, 256, 300, 500, 512, 1000, 1024];

/** A sentence that contains the key, sometimes across a position where texts are truncated. */
function sentence(said: string, random: Random): string {
  const before = random.chance(0.4) ? Math.max(0, random.pick(CUTS) - random.int(1, said.length)) : random.int(0, 20);
  return `${'x'.repeat(before)} ${said}${random.pick(['', '.', ' is invalid', ' '.repeat(3)])}`;
}

const BODIES: Readonly<Record<string, (text: string, random: Random) => string>> = {
  error: (text) => JSON.stringify({ error: text }),
  message: (text) => JSON.stringify({ message: text, status: 'error' }),
  detail: (text) => JSON.stringify({ detail: [{ loc: ['header'], msg: text }] }),
  'nested error': (text) => JSON.stringify({ error: { code: 400, message: text } }),
  metadata: (text) => JSON.stringify({ error: { message: 'invalid request body', metadata: { errors: [text] } } }),
  'failed job': (text) => JSON.stringify({ id: 't-1', status: 'error', error: text, audio_url: 'https://a.example/b' }),
  deep: (text, random) => {
    const depth = random.int(2, 200);
    return `${'{"error":'.repeat(depth)}${JSON.stringify(text)}${'}'.repeat(depth)}`;
  },
  'JSON text': (text) => JSON.stringify(text),
  text: (text) => text,
  page: (text) => `<!DOCTYPE html><html><head><title>${text}</title></head><body>${text}</body></html>`,
  'member name': (text) => JSON.stringify({ [text]: text }),
  nothing: () => '',
};

const REDIRECTS = [301, 302, 303, 307, 308];

/** @param statuses from which the answer's is taken */
export function anyEcho(key: string, random: Random, statuses: readonly number[]): Echo {
  const spelling = random.pick(Object.keys(SPELLINGS));
  const form = random.pick(Object.keys(BODIES));
  const status = random.pick(statuses);
  const said = (): string => SPELLINGS[spelling]!(key, random);
  const inOneLine = (): string => said().replace(/\s+/g, ' ');
  const headers: Record<string, string> = {
    'content-type': random.pick(['application/json', 'text/html', 'text/plain']),
  };
  for (const name of ['x-request-id', 'cf-ray', 'www-authenticate', 'retry-after', 'content-disposition', 'x-error']) {
    if (random.chance(0.4)) headers[name] = random.chance(0.5) ? inOneLine() : `id-${inOneLine()}-1`;
  }
  // A pause that is asked for would be taken.
  if (status === 429 || status >= 500) delete headers['retry-after'];
  if (REDIRECTS.includes(status)) {
    headers['location'] = random.pick([
      `https://other.example/${encodeURIComponent(key)}`,
      `https://other.example/?key=${encodeURIComponent(key)}`,
      `//${encodeURIComponent(key)}.example/`,
      `javascript:${inOneLine()}`,
      inOneLine(),
    ]);
  }
  return {
    how: `${status}, ${form}, ${spelling}`,
    status,
    statusText: random.chance(0.3) ? inOneLine() : 'Refused',
    headers,
    body: BODIES[form]!(sentence(said(), random), random),
  };
}
