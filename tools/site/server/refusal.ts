import type { IncomingMessage } from 'node:http';
import { REQUEST_HEADER } from '../shared/protocol.ts';

/** Names of this machine under which the page may be opened. Another name would be an attack by DNS rebinding. */
const OWN_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Why a request is refused, or `undefined`. Other web pages on this machine must not use the key: their requests come from
 * another origin, or lack the header.
 */
export function refusalOf({ method = 'GET', headers }: IncomingMessage): string | undefined {
  const { host = '', origin } = headers;
  if (!OWN_NAMES.includes(host.replace(/:\d+$/, '')))
    return 'Open the gallery at http://127.0.0.1 or http://localhost.';
  if (origin !== undefined && origin !== `http://${host}`) return 'Only pages of the gallery may use this server.';
  const changes = method !== 'GET' && method !== 'HEAD';
  if (changes && headers[REQUEST_HEADER] === undefined) return `The request needs the header ${REQUEST_HEADER}.`;
  return undefined;
}
