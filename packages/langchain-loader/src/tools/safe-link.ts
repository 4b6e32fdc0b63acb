import { BadInputError } from '@aai-connectors/core';
import { isSafeUrl } from '@langchain/core/utils/ssrf';

/**
 * A link that a model came up with: public and encrypted, or one the program allows. Never a path.
 *
 * @throws BadInputError in words that a model can act on
 */
export function safeLink(link: string, allowUrl: ((url: URL) => boolean) | undefined): string {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) {
    if (allowUrl === undefined ? isPublic(url) : allowUrl(url)) return url.href;
  }
  throw new BadInputError(`"${link.slice(0, 200)}" cannot be transcribed.`, {
    field: 'url',
    hint:
      allowUrl === undefined
        ? 'Give a public link to an audio or video file that starts with https://; files of this machine are out of reach.'
        : 'This link is not allowed here.',
  });
}

/** Names that only mean something within a machine or a network. */
const PRIVATE_NAME = /^[^.]+$|\.(localhost|local|internal|intranet|lan|home|corp|home\.arpa)$/;
/** Addresses that providers share among their customers (RFC 6598). */
const SHARED_ADDRESS = /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d+\.\d+$/;

function isPublic(given: URL): boolean {
  const url = new URL(given);
  // A name with a dot at its end is the same one.
  url.hostname = given.hostname.replace(/\.$/, '');
  const { hostname } = url;
  // An address in numbers and colons could be any machine's, and nobody's recordings are linked that way.
  if (hostname.startsWith('[') || PRIVATE_NAME.test(hostname) || SHARED_ADDRESS.test(hostname)) return false;
  return isSafeUrl(url.href);
}
