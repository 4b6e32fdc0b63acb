import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@aai-connectors/core/node';
import { type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { pulseListener } from '@aai-connectors/stand-in/live';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startZoomBridge, type ZoomBridge, type ZoomBridgeOptions } from '../zoom-rtms/bridge.ts';
import { isSignedByZoom, validationOf } from '../zoom-rtms/signatures.ts';
import { type Participant, simulateMeeting, type SimulatedMeetingOptions } from '../zoom-rtms/simulator/meeting.ts';
import { readWebhook } from '../zoom-rtms/webhooks.ts';

const CREDENTIALS = { clientId: 'client', clientSecret: 'client secret', secretToken: 'secret token' };

/** 16-bit samples at 16 kHz: silence, and 300 ms of a loud square wave at each position. */
function pulses(ms: number, ...at: readonly number[]): Uint8Array {
  const audio = new Int16Array(ms * 16);
  for (const start of at) for (let i = start * 16; i < (start + 300) * 16; i++) audio[i] = i % 32 < 16 ? 9_000 : -9_000;
  return new Uint8Array(audio.buffer);
}

const ANNA: Participant = { id: 7, name: 'Anna', audio: pulses(8_000, 500, 6_500), muted: [[1_500, 6_400]] };
const BEN: Participant = { id: 8, name: 'Ben', audio: pulses(8_000, 2_500) };

describe('Zoom meetings', () => {
  let standIn: StandIn;
  let folder: string;
  let bridge: ZoomBridge;
  const lines: string[] = [];
  const notes: string[] = [];

  async function start(options: Partial<ZoomBridgeOptions> = {}): Promise<void> {
    lines.length = 0;
    notes.length = 0;
    bridge = await startZoomBridge({
      ...{ ...CREDENTIALS, folder, mode: 'individual', afterCall: false, delays: [10, 20, 40, 80] },
      client: createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts }),
      session: { slackMs: Infinity },
      onTurn: (_, { speaker, text, start: at }) => lines.push(`${Math.round(at / 100) / 10} ${speaker}: ${text}`),
      onNote: (note) => notes.push(note),
      ...options,
    });
  }

  const meet = (options: Partial<SimulatedMeetingOptions> = {}) =>
    simulateMeeting({
      ...{ ...CREDENTIALS, webhookUrl: bridge.url, participants: [ANNA, BEN], keepAliveMs: 20 },
      ...options,
    });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zoom-test-'));
    standIn = await startStandIn({ streaming: { listener: pulseListener, paceSlackMs: Infinity, latencyMs: 0 } });
  });
  afterEach(async () => {
    await bridge.close();
    await standIn.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('have a live channel per participant, whose times hold while a participant is muted', async () => {
    await start();
    const { violations, connections, keepAlives } = await meet({ speed: 20 });
    await bridge.close();
    expect(violations).toEqual([]);
    expect(connections).toBe(1);
    expect(keepAlives).toBeGreaterThan(2);
    expect(lines.toSorted()).toEqual(['0.5 Anna: pulse-1', '2.5 Ben: pulse-1', '6.5 Anna: pulse-2']);
    const [name] = await readdir(folder);
    expect(await readFile(join(folder, name!), 'utf8')).toBe(
      '[0:00] Anna: pulse-1\n[0:02] Ben: pulse-1\n[0:06] Anna: pulse-2\n',
    );
  });

  it('can have mixed audio, which may arrive in a burst', async () => {
    await start({ mode: 'mixed' });
    const { violations } = await meet({
      participants: [{ id: 0, name: '', audio: pulses(8_000, 500, 6_500) }],
      burstMs: 8_000,
      isNested: true,
    });
    await bridge.close();
    expect(violations).toEqual([]);
    expect(lines).toEqual(['0.5 Meeting: pulse-1', '6.5 Meeting: pulse-2']);
  });

  it.each(['media', 'signaling'] as const)('go on after the %s connection broke', async (what) => {
    await start();
    const { violations, connections } = await meet({ breaks: [{ atMs: 4_000, what }], refusesFirst: true });
    await bridge.close();
    expect(violations).toEqual([]);
    expect(connections).toBe(3);
    expect(lines).toHaveLength(3);
    expect(notes).toContain('Zoom refused the handshake with status 15: Simulated');
  });

  it('keep two participants of the same name apart', async () => {
    await start();
    await meet({
      participants: [
        { ...ANNA, name: 'Kim' },
        { ...BEN, name: 'Kim' },
      ],
    });
    await bridge.close();
    expect(lines.toSorted()).toEqual(['0.5 Kim: pulse-1', '2.5 Kim (8): pulse-1', '6.5 Kim: pulse-2']);
  });

  it('leave nothing behind if the consent was revoked', async () => {
    await start({ keepRecording: true });
    const { violations } = await meet({ stopReason: 8 });
    await bridge.close();
    expect(violations).toEqual([]);
    expect(lines).not.toHaveLength(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it('are recorded with a channel per participant', async () => {
    await start({ keepRecording: true });
    const { meetingUuid } = await meet();
    await bridge.close();
    const wav = await readFile(join(folder, `recording_${encodeURIComponent(meetingUuid)}.wav`));
    expect(wav.readUInt16LE(22)).toBe(2);
    expect(wav.length).toBe(44 + 8_000 * 16 * 4);
  });

  it('need signed webhooks', async () => {
    await start();
    const refused = await meet({ secretToken: 'wrong' }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      violations: expect.arrayContaining(['meeting.rtms_started was answered with 401.']),
    });
    const stale = await fetch(bridge.url, { method: 'POST', body: '{}', headers: { 'x-zm-request-timestamp': '1' } });
    expect(stale.status).toBe(401);
    expect(standIn.sessions()).toHaveLength(0);
  });
});

describe("Zoom's webhooks", () => {
  it('are signed', () => {
    // HMAC-SHA256 of `v0:1:{}` with the key `secret`, computed with OpenSSL.
    const signature = 'v0=72947d217adec3a1867ba95783f65b308b2419ed224a5751b0b81e0b9a8c6851';
    expect(isSignedByZoom('{}', { signature, timestamp: '1' }, 'secret')).toBe(true);
    expect(isSignedByZoom('{} ', { signature, timestamp: '1' }, 'secret')).toBe(false);
    expect(isSignedByZoom('{}', { signature, timestamp: '2' }, 'secret')).toBe(false);
    expect(isSignedByZoom('{}', { signature: '', timestamp: '1' }, 'secret')).toBe(false);
    expect(validationOf('plain', 'secret')).toEqual({
      plainToken: 'plain',
      encryptedToken: 'a237566e044b73e6a1e54bd59974547487fa5f8143025ce0d04d82e7ee4c5e34',
    });
  });

  it.each(['', '[]', '{}', '{"event":"meeting.rtms_started","payload":{}}', '{"event":1,"payload":{}}'])(
    'that cannot be read are refused: %s',
    (body) => {
      expect(readWebhook(body)).toBeUndefined();
    },
  );
});
