/**
 * Address ranges that are not public, from the IANA registries of special-purpose addresses, and one address of Azure that
 * is reachable only within its network.
 */
const PRIVATE_IPV4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4', '168.63.129.16/32'],
];

/** The only range of IPv6 with public addresses. */
const GLOBAL_UNICAST = '2000::/3';

/** Ranges within it that are not public, or contain an IPv4 address. Nobody shares recordings that way. */
const PRIVATE_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

/**
 * Whether the host of a URL is a public address; `undefined` for a name. The parser of the URL has already turned decimal,
 * octal, hexadecimal and full-width addresses into the usual form.
 *
 * @param host as in `URL.hostname`, without a dot at its end
 */
export function isPublicAddress(host: string): boolean | undefined {
  if (/^\d+(?:\.\d+){3}$/.test(host)) return !isInAny(host, PRIVATE_IPV4);
  if (!host.startsWith('[')) return undefined;
  const address = host.slice(1, -1);
  return isInAny(address, [GLOBAL_UNICAST]) && !isInAny(address, PRIVATE_IPV6);
}

function isInAny(address: string, ranges: readonly string[]): boolean {
  const bits = bitsOf(address);
  return ranges.some((range) => {
    const [start = '', length] = range.split('/');
    return bits.startsWith(bitsOf(start).slice(0, Number(length)));
  });
}

function bitsOf(address: string): string {
  if (!address.includes(':')) return joined(address.split('.').map(Number), 8);
  const [before = [], after = []] = address
    .split('::')
    .map((half) => (half === '' ? [] : half.split(':').map((group) => parseInt(group, 16))));
  return joined([...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after], 16);
}

const joined = (parts: readonly number[], bits: number): string =>
  parts.map((part) => part.toString(2).padStart(bits, '0')).join('');
