import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../src/node/index.ts';
import { nodeDial } from '../../src/node/socket.ts';
import type { Dial } from '../../src/streaming/host.ts';

let http: Server;
let sockets: WebSocketServer;
let base: string;
let refusal: number | undefined;

beforeEach(async () => {
  refusal = undefined;
  http = createServer();
  sockets = new WebSocketServer({
    server: http,
    verifyClient: (_, done) => done(refusal === undefined, refusal),
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const client of sockets.clients) client.terminate();
  http.close();
  await once(http, 'close');
});

/** The events of a socket, and the server side of it. */
async function dialled(url = base.replace('http', 'ws')) {
  const events: unknown[] = [];
  let resolveNext = (): void => undefined;
  const coming = once(sockets, 'connection') as Promise<[WebSocket, { headers: Record<string, string> }]>;
  const socket = nodeDial(
    { url, headers: { authorization: 'the-key' } },
    {
      onOpen: () => events.push('open'),
      onMessage: (data) => {
        events.push(typeof data === 'string' ? data : [...data]);
        resolveNext();
      },
      onPong: () => {
        events.push('pong');
        resolveNext();
      },
      onClose: (code, reason, status) => {
        events.push([code, reason, status]);
        resolveNext();
      },
    },
  );
  return { events, socket, coming, next: () => new Promise<void>((resolve) => (resolveNext = resolve)) };
}

/** Runs an action, and waits for the next event of the socket. */
function after(act: () => unknown, next: () => Promise<void>): Promise<void> {
  const event = next();
  act();
  return event;
}

describe('a WebSocket in Node', () => {
  it('sends the key, and distinguishes text from bytes', async () => {
    const { events, socket, coming, next } = await dialled();
    const [other, { headers }] = await coming;
    expect(headers['authorization']).toBe('the-key');
    const heard = once(other, 'message');
    await after(() => other.send('text'), next);
    await after(() => other.send(Uint8Array.of(1, 2)), next);
    await after(() => socket.ping?.(), next);
    socket.send(Uint8Array.of(3));
    expect([...((await heard)[0] as Buffer)]).toEqual([3]);
    await after(() => other.close(3008, 'Session Expired: x'), next);
    expect(events).toEqual(['open', 'text', [1, 2], 'pong', [3008, 'Session Expired: x', undefined]]);
    // A late send is harmless.
    socket.send('late');
    socket.ping?.();
    socket.close(1000, '');
    socket.drop();
  });

  it('reports the status of a refused handshake, and nothing after that', async () => {
    refusal = 401;
    const { events, next } = await dialled();
    await next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(events).toEqual([[1006, '', 401]]);
  });

  it('reports why the connection failed', async () => {
    const { events, next } = await dialled('ws://127.0.0.1:1');
    await next();
    expect(events).toEqual([[1006, 'ECONNREFUSED', undefined]]);
  });
});

describe('the client for Node', () => {
  it('fails at once with an invalid address', async () => {
    const { streaming } = createClient({ apiKey: 'key', hosts: { streaming: `${base}/#fragment` } });
    await expect(streaming.connect({ sample_rate: 16_000 })).rejects.toMatchObject({
      code: 'network',
      message: 'Failed to open a streaming connection.',
      hint: expect.stringContaining('fragment') as string,
    });
  });

  it('sends every parameter as it was set', async () => {
    const { streaming } = createClient({ apiKey: 'key', hosts: { streaming: base } });
    const coming = once(sockets, 'connection') as Promise<[WebSocket, { url: string }]>;
    const controller = new AbortController();
    const opening = streaming.connect(
      {
        sample_rate: 8000,
        encoding: 'pcm_mulaw',
        format_turns: false,
        end_of_turn_confidence_threshold: 0,
        min_end_of_turn_silence_when_confident: 0,
        min_turn_silence: 0,
        max_turn_silence: 0,
        vad_threshold: 0,
        speech_model: 'a-model-of-tomorrow',
        language_detection: false,
        speaker_labels: false,
        inactivity_timeout: 5,
        keyterms_prompt: ['one two', 'ü'],
        language_codes: ['en', 'de'],
        llm_gateway: { model: 'm', max_tokens: 0 },
        mode: 'balanced',
        previous_context_n_turns: 0,
        redact_pii: false,
        session_heartbeat: true,
        max_speakers: undefined,
        extra: { something_new: '' },
      },
      { signal: controller.signal },
    );
    const [, { url }] = await coming;
    controller.abort();
    await expect(opening).rejects.toMatchObject({ code: 'aborted' });
    expect(Object.fromEntries(new URL(url, base).searchParams)).toEqual({
      sample_rate: '8000',
      encoding: 'pcm_mulaw',
      format_turns: 'false',
      end_of_turn_confidence_threshold: '0',
      min_end_of_turn_silence_when_confident: '0',
      min_turn_silence: '0',
      max_turn_silence: '0',
      vad_threshold: '0',
      speech_model: 'a-model-of-tomorrow',
      language_detection: 'false',
      speaker_labels: 'false',
      inactivity_timeout: '5',
      keyterms_prompt: '["one two","ü"]',
      language_codes: '["en","de"]',
      llm_gateway: '{"model":"m","max_tokens":0}',
      mode: 'balanced',
      previous_context_n_turns: '0',
      redact_pii: 'false',
      session_heartbeat: 'true',
      something_new: '',
    });
  });

  it('transcribes live in the EU on the host of the region', async () => {
    let dialed: string | undefined;
    const dial: Dial = ({ url }) => {
      dialed = url;
      throw new Error('no network');
    };
    const { streaming } = createClient({ apiKey: 'key', region: 'eu', streamingIo: { dial } });
    await expect(streaming.connect({ sample_rate: 16_000 })).rejects.toMatchObject({ code: 'network' });
    expect(dialed).toBe('wss://streaming.eu.assemblyai.com/v3/ws?sample_rate=16000');
  });
});
