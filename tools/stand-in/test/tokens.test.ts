import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { UpgradeSeam } from '../index.ts';
import { session } from './support.ts';

describe('a temporary token', () => {
  it('comes with its lifetime', async () => {
    const { call } = await session();
    const { json } = await call('GET', '/v3/token?expires_in_seconds=60&max_session_duration_seconds=600');
    expect(json).toEqual({ token: expect.stringMatching(/^stand-in-/) as string, expires_in_seconds: 60 });
  });

  it.each([
    ['', 'expires_in_seconds is required'],
    ['expires_in_seconds=0', 'between 1 and 600'],
    ['expires_in_seconds=601', 'between 1 and 600'],
    ['expires_in_seconds=1.5', 'must be an Integer'],
    ['expires_in_seconds=60&max_session_duration_seconds=59', 'between 60 and 10800'],
  ])('is refused for %j', async (query, error) => {
    const { call } = await session();
    const { status, json } = await call('GET', `/v3/token?${query}`);
    expect([status, json['error']]).toEqual([400, expect.stringContaining(error)]);
  });

  it('is good once, in time, for whoever takes over the streaming', async () => {
    const seams: UpgradeSeam[] = [];
    const { call, clock, standIn } = await session({
      onUpgrade: (_request, socket, _head, seam) => {
        seams.push(seam);
        socket.end('HTTP/1.1 418 Taken Over\r\n\r\n');
      },
    });
    expect(await upgrade(standIn.url)).toMatch(/^HTTP\/1.1 418/);
    const seam = seams[0]!;
    const issue = async () => String((await call('GET', '/v3/token?expires_in_seconds=60')).json['token']);
    const token = await issue();
    expect(seam.redeemToken(token)).toMatchObject({ maxSessionSeconds: 10_800 });
    expect(seam.redeemToken(token)).toBeUndefined();
    const late = await issue();
    await clock.advance(61_000);
    expect(seam.redeemToken(late)).toBeUndefined();
  });
});

describe('streaming', () => {
  it('is refused openly while nobody has taken it over', async () => {
    const { standIn } = await session();
    expect(await upgrade(standIn.url)).toMatch(/^HTTP\/1.1 501 Not Implemented[\s\S]*has no streaming/);
  });
});

function upgrade(url: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
      socket.write('GET /v3/ws HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'),
    );
    let text = '';
    socket.on('data', (piece) => (text += piece.toString()));
    socket.on('close', () => resolve(text));
  });
}
