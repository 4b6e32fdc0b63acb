import { createHmac, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';

/** What a participant says: 16-bit samples at 16 kHz. A participant who is muted sends nothing. */
export interface Participant {
  readonly id: number;
  readonly name: string;
  readonly audio: Uint8Array;
  /** Parts of the audio without packets, ms. */
  readonly muted?: readonly (readonly [from: number, to: number])[] | undefined;
}

export interface SimulatedMeetingOptions {
  readonly webhookUrl: string;
  readonly secretToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** With one participant of ID 0, the audio is mixed. */
  readonly participants: readonly Participant[];
  /** Multiple of real time. @default Infinity */
  readonly speed?: number | undefined;
  /** Audio that was buffered before the connection, and arrives at once, ms. @default 0 */
  readonly burstMs?: number | undefined;
  /** Where connections break, ms of the audio. */
  readonly breaks?: readonly { readonly atMs: number; readonly what: 'media' | 'signaling' }[] | undefined;
  /** Refuses the first signaling handshake. */
  readonly refusesFirst?: boolean | undefined;
  /** Puts the payload of webhooks below `object`, as some of Zoom's documentation does. */
  readonly isNested?: boolean | undefined;
  /** Zoom's number, such as 6 for the end of the meeting, and 8 for a revoked consent. @default 6 */
  readonly stopReason?: number | undefined;
  /** Milliseconds between keep-alive messages. @default 10 000 */
  readonly keepAliveMs?: number | undefined;
}

export interface SimulatedMeeting {
  readonly meetingUuid: string;
  readonly streamId: string;
  /** What the client did that the protocol forbids. */
  readonly violations: readonly string[];
  readonly keepAlives: number;
  /** Signaling connections. */
  readonly connections: number;
}

const PACKET_MS = 100;
const BYTES_PER_MS = 32;
const WEBHOOK_MS = 3_000;
const COME_BACK_MS = 60_000;

interface Received {
  readonly msg_type: number;
  readonly [field: string]: unknown;
}

/**
 * Holds one meeting as Zoom does, and checks what the client sends: signatures, the order of messages, one connection per
 * stream, answers to keep-alives. Webhooks arrive twice. Both connections also send messages that no client knows.
 *
 * Source: https://developers.zoom.us/docs/rtms/
 */
export async function simulateMeeting(options: SimulatedMeetingOptions): Promise<SimulatedMeeting> {
  const { clientId, clientSecret, participants, speed = Infinity, burstMs = 0, stopReason = 6 } = options;
  // Zoom's UUIDs are Base64, with characters that file names must not contain.
  const meetingUuid = `/${randomBytes(14).toString('base64')}==`;
  const streamId = randomBytes(16).toString('hex');
  const violations: string[] = [];
  const wrong = (violation: string): void => void violations.push(violation);
  const breaks = (options.breaks ?? []).toSorted((one, other) => one.atMs - other.atMs);
  const sent = new Set<number>();
  let [connections, keepAlives, sequence] = [0, 0, 0];
  let signaling: WebSocket | undefined;
  let media: WebSocket | undefined;
  let hasMedia = false;
  let isReady = false;
  let changed = (): void => undefined;

  const server = createServer();
  const sockets = new WebSocketServer({ server });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = (socket: WebSocket | undefined, message: object): void =>
    socket?.send(JSON.stringify(message), () => undefined);

  function checkHandshake(message: Received, name: string): boolean {
    const right = createHmac('sha256', clientSecret).update(`${clientId},${meetingUuid},${streamId}`).digest('hex');
    if (message['signature'] !== right) wrong(`${name} has a wrong signature.`);
    if (message['protocol_version'] !== 1) wrong(`${name} has a wrong protocol version.`);
    if (message['meeting_uuid'] !== meetingUuid || message['rtms_stream_id'] !== streamId)
      wrong(`${name} has wrong IDs.`);
    if (Number(message['sequence']) <= sequence) wrong(`${name} repeats a sequence number.`);
    sequence = Number(message['sequence']);
    return message['signature'] === right;
  }

  function onSignaling(socket: WebSocket, message: Received): void {
    if (message.msg_type === 1) {
      checkHandshake(message, 'The signaling handshake');
      if (options.refusesFirst && connections === 1) {
        return send(socket, { msg_type: 2, status_code: 15, reason: 'Simulated' });
      }
      const server_urls = { audio: `${base}/media`, all: `${base}/media` };
      send(socket, { msg_type: 2, protocol_version: 1, status_code: 0, media_server: { server_urls } });
    } else if (message.msg_type === 7) {
      if (!hasMedia) wrong('The client was ready before its media handshake.');
      isReady = true;
      send(socket, { msg_type: 8, rtms_stream_id: streamId, state: 1, timestamp: Date.now() });
    } else wrong(`The client sent message ${message.msg_type} to signaling.`);
  }

  function onMedia(socket: WebSocket, message: Received): void {
    if (message.msg_type !== 3) return wrong(`The client sent message ${message.msg_type} to media.`);
    checkHandshake(message, 'The media handshake');
    const { audio } = (message['media_params'] ?? {}) as { audio?: Record<string, unknown> };
    const isMixed = participants.every(({ id }) => id === 0);
    const wanted = { content_type: 2, sample_rate: 1, channel: 1, codec: 1, data_opt: isMixed ? 1 : 2 };
    for (const [name, value] of Object.entries(wanted)) {
      if (audio?.[name] !== value) wrong(`The media handshake asks for ${name} ${String(audio?.[name])}.`);
    }
    if (message['media_type'] !== 1) wrong('The media handshake asks for more than audio.');
    hasMedia = true;
    send(socket, { msg_type: 4, protocol_version: 1, status_code: 0, media_params: message['media_params'] });
  }

  sockets.on('connection', (socket, request) => {
    const isMedia = request.url === '/media';
    const kept = isMedia ? media : signaling;
    if (kept !== undefined && kept.readyState === kept.OPEN) {
      wrong(`A second ${isMedia ? 'media' : 'signaling'} connection was opened.`);
      kept.close();
    }
    if (isMedia) media = socket;
    else {
      signaling = socket;
      connections++;
    }
    send(socket, { msg_type: 999, text: 'A message of a later version.' });
    socket.send('no JSON', () => undefined);
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Received;
      if (message.msg_type === 13) {
        if (!sent.delete(Number(message['timestamp']))) wrong('A keep-alive answer repeats no keep-alive.');
        else keepAlives++;
      } else if (isMedia) onMedia(socket, message);
      else onSignaling(socket, message);
      changed();
    });
    socket.on('close', () => {
      if (isMedia && media === socket) hasMedia = isReady = false;
      changed();
    });
  });

  let stamp = Date.now();
  const pulse = setInterval(() => {
    for (const socket of [signaling, media]) {
      if (socket === undefined || socket.readyState !== socket.OPEN) continue;
      sent.add(++stamp);
      send(socket, { msg_type: 12, timestamp: stamp });
    }
  }, options.keepAliveMs ?? 10_000);

  async function webhook(event: string, payload: object): Promise<void> {
    const body = JSON.stringify({
      event,
      event_ts: Date.now(),
      payload: options.isNested ? { object: payload } : payload,
    });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', options.secretToken).update(`v0:${timestamp}:${body}`).digest('hex');
    const response = await fetch(options.webhookUrl, {
      method: 'POST',
      headers: { 'x-zm-signature': `v0=${signature}`, 'x-zm-request-timestamp': timestamp },
      body,
      signal: AbortSignal.timeout(WEBHOOK_MS),
    });
    if (response.status !== 200) wrong(`${event} was answered with ${response.status}.`);
  }

  async function until(isTrue: () => boolean): Promise<boolean> {
    const end = Date.now() + COME_BACK_MS;
    while (!isTrue() && Date.now() < end) {
      await Promise.race([new Promise<void>((resolve) => (changed = resolve)), sleep(200, undefined, { ref: false })]);
    }
    return isTrue();
  }

  function packet({ id, name, audio, muted = [] }: Participant, atMs: number, startedAt: number): void {
    if (muted.some(([from, to]) => atMs >= from && atMs < to)) return;
    const data = Buffer.from(audio.subarray(atMs * BYTES_PER_MS, (atMs + PACKET_MS) * BYTES_PER_MS));
    if (data.length === 0) return;
    const content = {
      user_id: id,
      user_name: id === 0 ? '' : name,
      data: data.toString('base64'),
      length: data.length,
    };
    send(media, { msg_type: 14, content: { ...content, timestamp: startedAt + atMs } });
  }

  async function speak(): Promise<void> {
    const lengthMs = Math.max(...participants.map(({ audio }) => audio.length)) / BYTES_PER_MS;
    const startedAt = Date.now() - burstMs;
    for (let atMs = 0; atMs < lengthMs; atMs += PACKET_MS) {
      const broken = breaks[0];
      if (broken !== undefined && broken.atMs <= atMs) {
        breaks.shift();
        (broken.what === 'media' ? media : signaling)?.terminate();
        isReady = false;
        if (!(await until(() => isReady))) return wrong('The client did not come back within 60 s.');
      }
      for (const participant of participants) packet(participant, atMs, startedAt);
      if (atMs >= burstMs) await sleep(Math.max(0, startedAt + (atMs + PACKET_MS) / speed - Date.now()));
    }
  }

  const stream = { meeting_uuid: meetingUuid, rtms_stream_id: streamId };
  const started = { ...stream, server_urls: `${base}/signaling` };
  await webhook('meeting.rtms_started', started);
  await webhook('meeting.rtms_started', started);
  const isRefused = violations.length > 0;
  if (isRefused) wrong('The meeting did not start.');
  else if (await until(() => isReady)) await speak();
  else wrong('The client did not become ready.');
  send(signaling, { msg_type: 9, state: 5, stop_reason: stopReason });
  send(signaling, { msg_type: 8, rtms_stream_id: streamId, state: 4, reason: stopReason });
  await webhook('meeting.rtms_stopped', { ...stream, stop_reason: stopReason });
  // A webhook may be late: it must not open the stream again.
  await webhook('meeting.rtms_started', started);
  const isOver = await until(() =>
    [signaling, media].every((socket) => socket === undefined || socket.readyState === socket.CLOSED),
  );
  if (!isOver) wrong('The client did not close its connections.');
  clearInterval(pulse);
  sockets.close();
  server.close();
  server.closeAllConnections();
  return { meetingUuid, streamId, violations, keepAlives, connections };
}
