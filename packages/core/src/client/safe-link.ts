import { BadInputError } from '../errors.ts';
import { isPublicAddress } from './public-address.ts';

/**
 * Checks a URL that a model chose. It must use https, contain no credentials, and lead to a public host, unless the program
 * decides with `allowUrl`. Paths are refused. Names are not resolved, because the service downloads the file, not this
 * process.
 *
 * @param field the input to name in the error
 * @throws BadInputError with a message that a model can act on
 */
export function safeLink(link: string, allowUrl: ((url: URL) => boolean) | undefined, field = 'url'): string {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) {
    if (allowUrl === undefined ? isPublic(url) : allowUrl(url)) return url.href;
  }
  throw new BadInputError(`"${shown(link, url)}" cannot be transcribed.`, {
    field,
    hint:
      allowUrl === undefined
        ? 'Use a public https:// URL of an audio or video file, without a user name or password. Local files and private addresses are not allowed.'
        : 'Use a URL that this application allows.',
  });
}

/** The URL without its password. */
function shown(link: string, url: URL | undefined): string {
  if (url === undefined || (url.username === '' && url.password === '')) return link.slice(0, 200);
  return `${url.protocol}//***@${url.host}${url.pathname}`.slice(0, 200);
}

function isPublic(url: URL): boolean {
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return false;
  const host = url.hostname.replace(/\.+$/, '');
  return isPublicAddress(host) ?? isPublicName(host);
}

/** Suffixes that resolve only within a machine or network, and those that resolve to the address in the name. */
const PRIVATE_SUFFIXES = [
  ...['localhost', 'localdomain', 'local', 'internal', 'intranet', 'private', 'lan', 'home', 'corp', 'mail', 'arpa'],
  ...['svc', 'consul', 'test', 'invalid', 'onion'],
  ...['nip.io', 'sslip.io', 'xip.io', 'localtest.me', 'lvh.me'],
];

/** Names of clouds' metadata services that look like public ones. */
const METADATA_NAMES = [
  'metadata.goog',
  'metadata.tencentyun.com',
  'metadata.packet.net',
  'metadata.platformequinix.com',
];

function isPublicName(host: string): boolean {
  const isBelow = (suffix: string): boolean => host === suffix || host.endsWith(`.${suffix}`);
  return host.includes('.') && !PRIVATE_SUFFIXES.some(isBelow) && !METADATA_NAMES.some(isBelow);
}
