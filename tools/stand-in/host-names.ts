import { Refusal } from './http.ts';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Whether a `Host` header, with any port, names this machine or one of `others`. */
export function isOwnHost(host: string | undefined, others: readonly string[]): boolean {
  const name = /^(\[[^\]]*\]|[^:]*)(?::\d+)?$/.exec(host ?? '')?.[1]?.toLowerCase() ?? '';
  return LOOPBACK.has(name) || others.some((other) => other.toLowerCase() === name);
}

/** Whether a request comes from no web page at all, or from one that this machine or one of `others` serves. */
export const isOwnPage = (origin: string | undefined, others: readonly string[]): boolean =>
  origin === undefined || (/^https?:\/\//.test(origin) && isOwnHost(origin.replace(/^https?:\/\//, ''), others));

const explained = (host: string | undefined): string =>
  `The stand-in serves localhost only, not "${host ?? ''}"; start it with the option hosts (--allow-host) to allow more.`;

export const misdirected = (host: string | undefined): Refusal => new Refusal(421, explained(host));

/** The same for a WebSocket handshake, as it goes over the line. */
export const MISDIRECTED = 'HTTP/1.1 421 Misdirected Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';
