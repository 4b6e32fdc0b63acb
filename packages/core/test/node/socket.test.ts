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

/** What a socket told, and the other side of it. */
async function dialled(url = base.replace('http', 'ws')) {
  const told: unknown[] = [];
  let tell = (): void => undefined;
  const coming = once(sockets, 'connection') as Promise<[WebSocket, { headers: Record<string, string> }]>;
  const socket = nodeDial(
    { url, headers: { authorization: 'the-key' } },
    {
      onOpen: () => told.push('open'),
      onMessage: (data) => {
        told.push(typeof data === 'string' ? data : [...data]);
        tell();
      },
      onPong: () => {
        told.push('pong');
        tell();
      },
      onClose: (code, reason, status) => {
        told.push([code, reason, status]);
        tell();
      },
    },
  );
  return { told, socket, coming, next: () => new Promise<void>((resolve) => (tell = resolve)) };
}

/** Does something, and waits until the socket tells what came of it. */
function after(act: () => unknown, next: () => Promise<void>): Promise<void> {
  const told = next();
  act();
  return told;
}

describe('a socket of Node', () => {
  it('carries the key, and tells text from bytes', async () => {
    const { told, socket, coming, next } = await dialled();
    const [other, { headers }] = await coming;
    expect(headers['authorization']).toBe('the-key');
    const heard = once(other, 'message');
    await after(() => other.send('text'), next);
    await after(() => other.send(Uint8Array.of(1, 2)), next);
    await after(() => socket.ping?.(), next);
    socket.send(Uint8Array.of(3));
    expect([...((await heard)[0] as Buffer)]).toEqual([3]);
    await after(() => other.close(3008, 'Session Expired: x'), next);
    expect(told).toEqual(['open', 'text', [1, 2], 'pong', [3008, 'Session Expired: x', undefined]]);
    // Too late, and no harm.
    socket.send('late');
    socket.ping?.();
    socket.close(1000, '');
    socket.drop();
  });

  it('says with which status it was refused, and nothing after that', async () => {
    refusal = 401;
    const { told, next } = await dialled();
    await next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual([[1006, '', 401]]);
  });

  it('says why nobody was there', async () => {
    const { told, next } = await dialled('ws://127.0.0.1:1');
    await next();
    expect(told).toEqual([[1006, 'ECONNREFUSED', undefined]]);
  });
});

describe('the client for Node', () => {
  it('fails at once with an address that no socket takes', async () => {
    const { streaming } = createClient({ apiKey: 'key', hosts: { streaming: `${base}/#fragment` } });
    await expect(streaming.connect({ sample_rate: 16_000 })).rejects.toMatchObject({
      code: 'network',
      message: 'Failed to open a streaming connection.',
      hint: expect.stringContaining('fragment') as string,
    });
  });

  it('passes every parameter on as it was set', async () => {
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

  it('transcribes live in the EU on the host of that region', async () => {
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
