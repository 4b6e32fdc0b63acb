import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { isOwnHost, isOwnPage } from '../host-names.ts';
import type { StandInOptions } from '../index.ts';
import { session } from './support.ts';

interface Answered {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** A request with any headers; `fetch` sets some of them itself. */
async function ask(path: string, headers: Record<string, string>, options: StandInOptions = {}, method = 'GET') {
  const { standIn } = await session(options);
  return new Promise<Answered>((resolve, reject) => {
    const sent = request(`${standIn.url}${path}`, { method, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (piece: Buffer) => (text += piece.toString()));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    sent.on('error', reject).end();
  });
}

const key = { authorization: 'stand-in-key' };
const PATHS = ['/v2/transcript', '/_stand-in/state', '/audio/jfk.wav'] as const;

describe('the stand-in serves', () => {
  it.each(['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST:1', '127.0.0.1:65000'])('the host %s', async (host) => {
    for (const path of PATHS) expect((await ask(path, { ...key, host })).status).toBe(200);
  });

  it.each([
    'evil.example',
    'evil.example:8787',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '0.0.0.0',
    '[::2]',
  ])('nobody who takes it for %s', async (host) => {
    for (const path of PATHS) {
      const { status, headers, text } = await ask(path, { ...key, host });
      expect(status).toBe(421);
      expect(text).toContain('The stand-in serves localhost only');
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  it('hosts that an option names', async () => {
    const options = { hosts: ['Stand-In.test'] };
    expect((await ask('/v2/transcript', { ...key, host: 'stand-in.test:80' }, options)).status).toBe(200);
    expect((await ask('/v2/transcript', { ...key, host: 'other.test' }, options)).status).toBe(421);
  });

  it('no live session to another host', async () => {
    const { standIn } = await session();
    const status = (host: string): Promise<number | undefined> =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${standIn.hosts.streaming.replace('http', 'ws')}/v3/ws?sample_rate=16000`, {
          headers: { ...key, host },
        });
        socket.on('error', () => undefined);
        socket.on('open', () => (resolve(101), socket.terminate()));
        socket.on('unexpected-response', (_, response) => (resolve(response.statusCode), socket.terminate()));
      });
    expect(await status('evil.example')).toBe(421);
    expect(await status('localhost:1')).toBe(101);
  });
});

describe('a web page', () => {
  it('may use the API, as it may use the real one', async () => {
    const { headers } = await ask('/v2/transcript', { ...key, origin: 'https://evil.example' });
    expect(headers['access-control-allow-origin']).toBe('*');
    expect((await ask('/v2/transcript', {}, {}, 'OPTIONS')).status).toBe(204);
  });

  it.each(['https://evil.example', 'http://localhost.evil.example', 'null'])(
    'at %s may neither read nor steer the stand-in',
    async (origin) => {
      for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
        const { status, headers } = await ask('/_stand-in/faults', { origin }, {}, method);
        expect(status).toBe(403);
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
      }
    },
  );

  it('gets no access headers for the control paths, wherever it is', async () => {
    for (const headers of [{}, { origin: 'http://localhost:3000' }]) {
      const answered = await ask('/_stand-in/state', headers);
      expect(answered.status).toBe(200);
      expect(Object.keys(answered.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });
});

describe('a name', () => {
  it('is the whole name', () => {
    expect(isOwnHost(undefined, [])).toBe(false);
    expect(isOwnHost('', [])).toBe(false);
    expect(isOwnHost('localhost:', [])).toBe(false);
    expect(isOwnHost('user@localhost', [])).toBe(false);
    expect(isOwnPage('localhost', [])).toBe(false);
    expect(isOwnPage('https://relay.test:8080', ['relay.test'])).toBe(true);
  });
});
