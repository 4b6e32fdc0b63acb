import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';
import type { Random } from '../random.ts';

/** What a mode works with. */
export interface Attack {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly random: Random;
  /** The server's own address. */
  readonly url: string;
  /** How many requests the client has sent in this case, this one included. */
  readonly count: number;
  /** Writes until the client has gone, or more has been written than any client should take. */
  pour(piece: Buffer | string, pauseMs?: number): Promise<void>;
}

export type Mode = (attack: Attack) => unknown;

const JSON_TYPE = { 'content-type': 'application/json' };
const json = ({ response }: Attack, body: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(200, { ...JSON_TYPE, ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};
const job = (over: object = {}): object => ({
  id: 't-1',
  status: 'completed',
  audio_url: 'https://a.example/b',
  ...over,
});
const raw = ({ request }: Attack): Socket => request.socket;
const MEBIBYTE = 2 ** 20;

/** What a bomb unpacks to. */
export const BOMB_BYTES = 128 * MEBIBYTE;

let bomb: Buffer | undefined;
/** Many members, so that no more than one of them is ever unpacked here. */
const bombOf = (): Buffer =>
  (bomb ??= Buffer.concat([
    gzipSync('{"text":"'),
    ...Array<Buffer>(BOMB_BYTES / MEBIBYTE).fill(gzipSync(Buffer.alloc(MEBIBYTE, 'a'))),
  ]));

const nestedJson = (levels: number, open: string, close: string): string =>
  open.repeat(levels) + '1' + close.repeat(levels);

/** A job whose answer also serves as upload, list, sentences, redacted audio and model answer. */
const universal = (over: object): object => ({
  ...job(),
  upload_url: 'https://cdn.example/a',
  transcripts: [],
  sentences: [],
  matches: [],
  response: 'Words.',
  request_id: 'r-1',
  token: 't',
  choices: [],
  page_details: { prev_url: null },
  ...over,
});

/** What a service, a proxy or an attacker in their place may answer. Every request of a case meets the same mode. */
export const MODES: Readonly<Record<string, Mode>> = {
  'endless JSON text': (attack) => {
    attack.response.writeHead(200, JSON_TYPE);
    attack.response.write('{"id":"t-1","status":"completed","text":"');
    return attack.pour(Buffer.alloc(65_536, 'a'));
  },
  'endless JSON list': (attack) => {
    attack.response.writeHead(200, JSON_TYPE);
    attack.response.write('{"transcripts":[1');
    return attack.pour(',1'.repeat(32_768));
  },
  'endless blanks': (attack) => {
    attack.response.writeHead(200, JSON_TYPE);
    return attack.pour(' '.repeat(65_536));
  },
  'endless subtitles': (attack) => {
    attack.response.writeHead(200, { 'content-type': 'text/plain' });
    return attack.pour('1\n00:00:00,000 --> 00:00:01,000\nWords.\n\n'.repeat(1_000));
  },
  'endless error body': (attack) => {
    attack.response.writeHead(400, JSON_TYPE);
    attack.response.write('{"error":"');
    return attack.pour(Buffer.alloc(65_536, 'a'));
  },
  'endless body of a 401': (attack) => {
    attack.response.writeHead(401, { 'content-type': 'text/html' });
    return attack.pour('<p>'.repeat(20_000));
  },
  'gzip bomb': ({ response }) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' });
    response.end(bombOf());
  },
  'gzip bomb in an error': ({ response }) => {
    response.writeHead(422, { ...JSON_TYPE, 'content-encoding': 'gzip' });
    response.end(bombOf());
  },
  'gzip in gzip': ({ response }) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip, gzip' });
    response.end(gzipSync(bombOf()));
  },
  'truncated gzip': ({ response }) => {
    const bytes = gzipSync(JSON.stringify(universal({})));
    response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' });
    response.end(bytes.subarray(0, bytes.length / 2));
  },
  'gzip that is none': ({ response }) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' });
    response.end(JSON.stringify(universal({})));
  },
  'unknown encoding': ({ response }) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'x-secret' });
    response.end(deflateSync('{}'));
  },
  'lists 100,000 levels deep': (attack) => json(attack, nestedJson(100_000, '[', ']')),
  'objects 100,000 levels deep': (attack) => json(attack, nestedJson(100_000, '{"error":', '}')),
  'deep members of a job': (attack) =>
    json(attack, JSON.stringify(universal({})).replace(/}$/, `,"x":${nestedJson(100_000, '[', ']')}}`)),
  'deep error': ({ response }) => {
    response.writeHead(400, JSON_TYPE);
    response.end(nestedJson(100_000, '{"error":', '}'));
  },
  'error lists 100,000 levels deep': ({ response }) => {
    response.writeHead(400, JSON_TYPE);
    response.end(`{"detail":${nestedJson(100_000, '[', ']')}}`);
  },
  'huge numbers': (attack) =>
    json(attack, '{"id":"t-1","status":"completed","audio_duration":1e999,"confidence":-1e400,"transcripts":[1e999]}'),
  'numbers of a million digits': (attack) => json(attack, `{"id":"t-1","status":"queued","x":${'9'.repeat(1e6)}}`),
  'NUL and lone surrogates': (attack) =>
    json(
      attack,
      '{"id":"\\u0000\\ud800","status":"\\udfff","error":"\\u0000\\ud800","upload_url":"\\ud800","token":"\\u0000"}',
    ),
  'bytes that are no UTF-8': ({ response }) => {
    response.writeHead(200, JSON_TYPE);
    response.end(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d]));
  },
  'UTF-16': ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-16' });
    response.end(Buffer.from('\ufeff' + JSON.stringify(universal({})), 'utf16le'));
  },
  'duplicate keys': (attack) =>
    json(attack, '{"id":"t-1","id":7,"status":"completed","status":null,"transcripts":[],"transcripts":"x"}'),
  '__proto__ keys': (attack) =>
    json(
      attack,
      '{"__proto__":{"id":"t-1","status":"completed","polluted":true},"constructor":{"prototype":{"polluted":true}},"error":{"__proto__":{"polluted":true}}}',
    ),
  'wrong types of ids': (attack) =>
    json(attack, universal({ id: attack.random.pick<unknown>([7, null, [], {}, true, '']), request_id: 7, token: [] })),
  'wrong types of everything': (attack) =>
    json(
      attack,
      Object.fromEntries(
        Object.keys(universal({})).map((name) => [
          name,
          attack.random.pick<unknown>([7, null, [], {}, true, '', [[]]]),
        ]),
      ),
    ),
  'items of wrong types': (attack) =>
    json(attack, universal({ transcripts: [null, 7, 'x', [], { id: 7 }], sentences: [null, 7], matches: [null] })),
  'not an object': (attack) => json(attack, attack.random.pick(['null', '7', '"x"', '[]', 'true'])),
  'empty pages for ever': (attack) =>
    json(attack, universal({ page_details: { prev_url: `${attack.url}/v2/transcript?before_id=${attack.count}` } })),
  'the same page for ever': (attack) =>
    json(
      attack,
      universal({
        transcripts: [{ id: 't-1', status: 'completed', created: '2026-01-01T00:00:00', audio_url: 'x' }],
        page_details: { prev_url: `${attack.url}/v2/transcript?before_id=t-1&n=${attack.count}` },
      }),
    ),
  'older page elsewhere': (attack) =>
    json(
      attack,
      universal({
        page_details: {
          prev_url: attack.random.pick<unknown>([
            'https://evil.example/v2/transcript',
            'javascript:alert(1)',
            'file:///etc/passwd',
            'http://[::1',
            '\ud800',
            '//evil.example',
            'https://api.assemblyai.com.evil.example/v2/transcript?x=1',
            'https://key@evil.example/',
            'data:,x',
            `${attack.url}/${'x'.repeat(MEBIBYTE)}`,
            7,
            {},
            ['https://evil.example'],
          ]),
        },
      }),
    ),
  'slow drip': (attack) => {
    attack.response.writeHead(200, JSON_TYPE);
    return attack.pour(' ', 20);
  },
  'headers that never end': (attack) => {
    const socket = raw(attack);
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-a: ');
    const timer = setInterval(() => socket.write('a'), 10);
    socket.once('close', () => clearInterval(timer));
  },
  'flood of headers': (attack) => {
    const many = Array.from({ length: 20_000 }, (_, at) => `x-${at}: ${'a'.repeat(50)}\r\n`).join('');
    raw(attack).end(`HTTP/1.1 200 OK\r\n${many}content-length: 2\r\n\r\n{}`);
  },
  'odd headers': (attack) =>
    json(attack, universal({}), {
      'x-request-id': 'a'.repeat(8_000),
      'retry-after': attack.random.pick(['-1', '1e999', 'never', '99999999999', '0x10']),
      date: 'Thu, 99 Foo 0000 99:99:99',
    }),
  'pauses of years': ({ response, random }) => {
    const asked = random.pick(['999999999', 'Fri, 31 Dec 9999 23:59:59 GMT', '-5', 'NaN']);
    response.writeHead(429, { 'retry-after': asked, 'x-ratelimit-reset': asked });
    response.end();
  },
  'informational answers for ever': (attack) => {
    const socket = raw(attack);
    const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'), 5);
    socket.once('close', () => clearInterval(timer));
  },
  'odd statuses': (attack) => {
    const status = attack.random.pick([101, 204, 205, 206, 300, 304, 305, 306, 418, 451, 511, 599, 999]);
    const body = status === 101 || status === 204 || status === 304 ? '' : '{}';
    raw(attack).end(`HTTP/1.1 ${status} \r\ncontent-length: ${body.length}\r\n\r\n${body}`);
  },
  redirects: ({ response, random, url, count }) => {
    const location = random.pick([
      `${url}/${count}`,
      'https://evil.example/',
      'javascript:alert(1)',
      'file:///etc/passwd',
      '//evil.example',
      'http://[::1',
      'data:application/json,{}',
      '',
      'x'.repeat(8_000),
    ]);
    response.writeHead(random.pick([301, 302, 303, 307, 308]), { location });
    response.end();
  },
  'redirect without a location': ({ response }) => response.writeHead(302).end(),
  'length too large': (attack) => {
    attack.response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000000' });
    attack.response.write('{}');
  },
  'length too small': (attack) => {
    raw(attack).end('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{"id":"t-1"}');
  },
  'length negative or huge': (attack) => {
    const length = attack.random.pick(['-1', '99999999999999999999', '0x10', '1e9', '1, 2']);
    raw(attack).end(`HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n{}`);
  },
  'no HTTP': (attack) => {
    raw(attack).end(attack.random.pick(['SSH-2.0-OpenSSH\r\n', '\u0000\u0001', 'HTTP/9.9 200 OK\r\n\r\n', '{}']));
  },
  'broken chunks': (attack) => {
    raw(attack).end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}');
  },
  'wrong content types': (attack) => {
    const type = attack.random.pick([
      'text/html',
      'image/png',
      'multipart/form-data',
      '',
      'application/json; charset=x',
    ]);
    attack.response.writeHead(200, { 'content-type': type });
    attack.response.end(attack.random.pick(['<html></html>', '%PNG', JSON.stringify(universal({})), '']));
  },
  'odd address of redacted audio': (attack) =>
    json(
      attack,
      universal({
        status: 'redacted_audio_ready',
        redacted_audio_url: attack.random.pick<unknown>([
          'file:///etc/passwd',
          'javascript:alert(1)',
          'data:audio/wav;base64,AAAA',
          'ftp://a.example/b',
          'https://user:key@evil.example/',
          'http://[::1',
          `${attack.url}/again`,
          '\ud800',
          7,
          null,
        ]),
      }),
    ),
  'odd address of an upload': (attack) =>
    json(
      attack,
      universal({
        upload_url: attack.random.pick<unknown>(['javascript:alert(1)', '', 7, null, '\ud800', {}, 'x'.repeat(1e5)]),
      }),
    ),
  'a job that never ends': (attack) =>
    json(attack, universal({ status: attack.random.pick(['queued', 'processing', 'odd']) })),
  'a job that fails without a reason': (attack) =>
    json(
      attack,
      universal({ status: 'error', error: attack.random.pick<unknown>([null, 7, {}, [], '', 'x'.repeat(1e6)]) }),
    ),
  'a job with another id': (attack) => json(attack, universal({ id: `other-${attack.count}` })),
  'reset in the middle': (attack) => {
    attack.response.writeHead(200, JSON_TYPE);
    attack.response.write('{"id":"t-1",', () => raw(attack).resetAndDestroy());
  },
  silence: () => undefined,
};
