import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type CallBridge, type CallBridgeOptions, startCallBridge } from '../../../src/node/call-bridge/server.ts';
import { readListenerMessage } from '../../../src/node/call-bridge/listener-message.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function bridge(options: CallBridgeOptions = {}): Promise<CallBridge> {
  const started = await startCallBridge(options);
  open.push(started);
  return started;
}

interface Client {
  readonly texts: string[];
  send(message: object): void;
  /** Closes the connection. Resolves when the server has, after all messages. */
  leave(): Promise<unknown>;
  /** Resolves when this many messages have arrived. */
  received(count: number): Promise<void>;
}

async function client(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Client> {
  const socket = new WebSocket(url, { headers });
  open.push(socket);
  const texts: string[] = [];
  let onText = (): void => undefined;
  socket.on('message', (data: Buffer) => {
    texts.push(data.toString());
    onText();
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    texts,
    async leave() {
      socket.close();
      await new Promise((resolve) => socket.once('close', resolve));
    },
    send: (message) => socket.send(JSON.stringify(message)),
    received: (count) =>
      new Promise((resolve) => {
        onText = () => texts.length >= count && resolve();
        onText();
      }),
  };
}

const message = (event: string, streamSid: string, sequence: number): object => ({
  event,
  streamSid,
  sequenceNumber: String(sequence),
});

describe('the call bridge', () => {
  it('leads the calls of a line to its listeners', async () => {
    const { twilioUrl, callsUrl } = await bridge();
    const [support, sales] = [await client(`${callsUrl}/support`), await client(`${callsUrl}/sales`)];
    for (const one of [support, sales]) one.send({ event: 'resume', streams: {} });
    const [first, second] = [await client(`${twilioUrl}/support`), await client(`${twilioUrl}/sales/`)];
    first.send(message('start', 'a', 1));
    second.send(message('start', 'b', 1));
    await Promise.all([support.received(1), sales.received(1)]);
    expect(support.texts).toEqual([JSON.stringify(message('start', 'a', 1))]);
    expect(sales.texts).toEqual([JSON.stringify(message('start', 'b', 1))]);
  });

  it('continues for a name where its last listener left', async () => {
    const { twilioUrl, callsUrl } = await bridge();
    const call = await client(twilioUrl);
    const before = await client(callsUrl);
    before.send({ event: 'resume', streams: {}, name: 'n8n' });
    for (let at = 1; at <= 3; at++) call.send(message(at === 1 ? 'start' : 'media', 'a', at));
    await before.received(3);
    before.send({ event: 'leave', streams: { a: 2 } });
    await before.leave();
    const next = await client(callsUrl);
    next.send({ event: 'resume', streams: {}, name: 'n8n' });
    await next.received(3);
    expect(next.texts.map((text) => (JSON.parse(text) as { event: string }).event)).toEqual([
      'start',
      'resumed',
      'media',
    ]);
  });

  it('sends heartbeats to listeners, and only to them', async () => {
    const { twilioUrl, callsUrl } = await bridge({ pingMs: 10 });
    const [call, listening] = [await client(twilioUrl), await client(callsUrl)];
    listening.send({ event: 'resume', streams: {} });
    await listening.received(2);
    expect(listening.texts[0]).toBe('{"event":"heartbeat"}');
    expect(call.texts).toEqual([]);
  });

  it('says what to do if its port is in use', async () => {
    const { callsUrl } = await bridge();
    await expect(bridge({ port: Number(new URL(callsUrl).port) })).rejects.toMatchObject({
      message: expect.stringContaining('EADDRINUSE') as string,
      hint: expect.stringContaining('choose another port') as string,
    });
  });

  it('checks the signature of the address with its line', async () => {
    const twilio = { authToken: '12345', publicUrl: 'wss://calls.example.com/twilio' };
    const { twilioUrl } = await bridge({ twilio });
    const sign = (url: string) => ({ 'x-twilio-signature': createHmac('sha1', '12345').update(url).digest('base64') });
    await client(twilioUrl, sign(twilio.publicUrl));
    await client(`${twilioUrl}/support`, sign(`${twilio.publicUrl}/support`));
    await expect(client(`${twilioUrl}/support`, sign(twilio.publicUrl))).rejects.toThrow('403');
  });

  it.each(['/other', '/calls/a/b', '/calls/a%20b'])('has nothing at %s', async (path) => {
    const { callsUrl } = await bridge();
    await expect(client(callsUrl.replace('/calls', path))).rejects.toThrow('404');
  });

  it('refuses listeners without its token, also to a request over HTTP', async () => {
    const token = 'a-token-of-the-test';
    const { callsUrl } = await bridge({ token });
    await expect(client(callsUrl)).rejects.toThrow('401');
    const status = async (query: string) => (await fetch(`${callsUrl.replace('ws', 'http')}${query}`)).status;
    expect([await status(''), await status(`?token=${token}`)]).toEqual([401, 200]);
  });

  it.each(['', '[]', '{"streams":[]}', '{"name":7,"streams":{"a":"x"}}'])('takes any first message: %s', (text) => {
    expect(readListenerMessage(text)).toMatchObject({ name: undefined });
  });
});
