import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type AudioHookSession, createAudioHookSession, type SessionListener } from './session.ts';
import { checkSignature } from './signature.ts';

export interface AudioHookServerOptions {
  /** @default '127.0.0.1' */
  readonly host?: string | undefined;
  /** @default 0: any free port */
  readonly port?: number | undefined;
  /** The API key of the integration, which Genesys Cloud sends as `X-API-KEY`. */
  readonly apiKey: string;
  /** The client secret of the integration, in Base64. If left empty, signatures are not checked. */
  readonly clientSecret?: string | undefined;
  /** Public host name of the server, if a proxy changes the `Host` header. */
  readonly authority?: string | undefined;
  /** Calls at a time. @default 50, because each call with two channels needs two of 100 live sessions */
  readonly maxCalls?: number | undefined;
  /** Makes the listener of a connection. */
  readonly listen: () => SessionListener;
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: (() => number) | undefined;
}

export interface AudioHookServer {
  /** Connection URI of the integration, with `wss://` of your proxy in front of it. */
  readonly url: string;
  /** Asks Genesys Cloud to end all calls, and closes. Resolves after the last call. */
  close(): Promise<void>;
}

const PATH = '/audiohook';
/** Genesys Cloud pings every 5 s. A silent connection is dead. */
const SILENCE_MS = 20_000;
/** Nonces are remembered until their signatures have expired. */
const NONCE_MS = 60_000;
const MOST_FRAME_BYTES = 1 << 20;

/** Starts a server for Genesys Cloud AudioHook. Calls and their transcripts are up to the listeners. */
export async function startAudioHookServer(options: AudioHookServerOptions): Promise<AudioHookServer> {
  const { host = '127.0.0.1', port = 0, apiKey, clientSecret, authority, maxCalls = 50, now = Date.now } = options;
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MOST_FRAME_BYTES });
  const sessions = new Map<WebSocket, AudioHookSession>();
  const nonces = new Map<string, number>();
  const wanted = digestOf(apiKey);
  const server = createServer((_, response) => response.writeHead(426).end('Connect with AudioHook.\n'));

  /** @returns why the request is refused */
  function refusal(request: IncomingMessage): string | undefined {
    const { headers } = request;
    if (!timingSafeEqual(digestOf(headerOf(request, 'x-api-key')), wanted)) return 'The API key is wrong.';
    if (clientSecret === undefined) return undefined;
    const verdict = checkSignature(
      { target: request.url ?? '/', headers },
      { apiKey, clientSecret, authority, nowSeconds: now() / 1000 },
    );
    if ('refused' in verdict) return verdict.refused;
    for (const [nonce, until] of nonces) if (until < now()) nonces.delete(nonce);
    if (nonces.has(verdict.nonce)) return 'The signature was used before.';
    nonces.set(verdict.nonce, now() + NONCE_MS);
    return undefined;
  }

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (new URL(request.url ?? '/', 'http://host').pathname !== PATH) refuse(socket, '404 Not Found');
    else if (refusal(request) !== undefined) refuse(socket, '401 Unauthorized');
    else if (sessions.size >= maxCalls) refuse(socket, '503 Service Unavailable', 'Retry-After: 30\r\n');
    else sockets.handleUpgrade(request, socket, head, (opened) => take(opened, request));
  });

  function take(socket: WebSocket, request: IncomingMessage): void {
    const timers = new Set<NodeJS.Timeout>();
    const after = (ms: number, task: () => void): void => void timers.add(setTimeout(task, ms));
    const session = createAudioHookSession(
      {
        sessionId: headerOf(request, 'audiohook-session-id'),
        organizationId: headerOf(request, 'audiohook-organization-id'),
      },
      { send: (text) => socket.send(text, noop), endWithin: (ms) => after(ms, () => socket.terminate()) },
      options.listen(),
      after,
    );
    sessions.set(socket, session);
    const silent = setTimeout(() => socket.terminate(), SILENCE_MS);
    timers.add(silent);
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      silent.refresh();
      if (isBinary) session.receiveAudio(data);
      else session.receive(data.toString());
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      for (const timer of timers) clearTimeout(timer);
      sessions.delete(socket);
      session.lost();
    });
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: opened } = server.address() as AddressInfo;
  return {
    url: `ws://${host}:${opened}${PATH}`,
    async close() {
      server.close();
      const ended = [...sessions.keys()].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const session of sessions.values()) session.disconnect('completed');
      await Promise.all(ended);
      sockets.close();
      server.closeAllConnections();
    },
  };
}

const headerOf = ({ headers }: IncomingMessage, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

function refuse(socket: Duplex, status: string, headers = ''): void {
  socket.end(`HTTP/1.1 ${status}\r\n${headers}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}

const noop = (): void => undefined;
