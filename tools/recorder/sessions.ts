import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { type RecordedLine } from '@aai-connectors/stand-in';

/** A recorded WebSocket session: its messages unchanged, and the length of its audio. */
export interface RecordedSession {
  /** With its query, without its host. */
  readonly path: string;
  /** The HTTP status, when no session came about. */
  readonly refused?: number;
  readonly lines: readonly RecordedLine[];
}

export interface SessionProxy {
  /** Passes one upgrade on to `target`, a `ws:` or `wss:` base address. */
  pass(request: IncomingMessage, socket: Duplex, head: Buffer, target: string, path: string): void;
  close(): void;
}

export interface SessionProxyOptions {
  /** Gets the request's key, and the session as soon as it begins; its lines go on growing. */
  readonly onSession: (session: RecordedSession, authorization: string | undefined) => void;
  /** ms */
  readonly now: () => number;
}

/** Headers of the client that mean something to the API. */
const PASSED_ON = ['authorization', 'user-agent'];

/** Stands between a client and the API, and writes down what both say. */
export function createSessionProxy({ onSession, now }: SessionProxyOptions): SessionProxy {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const open = new Set<WebSocket>();

  function pass(request: IncomingMessage, socket: Duplex, head: Buffer, target: string, path: string): void {
    const startedAt = now();
    const lines: RecordedLine[] = [];
    const { authorization } = request.headers;
    const headers = Object.fromEntries(
      PASSED_ON.flatMap((name) => (request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]])),
    );
    const service = track(new WebSocket(target.replace(/^http/, 'ws') + path, { headers, perMessageDeflate: false }));
    const write = (line: RecordedLine): void => void lines.push({ ...line, at: now() - startedAt });

    const refuse = (status: number): void => {
      onSession({ path, refused: status, lines }, authorization);
      socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    };
    const unreachable = (): void => refuse(502);
    service.on('error', noop);
    service.once('error', unreachable);
    service.once('unexpected-response', (_, response) => {
      service.off('error', unreachable);
      refuse(response.statusCode ?? 502);
      response.destroy();
      service.terminate();
    });
    service.once('open', () => {
      service.off('error', unreachable);
      onSession({ path, lines }, authorization);
      server.handleUpgrade(request, socket, head, (client) => {
        track(client).on('error', noop);
        join('client', client, service, write);
        join('service', service, client, write);
      });
    });
  }

  function track(socket: WebSocket): WebSocket {
    open.add(socket);
    return socket.on('close', () => open.delete(socket));
  }

  return {
    pass,
    close() {
      for (const socket of open) socket.terminate();
    },
  };
}

function join(name: RecordedLine['from'], from: WebSocket, to: WebSocket, write: (line: RecordedLine) => void): void {
  from.on('message', (data: Buffer, isBinary: boolean) => {
    write({ from: name, ...(isBinary ? { audio: data.length } : contentOf(data.toString())) });
    to.send(data, { binary: isBinary }, noop);
  });
  from.once('close', (code, reason) => {
    write({ from: name, close: code, reason: reason.toString() });
    if (code === 1006) to.terminate();
    else if (code === 1005) to.close();
    else to.close(code, reason.toString());
  });
}

function contentOf(text: string): Pick<RecordedLine, 'frame' | 'text'> {
  try {
    return { frame: JSON.parse(text) as unknown };
  } catch {
    return { text };
  }
}

const noop = (): void => undefined;
