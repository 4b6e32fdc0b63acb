import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { cruelListener, seeded } from '@aai-connectors/live-simulation';
import { createServiceSession, type MarkedWord, realClock } from '@aai-connectors/stand-in';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Certificate } from '../streaming/certificate.ts';
import { createDialect, type DialectName, type Message, type PeerSession } from './dialects.ts';

/** Hz, 16 bits. */
export const RATE = 8000;
const BYTES_PER_MS = (RATE * 2) / 1000;

/** Length of the pieces in which audio reaches the recognizer, whatever an SDK sends, bytes. */
const FRAME_BYTES = 100 * BYTES_PER_MS;

/** From the sound to the message about it, ms. */
const LATENCY_MS = 300;

export interface PeerService {
  /** `https://localhost:PORT` */
  readonly base: string;
  /** Breaks the connection that is open. */
  cut(): void;
  /** Connections so far. */
  readonly connections: number;
  close(): void;
}

/**
 * The live service of the simulation over TLS, in the protocol of one SDK. It recognizes every word, takes audio at any
 * speed, and starts again with each connection.
 */
export async function startPeerService(
  name: DialectName,
  words: readonly MarkedWord[],
  seed: number,
  { key, cert }: Certificate,
): Promise<PeerService> {
  const listener = cruelListener(words, seeded(seed), {});
  const sessions = new Map<string, PeerSession>();
  let current: WebSocket | undefined;
  let connections = 0;

  const server = createServer({ key: await readFile(key), cert: await readFile(cert) }, (_, response) => {
    const session: PeerSession = { id: crypto.randomUUID(), acknowledgedBytes: 0 };
    sessions.set(session.id, session);
    const url = `${base().replace('https', 'wss')}/v2/live?token=${session.id}`;
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: session.id, url, created_at: new Date().toISOString() }));
  });
  const base = (): string => `https://localhost:${(server.address() as AddressInfo).port}`;

  new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket, request) => {
    current = socket;
    connections++;
    const token = new URL(request.url ?? '/', base()).searchParams.get('token') ?? '';
    const peer = sessions.get(token) ?? { id: crypto.randomUUID(), acknowledgedBytes: 0 };
    const dialect = createDialect(name, peer, BYTES_PER_MS);
    const session = createServiceSession(
      {
        send(data) {
          for (const message of dialect.toClient(JSON.parse(data as string) as Message)) {
            socket.send(JSON.stringify(message));
          }
        },
        close: (code, reason) => socket.close(code, reason),
        destroy: () => socket.terminate(),
        freeze: () => undefined,
      },
      { sample_rate: RATE },
      { clock: realClock(), listener, latencyMs: LATENCY_MS, paceSlackMs: Infinity },
    );
    let rest: Buffer = Buffer.alloc(0);
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        rest = Buffer.concat([rest, data]);
        for (; rest.length >= FRAME_BYTES; rest = rest.subarray(FRAME_BYTES)) {
          session.receive(rest.subarray(0, FRAME_BYTES));
        }
        return;
      }
      const message = dialect.toService(JSON.parse(data.toString()) as Message);
      if (message !== undefined) session.receive(JSON.stringify(message));
    });
    socket.on('close', (code, reason) => session.gone(code, reason.toString()));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    base: base(),
    cut: () => current?.terminate(),
    get connections() {
      return connections;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
