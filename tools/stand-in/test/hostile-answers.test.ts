import { request, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { BOMB_BYTES, ELSEWHERE, ENDLESS_BYTES } from '../hostile-answers.ts';
import { FAULT_HEADER } from '../index.ts';
import { session, WILDFIRES } from './support.ts';

const KEY = 'stand-in-key';
type Opened = Awaited<ReturnType<typeof session>>;

/** Submits under a fault, and reads nothing of the body yet. */
const strike = ({ standIn }: Opened, fault: string, path = '/v2/transcript', redirect: RequestRedirect = 'manual') =>
  fetch(`${standIn.url}${path}`, {
    method: 'POST',
    redirect,
    headers: { authorization: KEY, [FAULT_HEADER]: fault },
    body: JSON.stringify({ audio_url: WILDFIRES }),
  });

const jobsOf = async ({ call }: Opened): Promise<number> =>
  ((await call('GET', '/v2/transcript')).json['transcripts'] as unknown[]).length;

describe('an echo of the key', () => {
  it('in the body has the shape of the API that is asked', async () => {
    const opened = await session();
    const message = `Authentication error, API token ${KEY} is invalid`;
    const rest = await strike(opened, 'echo-key-body');
    expect([rest.status, await rest.json()]).toEqual([401, { error: message }]);
    const gateway = await strike(opened, 'echo-key-body', '/v1/chat/completions');
    expect(await gateway.json()).toEqual({ error: { code: 401, message } });
  });

  it('in headers', async () => {
    const { status, headers } = await strike(await session(), 'echo-key-header');
    expect(status).toBe(401);
    expect(['x-request-id', 'x-error', 'www-authenticate'].map((name) => headers.get(name))).toEqual([
      KEY,
      `invalid token ${KEY}`,
      `Key ${KEY}`,
    ]);
  });

  it('in the status text, with no body', async () => {
    const reply = await strike(await session(), 'echo-key-status');
    expect([reply.status, reply.statusText, await reply.text()]).toEqual([401, `Invalid token ${KEY}`, '']);
  });
});

describe('redirect', () => {
  it('leads to another host with the path, the method and the body', async () => {
    const opened = await session();
    const reply = await strike(opened, 'redirect');
    const { port } = new URL(opened.standIn.url);
    expect([reply.status, reply.headers.get('location')]).toEqual([
      307,
      `http://localhost:${port}${ELSEWHERE}/v2/transcript`,
    ]);
    expect(opened.standIn.requests()).toHaveLength(1);
    expect(await jobsOf(opened)).toBe(0);
  });

  it('logs requests that follow, and whether they carry the key', async () => {
    const opened = await session();
    expect(await (await strike(opened, 'redirect', '/v2/transcript', 'follow')).json()).toMatchObject({
      text: 'This is another host.',
    });
    const [, followed] = opened.standIn.requests();
    expect(followed).toMatchObject({ method: 'POST', path: `${ELSEWHERE}/v2/transcript`, status: 200 });
    expect(followed?.headers).not.toHaveProperty('authorization');
    await fetch(`${opened.standIn.url}${ELSEWHERE}/v2/transcript`, { headers: { authorization: KEY } });
    expect(opened.standIn.requests().at(-1)?.headers['authorization']).toBe('[accepted]');
  });
});

describe('drip', () => {
  it('sends the right answer, one byte after each pause', async () => {
    const opened = await session({ timing: { dripMs: 1000 } });
    const reply = await strike(opened, 'drip');
    const length = Number(reply.headers.get('content-length'));
    expect(length).toBeGreaterThan(100);
    const whole = reply.text();
    await opened.clock.during(whole, { stepMs: 1000, limitMs: length * 1000 + 1000 });
    expect(JSON.parse(await whole)).toMatchObject({ status: 'queued' });
    expect(await jobsOf(opened)).toBe(1);
  });

  it('sends no byte before its time', async () => {
    const opened = await session({ timing: { dripMs: 1000 } });
    const reader = (await strike(opened, 'drip')).body!.getReader();
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('{');
    let next: string | undefined;
    const second = reader.read().then(({ value }) => (next = Buffer.from(value!).toString()));
    await opened.clock.advance(999);
    expect(next).toBeUndefined();
    await opened.clock.advance(1);
    await second;
    expect(next).toHaveLength(1);
    await reader.cancel();
  });
});

describe('endless', () => {
  it('goes on until the client leaves, and notices that', async () => {
    const opened = await session();
    const reader = (await strike(opened, 'endless')).body!.getReader();
    let received = 0;
    while (received < 4 * 1024 * 1024) received += (await reader.read()).value!.byteLength;
    await reader.cancel();
    expect(await jobsOf(opened)).toBe(1);
    // Does not hold up closing either.
    await opened.standIn.close();
  });

  it('is reset at its limit', async () => {
    const { standIn } = await session();
    const received = await new Promise<number>((resolve, reject) => {
      let bytes = 0;
      const headers = { authorization: KEY, [FAULT_HEADER]: 'endless' };
      const sent = request(`${standIn.url}/v2/transcript`, { headers, agent: false }, (response: IncomingMessage) => {
        response.on('data', (piece: Buffer) => (bytes += piece.byteLength));
        response.on('error', () => resolve(bytes));
        response.on('end', () => reject(new Error('It ended as if it were whole.')));
      });
      // Bytes that are still on their way are lost.
      sent.on('error', () => resolve(bytes)).end();
    });
    expect(received).toBeGreaterThan(ENDLESS_BYTES / 2);
    expect(received).toBeLessThanOrEqual(ENDLESS_BYTES + 1024);
  });

  it('waits for a client that does not read, instead of filling the memory', async () => {
    const opened = await session();
    const reply = await strike(opened, 'endless');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(process.memoryUsage().external).toBeLessThan(ENDLESS_BYTES);
    await reply.body!.cancel();
  });
});

describe('bomb', () => {
  it('is small on the line and large behind it', async () => {
    const opened = await session();
    const reply = await strike(opened, 'bomb');
    expect(reply.headers.get('content-encoding')).toBe('gzip');
    expect(Number(reply.headers.get('content-length'))).toBeLessThan(1024 * 1024);
    let unpacked = 0;
    let start = '';
    for await (const piece of reply.body!) {
      if (unpacked === 0) start = Buffer.from(piece as Uint8Array).toString('utf8', 0, 9);
      unpacked += (piece as Uint8Array).byteLength;
    }
    expect(start).toBe('{"text":"');
    expect(unpacked).toBe(BOMB_BYTES + '{"text":""}'.length);
    expect(await jobsOf(opened)).toBe(1);
  });
});
