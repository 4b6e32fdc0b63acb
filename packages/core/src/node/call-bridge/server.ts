import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { BadInputError } from '../../errors.ts';
import { type CallsOptions, createCalls } from './calls.ts';
import { MOST_FRAME_BYTES } from './frames.ts';
import { readListenerMessage } from './listener-message.ts';
import { isSignedByTwilio } from './signature.ts';

export interface CallBridgeOptions extends CallsOptions {
  /** Address to listen on. @default '127.0.0.1' */
  readonly host?: string | undefined;
  /** @default 0: any free port */
  readonly port?: number | undefined;
  /** Listeners must send it as `?token=...`. At least 16 characters. Required unless `host` is this machine. @default none */
  readonly token?: string | undefined;
  /** Milliseconds between pings, and between heartbeats for listeners. @default 20 000 */
  readonly pingMs?: number | undefined;
  /** Checks that calls come from your Twilio account. `publicUrl` is the address in the TwiML. @default no check */
  readonly twilio?: { readonly authToken: string; readonly publicUrl: string } | undefined;
}

/** A running bridge. */
export interface CallBridge {
  /** Where the telephony service connects: `wss://` in front of it. A name behind it is a line, such as `/twilio/support`. */
  readonly twilioUrl: string;
  /** Where listeners connect: to all calls, or to those of a line, such as `/calls/support`. */
  readonly callsUrl: string;
  /** Number of calls in progress. */
  readonly calls: number;
  close(): Promise<void>;
}

const [TWILIO_PATH, CALLS_PATH] = ['/twilio', '/calls'];
/** A path, and the name of a line behind it. */
const PATH = /^(\/\w+)(?:\/([\w-]{1,64}))?\/?$/;
const LEAST_TOKEN = 16;
/** Unsent bytes after which a listener is disconnected. It comes back and reads on where it was. */
const MOST_UNSENT = 16 * 1024 * 1024;
const LISTEN_HINTS: Readonly<Record<string, string>> = {
  EADDRINUSE:
    'Another program uses the port. If it is a call bridge, triggers can share it; otherwise choose another port.',
  EACCES: 'Choose a port above 1023.',
  EADDRNOTAVAIL: 'Use an address of this machine as the host.',
};
/** Milliseconds between pings, so that dead connections end. */
const PING_MS = 20_000;
/** Shows a listener that its connection is alive: many WebSockets do not report pings. */
const HEARTBEAT = JSON.stringify({ event: 'heartbeat' });

/**
 * Starts a relay between Twilio Media Streams, which connects to a server, and programs that can only connect to one, such as
 * a trigger of a workflow. Listeners receive the messages of all calls, or of all calls of a line, unchanged.
 *
 * The first message of a listener is `{"event":"resume","streams":{"MZ...":42}}`, with the last sequence number of each
 * stream that it has read. It receives what it has missed within the last minute. A listener with a `"name"` may send
 * `{"event":"leave","streams":{...}}` before it disconnects: the next listener of that name continues from there. Every 20
 * seconds, listeners receive `{"event":"heartbeat"}`.
 *
 * @throws BadInputError for invalid options, or if the port cannot be opened
 */
export async function startCallBridge(options: CallBridgeOptions = {}): Promise<CallBridge> {
  const { host = '127.0.0.1', port = 0, token, twilio, pingMs = PING_MS } = options;
  check(host, token);
  const calls = createCalls(options);
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MOST_FRAME_BYTES });
  const server = createServer(({ url }, response) => {
    const { pathname, searchParams } = new URL(url ?? '/', 'http://bridge');
    // Lets a listener find out why it is refused, which WebSockets do not report.
    const isRefused = pathname.startsWith(CALLS_PATH) && !isListener(searchParams);
    response.writeHead(isRefused ? 401 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isRefused ? { error: 'Wrong token.' } : { calls: calls.size }));
  });
  const wanted = token === undefined ? undefined : digestOf(token);
  const isListener = (query: URLSearchParams): boolean =>
    wanted === undefined || timingSafeEqual(digestOf(query.get('token') ?? ''), wanted);
  const alive = new WeakSet<WebSocket>();
  const listeners = new Set<WebSocket>();

  server.on('upgrade', (request, socket, head) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bridge');
    const [, path, line] = PATH.exec(pathname) ?? [];
    if (path === TWILIO_PATH) {
      const signature = request.headers['x-twilio-signature'];
      const isRight =
        twilio === undefined || isSignedByTwilio(lineUrl(twilio.publicUrl, line), String(signature), twilio.authToken);
      if (isRight) accept(request, socket, head, (opened) => takeCall(opened, line));
      else refuse(socket, '403 Forbidden');
    } else if (path === CALLS_PATH) {
      const isRight = isListener(searchParams);
      if (isRight && request.headers.origin === undefined)
        accept(request, socket, head, (opened) => takeListener(opened, line));
      else refuse(socket, isRight ? '403 Forbidden' : '401 Unauthorized');
    } else refuse(socket, '404 Not Found');
  });

  function accept(request: IncomingMessage, socket: Duplex, head: Buffer, take: (socket: WebSocket) => void): void {
    sockets.handleUpgrade(request, socket, head, (opened) => {
      alive.add(opened);
      opened.on('pong', () => alive.add(opened));
      opened.on('error', () => opened.terminate());
      take(opened);
    });
  }

  function takeCall(socket: WebSocket, line: string | undefined): void {
    const streams = new Set<string>();
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      const streamSid = isBinary ? undefined : calls.receive(data.toString(), line);
      if (streamSid !== undefined) streams.add(streamSid);
    });
    socket.on('close', () => {
      for (const streamSid of streams) calls.lost(streamSid);
    });
  }

  function takeListener(socket: WebSocket, line: string | undefined): void {
    let leave = (): void => undefined;
    socket.once('message', (data: Buffer) => {
      listeners.add(socket);
      const send = (text: string): boolean => {
        if (socket.readyState !== socket.OPEN) return false;
        if (socket.bufferedAmount > MOST_UNSENT) {
          socket.terminate();
          return false;
        }
        socket.send(text);
        return true;
      };
      const { name, streams } = readListenerMessage(data.toString());
      leave = calls.listen({ send }, { position: streams, line, name });
      socket.on('message', (later: Buffer) => {
        const { event, streams: heard } = readListenerMessage(later.toString());
        if (event === 'leave' && name !== undefined) calls.left(name, heard);
      });
    });
    socket.on('close', () => {
      listeners.delete(socket);
      leave();
    });
  }

  const pings = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!alive.has(socket)) socket.terminate();
      else {
        alive.delete(socket);
        socket.ping();
      }
    }
    for (const listener of listeners) listener.send(HEARTBEAT);
  }, pingMs);
  pings.unref();

  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const hint = LISTEN_HINTS[cause.code ?? ''];
      const message = `The bridge cannot listen on ${host}:${port} (${cause.code}).`;
      reject(new BadInputError(message, { field: 'port', cause, ...(hint !== undefined && { hint }) }));
    });
    server.listen(port, host, resolve);
  });
  const { port: opened } = server.address() as AddressInfo;
  const base = `ws://${host.includes(':') ? `[${host}]` : host}:${opened}`;
  return {
    twilioUrl: `${base}${TWILIO_PATH}`,
    callsUrl: `${base}${CALLS_PATH}`,
    get calls() {
      return calls.size;
    },
    async close() {
      clearInterval(pings);
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function check(host: string, token: string | undefined): void {
  if (token !== undefined && token.length < LEAST_TOKEN) {
    throw new BadInputError(`token must have at least ${LEAST_TOKEN} characters.`, { field: 'token' });
  }
  if (token !== undefined || /^(?:localhost|127(?:\.\d+){3}|::1)$/.test(host)) return;
  throw new BadInputError(`Other machines can reach the bridge at ${host}, so it needs a token.`, {
    field: 'token',
    hint: 'Set a token, or listen on 127.0.0.1.',
  });
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** The address in the TwiML of a line. */
function lineUrl(publicUrl: string, line: string | undefined): string {
  if (line === undefined) return publicUrl;
  const url = new URL(publicUrl);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${line}`;
  return url.href;
}
