import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Resources } from '../resources.ts';
import { type EndingName, endingOf } from './endings.ts';
import type { SessionFault, SessionFaultDesk } from './faults.ts';
import { handshakeAnswer } from './handshake.ts';
import type { Listener } from './listener.ts';
import { replaySession } from './replay.ts';
import { createServiceSession, type ServiceSession, type SessionLog } from './session.ts';
import type { StreamingSettings } from './settings.ts';
import { spokenListener } from './spoken/spoken.ts';
import type { Wire } from './voice.ts';

/** What is known of one session, and how it proved who it is. */
export interface LoggedSession extends SessionLog {
  /** Counted from 1 by upgrade requests, as faults count. */
  readonly number: number;
  /** `none`: it was refused. */
  readonly auth: 'key' | 'token' | 'none';
}

export interface StreamingService {
  /** Takes an `upgrade` request. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Every session whose handshake was answered, in that order. */
  sessions(): readonly LoggedSession[];
  close(): Promise<void>;
}

const LONGEST_SESSION = 10_800;

/** Contract: `newer.md` section 4. What is larger ends the session with 1009. */
const LARGEST_MESSAGE = 128 * 1024;

/** Phrases that HTTP wants behind a status. */
const PHRASES: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** The WebSocket side of the stand-in. Contract: `streaming.md` sections 1 to 10. */
export function createStreaming(
  resources: Resources,
  settings: StreamingSettings,
  faults: SessionFaultDesk,
): StreamingService {
  const { clock, tokens, closed } = resources;
  const edition = settings.closeCodes ?? '2026-03';
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: LARGEST_MESSAGE });
  const logs: LoggedSession[] = [];
  const sockets = new Set<WebSocket>();
  let listener: Listener | undefined = settings.listener;
  let count = 0;

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // By hand: a request target need not be a URL.
    const [path, ...rest] = (request.url ?? '/').split('?');
    if (path !== '/v3/ws') return refuse(socket, 404);
    const number = ++count;
    const query = new URLSearchParams(rest.join('?'));
    const mine = faults.of(number);
    const answer = handshakeAnswer(
      mine.filter(({ at }) => at === 'connect').map((fault) => fault.do),
      edition,
    );
    if (answer.kind === 'none') return;
    if (answer.kind === 'drop') return void socket.destroy();
    if (answer.kind === 'refuse') return refuse(socket, answer.status);
    const accept = (): void =>
      server.handleUpgrade(request, socket, head, (ws) => welcome(ws, request, query, number, mine, answer.close));
    if (answer.delayMs === 0) return accept();
    clock.schedule(answer.delayMs, () => {
      if (!socket.destroyed) accept();
    });
  }

  function welcome(
    ws: WebSocket,
    request: IncomingMessage,
    query: URLSearchParams,
    number: number,
    mine: readonly SessionFault[],
    closing: { readonly code: number; readonly reason: string } | undefined,
  ): void {
    ws.on('error', noop);
    sockets.add(ws);
    ws.on('close', () => sockets.delete(ws));
    const token = query.get('token');
    const params = Object.fromEntries([...query].filter(([name]) => name !== 'token'));
    const end = ({ code, reason }: { code: number; reason: string }): void => {
      ws.close(code, reason);
      logs.push({ ...refused, params, number, ended: { code, reason } });
    };

    const pass = admit(request, token);
    if (typeof pass === 'string') return end(endingOf(pass, edition, settings.accountProblem));
    if (closing !== undefined) return end(closing);

    const session = open(wireOf(ws), params, pass.maxSeconds, mine);
    // The members of a log are read when they are asked for, so it is extended and not copied.
    logs.push(Object.assign(session.log, { number, auth: token === null ? ('key' as const) : ('token' as const) }));
    ws.on('message', (data: Buffer, isBinary: boolean) => session.receive(isBinary ? data : data.toString()));
    ws.on('close', (code, reason) => session.gone(code, reason.toString()));
  }

  function admit(request: IncomingMessage, token: string | null): EndingName | { readonly maxSeconds: number } {
    const longest = settings.maxSessionSeconds ?? LONGEST_SESSION;
    const pass = token === null ? undefined : tokens.redeem(token);
    const hasKey = token === null && resources.settings.keys.includes(request.headers.authorization ?? '');
    if (!hasKey && pass === undefined) return 'key';
    if (settings.accountProblem !== undefined) return 'account';
    const running = logs.filter(({ auth, ended }) => auth !== 'none' && ended === undefined).length;
    if (running >= (settings.maxSessions ?? 100)) return 'sessions';
    return { maxSeconds: Math.min(pass?.maxSessionSeconds ?? longest, longest) };
  }

  function open(
    wire: Wire,
    params: Readonly<Record<string, string>>,
    maxSeconds: number,
    mine: readonly SessionFault[],
  ): ServiceSession {
    if (settings.replay !== undefined) return replaySession(wire, settings.replay);
    return createServiceSession(wire, params, {
      clock,
      listener: (listener ??= spokenListener()),
      edition,
      maxSeconds,
      paceSlackMs: settings.paceSlackMs,
      latencyMs: settings.latencyMs,
      faults: mine,
      api: resources.settings.api,
    });
  }

  closed.addEventListener('abort', () => {
    for (const ws of sockets) ws.terminate();
  });
  return {
    upgrade,
    sessions: () => logs,
    async close() {
      server.close();
      if (listener !== settings.listener) await listener?.close?.();
    },
  };
}

const wireOf = (ws: WebSocket): Wire => ({
  send: (data) => ws.send(data, noop),
  close: (code, reason) => ws.close(code, reason),
  destroy: () => ws.terminate(),
  freeze: () => ws.pause(),
});

function refuse(socket: Duplex, status: number): void {
  const body = JSON.stringify({ error: PHRASES[status] ?? 'Refused' });
  const headers = [
    'connection: close',
    'content-type: application/json',
    `content-length: ${body.length}`,
    ...(status === 429 || status === 503 ? ['retry-after: 1'] : []),
  ];
  socket.end(`HTTP/1.1 ${status} ${PHRASES[status] ?? 'Refused'}\r\n${headers.join('\r\n')}\r\n\r\n${body}`);
}

const refused = {
  id: '',
  auth: 'none',
  audioBytes: 0,
  audioMs: 0,
  frames: [],
  texts: [],
  sent: 0,
  termination: undefined,
} as const;

const noop = (): void => undefined;
