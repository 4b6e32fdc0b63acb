import { type BadInputError, explain, safeLink } from '../../src/index.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** The message with its hint; '' if the link is accepted. */
const refusalOf = (link: string, allowUrl?: (url: URL) => boolean): string => {
  try {
    safeLink(link, allowUrl);
    return '';
  } catch (error) {
    return explain(error as BadInputError);
  }
};

const isAllowed = (link: string): boolean => refusalOf(link) === '';

describe('a link that a model gives', () => {
  it.each([
    'https://example.com/a.mp3',
    'https://EXAMPLE.com./a.mp3',
    'https://cdn.example.com:8443/a.mp3?sig=1#t=2',
    'https://8.8.8.8/a.mp3',
    'https://172.15.255.255/a.mp3',
    'https://172.32.0.0/a.mp3',
    'https://100.63.255.255/a.mp3',
    'https://100.128.0.0/a.mp3',
    'https://169.253.0.1/a.mp3',
    'https://192.167.1.1/a.mp3',
    'https://[2606:4700:4700::1111]/a.mp3',
    'https://localhost.example.com/a.mp3',
    'https://internal-radio.example.com/a.mp3',
    'https://10.0.0.1.example.com/a.mp3',
    'https://xn--mnchen-3ya.de/a.mp3',
  ])('is accepted if it is public: %s', (link) => {
    expect(isAllowed(link)).toBe(true);
  });

  it.each([
    ...['', 'a.mp3', '/etc/passwd', 'C:\\a.mp3', 'file:///etc/passwd', 'data:audio/wav;base64,AAAA'],
    ...['ftp://example.com/a.mp3', 'http://example.com/a.mp3', 'blob:https://example.com/1', 'javascript:alert(1)'],
    ...['https://', 'https://exa mple.com/', 'https://[::1', 'https://256.256.256.256/'],
  ])('is refused if it is no https URL: %s', (link) => {
    expect(isAllowed(link)).toBe(false);
  });

  it.each(['https://user:secret@example.com/a.mp3', 'https://user@example.com/a.mp3', 'https://:secret@example.com/'])(
    'is refused if it contains credentials, which are not repeated: %s',
    (link) => {
      expect(refusalOf(link)).toMatch(/without a user name or password/);
      expect(refusalOf(link)).not.toMatch(/secret/);
    },
  );

  it.each([
    // IPv4, and the ways to write it
    ...[
      '127.0.0.1',
      '127.255.255.254',
      '127.1',
      '127.0.1',
      '2130706433',
      '0x7f000001',
      '0x7f.1',
      '0177.0.0.1',
      '017700000001',
    ],
    ...['10.0.0.1', '10.1', '172.16.0.1', '172.31.255.255', '192.168.0.1', '0xc0a80001', '3232235521', '192.168.1'],
    ...['169.254.169.254', '169.254.170.2', '0xa9fea9fe', '2852039166', '0251.0376.0251.0376'],
    ...['100.64.0.1', '100.127.255.255', '100.100.100.200', '0.0.0.0', '0', '0.1.2.3', '255.255.255.255'],
    ...['224.0.0.1', '239.255.255.250', '240.0.0.1', '198.18.0.1', '198.19.255.255', '192.0.0.192', '192.0.2.1'],
    ...[
      '198.51.100.1',
      '203.0.113.1',
      '192.88.99.1',
      '168.63.129.16',
      '127.0.0.1.',
      '１２７.0.0.1',
      '127。0。0。1',
      '127.0.0.%31',
    ],
    // IPv6
    ...['[::]', '[::1]', '[0:0:0:0:0:0:0:1]', '[fc00::1]', '[fd00:ec2::254]', '[fe80::1]', '[febf::1]', '[fec0::1]'],
    ...[
      '[ff02::1]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '[::ffff:8.8.8.8]',
      '[::127.0.0.1]',
      '[::ffff:0:127.0.0.1]',
    ],
    ...['[64:ff9b::127.0.0.1]', '[64:ff9b::a00:1]', '[64:ff9b:1::a00:1]', '[2002:7f00:1::]', '[2002:a00:1::1]'],
    ...['[2001::1]', '[2001:db8::1]', '[100::1]', '[5f00::1]', '[4000::1]'],
    // Names
    ...['localhost', 'LOCALHOST', 'localhost.', 'localhost..', 'api.localhost', 'localhost.localdomain', 'ⓛocalhost'],
    ...[
      'printer.local',
      'printer.local.',
      'recordings.internal',
      'router.home.arpa',
      'home.arpa',
      'nas.lan',
      'nas.home',
    ],
    ...['wiki.corp', 'wiki.intranet', 'wiki.private', 'app.test', 'intranet', 'metadata', 'instance-data'],
    ...['metadata.google.internal', 'metadata.google.internal.', 'METADATA.Google.Internal', 'metadata.azure.internal'],
    ...['instance-data.ec2.internal', 'metadata.goog', 'metadata.tencentyun.com', 'rancher-metadata'],
    ...[
      'kubernetes.default.svc',
      'kubernetes.default.svc.cluster.local',
      'vault.service.consul',
      '1.0.0.127.in-addr.arpa',
    ],
    ...['127.0.0.1.nip.io', '10-0-0-1.sslip.io', 'localtest.me', 'a.lvh.me'],
  ])('is refused if its host is private: %s', (host) => {
    for (const link of [`https://${host}/a.mp3`, `https://${host}:8443/a.mp3`, `HTTPS:\\\\${host}\\a.mp3`]) {
      expect(isAllowed(link), link).toBe(false);
    }
  });

  const byte = fc.integer({ min: 0, max: 255 });
  const address = fc.oneof(
    fc.tuple(fc.constantFrom(0, 10, 127), byte, byte, byte),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
    fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
    fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
    fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
    fc.tuple(fc.constant(198), fc.integer({ min: 18, max: 19 }), byte, byte),
    fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
  );
  const number = ([a, b, c, d]: readonly [number, number, number, number]): number =>
    ((a * 256 + b) * 256 + c) * 256 + d;

  /** Each way to write an IPv4 address that URL parsers accept. */
  const spellings: readonly ((octets: readonly [number, number, number, number]) => string)[] = [
    (octets) => octets.join('.'),
    (octets) => `${octets.join('.')}.`,
    (octets) => octets.map((octet) => `0x${octet.toString(16)}`).join('.'),
    (octets) => octets.map((octet) => `0${octet.toString(8)}`).join('.'),
    (octets) => String(number(octets)),
    (octets) => `0x${number(octets).toString(16)}`,
    (octets) => `0${number(octets).toString(8)}`,
    ([a, b, c, d]) => `${a}.${(b * 256 + c) * 256 + d}`,
    ([a, b, c, d]) => `${a}.${b}.${c * 256 + d}`,
    (octets) => `[::ffff:${octets.join('.')}]`,
    (octets) => `[::${octets.join('.')}]`,
    (octets) => `[64:ff9b::${octets.join('.')}]`,
    ([a, b, c, d]) => `[2002:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}::1]`,
  ];

  it('is refused for every private address in every spelling', () => {
    fc.assert(
      fc.property(address, fc.constantFrom(...spellings), fc.webPath(), (octets, spell, path) => {
        expect(isAllowed(`https://${spell(octets)}${path}`)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('is refused below every private name, in any case and with trailing dots', () => {
    const name = fc.constantFrom('localhost', 'local', 'internal', 'home.arpa', 'metadata.google.internal', 'lan');
    const cased = fc.mixedCase(name);
    fc.assert(
      fc.property(fc.option(fc.domain()), cased, fc.constantFrom('', '.', '..'), (below, suffix, dots) => {
        expect(isAllowed(`https://${below === null ? '' : `${below}.`}${suffix}${dots}/a.mp3`)).toBe(false);
      }),
    );
  });

  it('is accepted for public addresses and names', () => {
    const octets = fc.tuple(fc.constantFrom(1, 8, 9, 34, 52, 93, 151, 185), byte, byte, byte);
    fc.assert(fc.property(octets, (all) => isAllowed(`https://${all.join('.')}/a.mp3`)));
    const name = fc.stringMatching(/^[a-z][a-z0-9]{0,20}$/);
    fc.assert(
      fc.property(name, fc.constantFrom('com', 'org', 'de', 'co.uk'), (label, tld) =>
        isAllowed(`https://${label}.${tld}/a.mp3`),
      ),
    );
  });

  it('is never more than the text that was checked', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['https'], withQueryParameters: true }), (link) => {
        if (isAllowed(link)) expect(safeLink(link, undefined)).toBe(new URL(link).href);
      }),
    );
  });

  it('is decided by the program if it wants to', () => {
    const allow = ({ hostname }: URL): boolean => hostname === 'recordings.internal';
    expect(safeLink('http://recordings.internal/a.mp3', allow)).toBe('http://recordings.internal/a.mp3');
    expect(refusalOf('https://example.com/a.mp3', allow)).toMatch(/this application allows/);
    expect(() => safeLink('file:///etc/passwd', () => true)).toThrow(/cannot be transcribed/);
  });
});
