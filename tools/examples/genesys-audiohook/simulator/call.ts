import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { WebSocket } from 'ws';
import { signatureHeaders } from './signing.ts';

/** What happens at a position of the audio, ms. */
export type Step = { readonly atMs: number } & (
  | { readonly do: 'pause'; readonly forMs: number }
  /** Audio is lost because the network was too slow. */
  | { readonly do: 'discard'; readonly forMs: number }
  | { readonly do: 'update'; readonly language: string }
  | { readonly do: 'error' }
  /** The connection breaks without `close`. */
  | { readonly do: 'drop' }
  /** Sends any text, such as a message that breaks the protocol. */
  | { readonly do: 'send'; readonly text: (seq: number, id: string) => string }
);

export interface SimulatedCallOptions {
  readonly url: string;
  readonly apiKey: string;
  /** Base64. If left empty, requests are not signed. */
  readonly clientSecret?: string | undefined;
  /** Mu-law at 8 kHz: the customer, then the agent. */
  readonly audio: readonly [external: Uint8Array, internal: Uint8Array];
  readonly steps?: readonly Step[] | undefined;
  /** Multiple of real time. @default Infinity */
  readonly speed?: number | undefined;
  /** The connection test of an integration: no call. */
  readonly isProbe?: boolean | undefined;
  readonly organizationId?: string | undefined;
  /** Organization of the `open` message, if it should differ from that of the headers. */
  readonly otherOrganization?: string | undefined;
  /** Offers only audio that is not PCMU. */
  readonly offersOther?: boolean | undefined;
  /** Changes the signed headers, such as to a signature of another time. */
  readonly tamper?: ((headers: Record<string, string>) => Record<string, string>) | undefined;
  /** A number in [0, 1). Decides on the size of frames. @default Math.random */
  readonly random?: (() => number) | undefined;
}

export interface SimulatedCall {
  readonly sessionId: string;
  readonly conversationId: string;
  /** HTTP status of a refused connection. */
  readonly status: number | undefined;
  /** What the server did that the protocol forbids. */
  readonly violations: readonly string[];
  /** Types of the server's messages, in their order, without `pong`. */
  readonly messages: readonly string[];
  readonly pongs: number;
  /** Reason and info of the server's `disconnect`. */
  readonly disconnect: string | undefined;
}

const NIL = '00000000-0000-0000-0000-000000000000';
const BYTES_PER_MS = 8;
const OPEN_MS = 5_000;
const CLOSE_MS = 10_000;
const FIRST_PING_MS = 1_000;
const PING_MS = 5_000;
const LONGEST_FRAME_MS = 400;

const SERVER_TYPES = ['opened', 'pong', 'pause', 'resume', 'event', 'updated', 'reconnect', 'disconnect', 'closed'];

interface ServerMessage {
  readonly version: unknown;
  readonly id: unknown;
  readonly type: string;
  readonly seq: number;
  readonly clientseq: number;
  readonly parameters: { readonly media?: unknown; readonly reason?: unknown; readonly info?: unknown };
}

/**
 * Makes one AudioHook connection as Genesys Cloud does, and checks everything that the server answers: versions, IDs,
 * sequence numbers, times, the chosen media, and the order of messages. Frames have random sizes and may end in the middle of
 * an interleaved sample pair. Audio in flight still arrives after a `disconnect` of the server.
 *
 * Source: https://developer.genesys.cloud/devapps/audiohook/protocol-reference
 */
export async function simulateCall(options: SimulatedCallOptions): Promise<SimulatedCall> {
  const { url, apiKey, clientSecret, audio, steps = [], speed = Infinity, isProbe = false } = options;
  const { organizationId = randomUUID(), random = Math.random } = options;
  const sessionId = randomUUID();
  const conversationId = isProbe ? NIL : randomUUID();
  const violations: string[] = [];
  const messages: string[] = [];
  const pings = new Set<number>();
  let [seq, serverseq, readByServer, pongs] = [0, 0, 0, 0];
  let status: number | undefined;
  let disconnect: string | undefined;
  let positionMs = 0;
  let isClosed = false;
  let onMessage = (): void => undefined;
  const wrong = (violation: string): void => void violations.push(violation);

  const pcmu = (...channels: string[]): object => ({ type: 'audio', format: 'PCMU', channels, rate: 8000 });
  const offered = options.offersOther
    ? [{ type: 'audio', format: 'L16', channels: ['external', 'internal'], rate: 8000 }]
    : [pcmu('external'), pcmu('external', 'internal'), pcmu('internal')];

  const socket = new WebSocket(url, { headers: headers(), perMessageDeflate: false });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined);
  socket.on('unexpected-response', (request, response) => {
    status = response.statusCode;
    response.resume();
    request.destroy();
    socket.terminate();
  });
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) wrong('The server sent binary data.');
    else receive(JSON.parse(data.toString()) as ServerMessage);
    onMessage();
  });

  function headers(): Record<string, string> {
    const signed = {
      'audiohook-organization-id': organizationId,
      'audiohook-session-id': sessionId,
      'audiohook-correlation-id': randomUUID(),
      'x-api-key': apiKey,
    };
    const { host, pathname, search } = new URL(url);
    const created = Math.floor(Date.now() / 1000);
    const signature =
      clientSecret === undefined
        ? {}
        : signatureHeaders({
            ...{ target: pathname + search, authority: host, headers: signed, apiKey, clientSecret, created },
            nonce: randomBytes(18).toString('base64'),
            expires: created + 10,
          });
    const all = { ...signed, ...signature };
    return options.tamper?.(all) ?? all;
  }

  function receive(message: ServerMessage): void {
    const { type, parameters } = message;
    if (isClosed) wrong(`${type} was sent after closed.`);
    if (message.version !== '2') wrong(`${type} has version ${String(message.version)}.`);
    if (message.id !== sessionId) wrong(`${type} has another ID.`);
    if (message.seq !== serverseq + 1) wrong(`${type} has seq ${message.seq} after ${serverseq}.`);
    if (message.clientseq > seq || message.clientseq < readByServer) wrong(`${type} has a wrong clientseq.`);
    if (!SERVER_TYPES.includes(type)) wrong(`${type} is no message of a server.`);
    serverseq = message.seq;
    readByServer = message.clientseq;
    if (type === 'pong') {
      pongs++;
      if (!pings.delete(message.clientseq)) wrong('A pong answers no ping.');
      return;
    }
    messages.push(type);
    if (type === 'opened') checkMedia(parameters.media);
    if (type === 'closed') {
      if (!hasSentClose) wrong('closed was sent before close.');
      isClosed = true;
    }
    if (type === 'disconnect') {
      const { reason, info } = parameters;
      if (!['completed', 'unauthorized', 'error'].includes(String(reason))) wrong('disconnect has an unknown reason.');
      disconnect = info === undefined ? String(reason) : `${String(reason)}: ${String(info)}`;
    }
  }

  function checkMedia(media: unknown): void {
    if (!Array.isArray(media) || media.length > 1) wrong('opened must choose no media, or one.');
    else if (media.length === 1 && !offered.some((one) => isDeepStrictEqual(one, media[0]))) {
      wrong('opened chose media that was not offered.');
    }
  }

  function send(type: string, parameters: object = {}): void {
    seq++;
    const position = `PT${positionMs / 1000}S`;
    socket.send(JSON.stringify({ version: '2', id: sessionId, type, seq, serverseq, position, parameters }));
  }

  /** Waits for a message of the server, or the end of the connection. */
  async function until(isTrue: () => boolean, ms: number): Promise<boolean> {
    const end = Date.now() + ms;
    while (!isTrue() && socket.readyState === WebSocket.OPEN && Date.now() < end) {
      const changed = new Promise<void>((resolve) => (onMessage = resolve));
      await Promise.race([changed, closed, sleep(end - Date.now(), undefined, { ref: false })]);
    }
    return isTrue();
  }

  let hasSentClose = false;
  async function close(reason: string): Promise<void> {
    hasSentClose = true;
    send('close', { reason });
    if (!(await until(() => isClosed, CLOSE_MS))) wrong('closed was not sent within 10 s.');
    // A message after `closed` would arrive now.
    await sleep(20);
    socket.close();
    await closed;
  }

  async function run(step: Step): Promise<void> {
    if (step.do === 'drop') socket.terminate();
    else if (step.do === 'send') socket.send(step.text(++seq, sessionId));
    else if (step.do === 'error') send('error', { code: 429, message: 'Simulated', retryAfter: 'PT1S' });
    else if (step.do === 'update') {
      send('update', { language: step.language });
      if (!(await until(() => messages.includes('updated'), OPEN_MS))) wrong('update was not answered.');
    } else {
      const start = `PT${positionMs / 1000}S`;
      if (step.do === 'pause') {
        send('paused');
        // The server still answers pings.
        ping();
        await sleep(Math.min(50, step.forMs / speed));
      }
      positionMs += step.forMs;
      send(step.do === 'pause' ? 'resumed' : 'discarded', { start, discarded: `PT${step.forMs / 1000}S` });
    }
  }

  function ping(): void {
    if (pings.size > 0 && speed !== Infinity) wrong('A ping was not answered before the next.');
    pings.add(seq + 1);
    send('ping', pongs === 0 ? {} : { rtt: 'PT0.035392266S' });
  }

  /** Sends the audio at its speed, with steps and pings at their positions. */
  async function speak(): Promise<void> {
    const all = interleaved(audio);
    const queue = steps.toSorted((one, other) => one.atMs - other.atMs);
    const began = Date.now();
    let nextPingMs = FIRST_PING_MS;
    for (let at = 0; at < all.length && socket.readyState === WebSocket.OPEN;) {
      const heardMs = at / 2 / BYTES_PER_MS;
      const step = queue[0];
      if (step !== undefined && step.atMs <= heardMs) {
        queue.shift();
        await run(step);
        continue;
      }
      if (heardMs >= nextPingMs) {
        ping();
        nextPingMs += PING_MS;
      }
      const longest = 1 + Math.floor(random() * LONGEST_FRAME_MS * 2 * BYTES_PER_MS);
      const stop = Math.min(all.length, at + longest, step === undefined ? Infinity : step.atMs * 2 * BYTES_PER_MS);
      const hasDisconnected = disconnect !== undefined;
      socket.send(all.subarray(at, Math.max(stop, at + 1)));
      positionMs += (Math.max(stop, at + 1) - at) / 2 / BYTES_PER_MS;
      at = Math.max(stop, at + 1);
      await sleep(Math.max(0, began + at / 2 / BYTES_PER_MS / speed - Date.now()));
      if (hasDisconnected) return;
    }
    // Steps at the end of the audio.
    for (const step of queue) if (socket.readyState === WebSocket.OPEN) await run(step);
  }

  await Promise.race([new Promise((resolve) => socket.once('open', resolve)), closed]);
  if (status === undefined && socket.readyState === WebSocket.OPEN) {
    send('open', {
      organizationId: options.otherOrganization ?? organizationId,
      conversationId,
      participant: {
        id: isProbe ? NIL : randomUUID(),
        ani: '+1-555-123-4567',
        aniName: 'Simulated',
        dnis: '+1-555-765-4321',
      },
      media: offered,
      language: 'en-US',
    });
    const answered = await until(() => messages.length > 0, OPEN_MS);
    if (!answered) wrong('open was not answered within 5 s.');
    if (messages[0] === 'opened' && !isProbe) await speak();
    if (socket.readyState === WebSocket.OPEN) await close(disconnect === undefined ? 'end' : 'disconnect');
  }
  await closed;
  if (pings.size > 0 && isClosed) wrong('A ping was not answered.');
  return { sessionId, conversationId, status, violations, messages, pongs, disconnect };
}

function interleaved([external, internal]: readonly [Uint8Array, Uint8Array]): Uint8Array {
  const length = Math.max(external.length, internal.length);
  const all = new Uint8Array(length * 2).fill(0xff);
  external.forEach((byte, at) => (all[at * 2] = byte));
  internal.forEach((byte, at) => (all[at * 2 + 1] = byte));
  return all;
}
