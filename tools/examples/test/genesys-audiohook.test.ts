import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@aai-connectors/core/node';
import { type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { pulseListener } from '@aai-connectors/stand-in/live';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BridgeOptions, createBridge } from '../genesys-audiohook/bridge.ts';
import { readDuration, readMessage, readOpen } from '../genesys-audiohook/messages.ts';
import { type AudioHookServer, startAudioHookServer } from '../genesys-audiohook/server.ts';
import { checkSignature, type SignatureOptions } from '../genesys-audiohook/signature.ts';
import { simulateCall, type SimulatedCallOptions, type Step } from '../genesys-audiohook/simulator/call.ts';
import { signatureHeaders } from '../genesys-audiohook/simulator/signing.ts';
import { pulses } from './pulses.ts';

const API_KEY = 'SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh';
const SECRET = 'TXlTdXBlclNlY3JldEtleVRlbGxOby0xITJAMyM0JDU=';

const CUSTOMER = pulses(6_000, 500, 4_500);
const AGENT = pulses(6_000, 2_500);

describe('AudioHook', () => {
  let standIn: StandIn;
  let folder: string;
  let server: AudioHookServer;
  let bridge: ReturnType<typeof createBridge>;
  const notes: string[] = [];
  const lines: string[] = [];

  async function start(options: Partial<BridgeOptions> = {}, more: { maxCalls?: number } = {}): Promise<void> {
    notes.length = 0;
    lines.length = 0;
    bridge = createBridge({
      folder,
      client: createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts }),
      afterCall: false,
      session: { slackMs: Infinity },
      onTurn: (_, { speaker, text, start: at }) => lines.push(`${Math.round(at / 100) / 10} ${speaker}: ${text}`),
      onNote: (note) => notes.push(note),
      ...options,
    });
    server = await startAudioHookServer({ apiKey: API_KEY, clientSecret: SECRET, listen: bridge.listen, ...more });
  }

  const call = (options: Partial<SimulatedCallOptions> = {}) =>
    simulateCall({ url: server.url, apiKey: API_KEY, clientSecret: SECRET, audio: [CUSTOMER, AGENT], ...options });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audiohook-test-'));
    standIn = await startStandIn({
      streaming: { listener: pulseListener, paceSlackMs: Infinity, latencyMs: 0 },
    });
  });
  afterEach(async () => {
    await server.close();
    await bridge.settled();
    await standIn.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('transcribes both channels of a call live, whatever the frames, and saves the lines', async () => {
    await start();
    const done = await call();
    await bridge.settled();
    expect(done.violations).toEqual([]);
    expect(done.messages).toEqual(['opened', 'closed']);
    expect(done.pongs).toBe(1);
    expect(lines.toSorted()).toEqual(['0.5 Customer: pulse-1', '2.5 Agent: pulse-1', '4.5 Customer: pulse-2']);
    const [name] = await readdir(folder);
    const saved = (await readFile(join(folder, name!), 'utf8')).trimEnd().split('\n');
    expect(saved.toSorted()).toEqual(['[0:00] Customer: pulse-1', '[0:02] Agent: pulse-1', '[0:04] Customer: pulse-2']);
  });

  it('keeps the times of a call across pauses and lost audio, and sends no long silence', async () => {
    await start();
    const steps: Step[] = [
      { atMs: 1_500, do: 'pause', forMs: 600_000 },
      { atMs: 3_500, do: 'discard', forMs: 2_000 },
      { atMs: 5_500, do: 'update', language: 'es-US' },
      { atMs: 5_600, do: 'error' },
    ];
    const done = await call({ steps });
    await bridge.settled();
    expect(done.violations).toEqual([]);
    expect(lines.toSorted()).toEqual(['0.5 Customer: pulse-1', '602.5 Agent: pulse-1', '606.5 Customer: pulse-2']);
    expect(notes).toEqual(['Genesys Cloud reports error 429: Simulated']);
    // 6 s of audio, 3 s in place of the pause, 2 s in place of the lost audio, and less than a frame at the end.
    for (const { audioBytes } of standIn.sessions()) {
      expect(audioBytes).toBeGreaterThanOrEqual(88_000);
      expect(audioBytes).toBeLessThan(88_400);
    }
  });

  it('answers the connection test of an integration without opening a session', async () => {
    await start();
    const done = await call({ isProbe: true });
    expect(done).toMatchObject({ violations: [], messages: ['opened', 'closed'] });
    expect(standIn.sessions()).toHaveLength(0);
  });

  it('keeps what was heard if the connection breaks', async () => {
    await start();
    await call({ steps: [{ atMs: 4_000, do: 'drop' }] });
    await expect.poll(() => lines.length).toBe(2);
    await server.close();
    await bridge.settled();
    expect(lines.toSorted()).toEqual(['0.5 Customer: pulse-1', '2.5 Agent: pulse-1']);
    expect(standIn.sessions().every(({ ended }) => ended !== undefined)).toBe(true);
  });

  it('asks Genesys Cloud to end its calls when the server closes, and waits for their last turns', async () => {
    await start();
    const calling = call({ speed: 4 });
    await expect.poll(() => lines.length).toBeGreaterThan(0);
    await server.close();
    const done = await calling;
    expect(done).toMatchObject({
      violations: [],
      messages: ['opened', 'disconnect', 'closed'],
      disconnect: 'completed',
    });
    expect(standIn.sessions().every(({ ended }) => ended !== undefined)).toBe(true);
  });

  it.each<[string, (seq: number, id: string) => string, string]>([
    ['no JSON', () => '{', 'A message cannot be read.'],
    ['a wrong sequence number', (seq, id) => message(seq + 1, id), 'A sequence number is wrong.'],
    ['a serverseq of the future', (seq, id) => message(seq, id, { serverseq: 99 }), 'serverseq is higher'],
    ['a long text', (seq, id) => message(seq, id, { more: 'x'.repeat(70_000) }), 'A message is too long.'],
    ['a second open', (seq, id) => message(seq, id, { type: 'open' }), 'open was sent twice.'],
    ['no duration', (seq, id) => message(seq, id, { type: 'discarded' }), 'discarded lacks a duration.'],
  ])('ends a session that breaks the protocol with %s, and keeps its turns', async (_, text, info) => {
    await start();
    const done = await call({ steps: [{ atMs: 4_000, do: 'send', text }] });
    await bridge.settled();
    expect(done.violations).toEqual([]);
    expect(done.messages).toEqual(['opened', 'disconnect', 'closed']);
    expect(done.disconnect).toContain(info);
    expect(lines.length).toBeGreaterThanOrEqual(2);
  });

  it('refuses another organization, and audio that it cannot transcribe', async () => {
    await start();
    expect((await call({ otherOrganization: 'other' })).disconnect).toBe('unauthorized: Other organization.');
    expect((await call({ offersOther: true })).disconnect).toBe('error: Only PCMU audio at 8000 Hz is supported.');
    expect(standIn.sessions()).toHaveLength(0);
  });

  it('refuses a wrong key, a wrong or repeated signature, and too many calls', async () => {
    await start({}, { maxCalls: 1 });
    expect((await call({ apiKey: 'wrong' })).status).toBe(401);
    expect((await call({ clientSecret: 'd3Jvbmc=' })).status).toBe(401);
    expect((await call({ clientSecret: undefined })).status).toBe(401);
    let first: Record<string, string> = {};
    await call({ isProbe: true, tamper: (headers) => (first = headers) });
    expect((await call({ isProbe: true, tamper: () => first })).status).toBe(401);
    const running = call({ speed: 8 });
    await expect.poll(() => standIn.sessions().length).toBe(2);
    expect((await call()).status).toBe(503);
    expect((await running).violations).toEqual([]);
  });
});

const message = (seq: number, id: string, more: object = {}): string =>
  JSON.stringify({ version: '2', id, type: 'update', seq, serverseq: 0, position: 'PT0S', parameters: {}, ...more });

describe("Genesys Cloud's signature", () => {
  const headers = {
    'audiohook-organization-id': 'd7934305-0972-4844-938e-9060eef73d05',
    'audiohook-session-id': '30b0e395-84d3-4570-ac13-9a62d8f514c0',
    'audiohook-correlation-id': 'e160e428-53e2-487c-977d-96989bf5c99d',
    'x-api-key': API_KEY,
  };
  const signing = {
    target: '/api/v1/voicebiometrics/ws',
    authority: 'audiohook.example.com',
    ...{ apiKey: API_KEY, clientSecret: SECRET, nonce: 'VGhpc0lzQVVuaXF1ZU5vbmNl' },
    ...{ headers, created: 1_641_013_200, expires: 3_282_026_430 },
  };
  const check = (changed: object = {}, options: Partial<SignatureOptions> = {}) => {
    const signed = { host: signing.authority, ...headers, ...signatureHeaders({ ...signing, ...changed }) };
    return checkSignature(
      { target: signing.target, headers: signed },
      { apiKey: API_KEY, clientSecret: SECRET, nowSeconds: signing.created + 1, ...options },
    );
  };

  it('equals the published example', () => {
    expect(signatureHeaders(signing).signature).toBe('sig1=:NZBwyBHRRyRoeLqy1IzOa9VYBuI8TgMFt2GRDkDuJh4=:');
    expect(check()).toEqual({ nonce: signing.nonce });
  });

  it.each<[string, object, Partial<SignatureOptions>]>([
    ['another path', { target: '/other' }, {}],
    ['another host', {}, { authority: 'other.example.com' }],
    ['another secret', { clientSecret: 'b3RoZXI=' }, {}],
    ['another key', { apiKey: 'other' }, {}],
    ['a short nonce', { nonce: 'short' }, {}],
    ['an old signature', {}, { nowSeconds: signing.created + 14 }],
    ['a signature of the future', {}, { nowSeconds: signing.created - 4 }],
    ['an expired signature', { expires: signing.created - 10 }, {}],
    ['a header that is not covered', { headers: { 'x-api-key': API_KEY } }, {}],
  ])('is refused for %s', (_, changed, options) => {
    expect(check(changed, options)).toHaveProperty('refused');
  });
});

describe('the messages of Genesys Cloud', () => {
  it.each([
    ['PT1.5S', 1_500],
    ['PT0S', 0],
    ['PT2M', 120_000],
    ['PT1H1M1.25S', 3_661_250],
    ['PT', undefined],
    ['1.5', undefined],
    [1.5, undefined],
  ])('have durations: %s', (text, ms) => {
    expect(readDuration(text)).toBe(ms);
  });

  it('as the documentation shows them are read', () => {
    const close =
      '{"version":"2","id":"x","type":"close","seq":5,"position":"PT10.2S","parameters":{"reason":"end"},"serverseq":4}';
    expect(readMessage(close)).toMatchObject({ type: 'close', seq: 5, serverseq: 4, parameters: { reason: 'end' } });
  });

  it('offer media; most channels come first', () => {
    const media = (channels: unknown, rate = 8_000) => ({ type: 'audio', format: 'PCMU', channels, rate });
    const offer = [media(['external']), media(['external', 'internal']), media(['internal'], 16_000), media([]), 'x'];
    const parameters = { organizationId: 'o', conversationId: 'c', participant: { id: 'p' }, media: offer };
    expect(readOpen(parameters)?.media).toEqual([offer[1], offer[0]]);
    expect(readOpen({ ...parameters, participant: undefined })).toBeUndefined();
  });
});
