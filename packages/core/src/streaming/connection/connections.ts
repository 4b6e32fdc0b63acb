import type { Mutable } from '../lib/mutable.ts';
import { type AssemblyAIError, isAssemblyAIError, NetworkError, ServerError } from '../../errors.ts';
import type { StreamingIo } from '../host.ts';
import type { ServerMessage } from '../incoming/messages.ts';
import type { EmitterControl } from '../lib/emitter.ts';
import type { Timers } from '../lib/timers.ts';
import { BEHIND_MS } from '../limits.ts';
import type { Settings } from '../options.ts';
import { control } from '../outgoing/controls.ts';
import type { Pump } from '../outgoing/pump.ts';
import type { SessionEvents } from '../session/events.ts';
import type { SessionState } from '../session/states.ts';
import { CLOSING_MS } from '../limits.ts';
import type { Ending } from './closing.ts';
import { type Link, type LinkReceiver, openLink } from './link.ts';
import { createRetry } from './retry.ts';
import { createRollover } from './rollover.ts';

/** The address of a connection. */
export interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ConnectionsPeers {
  readonly pump: Pick<Pump, 'begun' | 'behindMs' | 'run' | 'slowDown'>;
  /** `begun`: called when the audio of a new connection starts at `fromMs`. */
  readonly receiver: LinkReceiver & { begun(fromMs: number): void };
  readonly lifecycle: {
    readonly state: SessionState;
    /** A connection is ready. */
    begun(): void;
    /** A connection ended; with `isFinal`, no further attempt follows. Returns whether the session continues. */
    lost(error: AssemblyAIError, nowMs: number, isFinal: boolean): boolean;
  };
}

/** Manages the consecutive connections of a session. */
export interface Connections {
  /** Opens the first connection. */
  open(): void;
  /** The service sent `Begin`. */
  begun(message: ServerMessage & { readonly kind: 'begin' }): void;
  /** Sends changed parameters, also on later connections. */
  configure(params: Readonly<Record<string, unknown>>): void;
  /** The session made progress. */
  progress(): void;
  /** A turn has ended: replaces the connection if it expires soon. */
  betweenTurns(): void;
  /** Ends the current connection like a network failure. */
  fail(ending: Ending): void;
  /** Sends nothing more on the current connection, and waits for its end: the service may still send turns. */
  finish(ending: Ending): void;
  /** Starts the close handshake. No connection follows. */
  close(): void;
  /** The current connection, once the service has sent `Begin`. */
  readonly ready: Link | undefined;
  /** IDs of the service's sessions, one for each connection. */
  readonly sessionIds: readonly string[];
}

/** Calls `target` for each connection, because a token can be used only once. */
export function createConnections(
  io: StreamingIo,
  settings: Settings,
  timers: Timers,
  emitter: EmitterControl<SessionEvents>,
  target: () => Promise<Target>,
  peers: ConnectionsPeers,
): Connections {
  const { receiver, pump } = peers;
  const { reconnect } = settings;
  const retry = createRetry(reconnect, () => io.random());
  const rollover = reconnect && createRollover(timers, roll);
  const sessionIds: string[] = [];
  let link: Link | undefined;
  /** How the current connection will end: the service has sent `Termination`. */
  let expected: Ending | undefined;
  /** The delay that was reported last, ms. */
  let behindMs = 0;
  let updates: Readonly<Record<string, unknown>> | undefined;

  const isClosed = (): boolean => peers.lifecycle.state === 'closed';

  async function connect(): Promise<void> {
    let to: Target | undefined;
    const late = new Promise<never>((_, reject) => {
      timers.set('token', settings.connectTimeoutMs, () =>
        reject(new NetworkError('The streaming token did not arrive in time.', { operation: 'streaming' })),
      );
    });
    try {
      to = await Promise.race([target(), late]);
      if (!isClosed()) link = openLink(io, to, settings, receiver, lost);
    } catch (thrown) {
      const error = isAssemblyAIError(thrown)
        ? thrown
        : failed(to ? 'open a streaming connection' : 'get a streaming token', thrown);
      // With an invalid address, another attempt would fail too.
      lost({ remedy: !to && error.retryable ? 'again' : 'never', error });
    } finally {
      timers.clear('token');
    }
  }

  function lost(ending: Ending): void {
    if (isClosed()) return;
    const { remedy, error } = expected ?? ending;
    const now = io.now();
    timers.clear('closing');
    link = expected = connections.ready = undefined;
    if (remedy === 'slower') pump.slowDown(now);
    const delayMs = retry.delay(remedy, now);
    if (!peers.lifecycle.lost(error, now, delayMs === undefined) || delayMs === undefined) return;
    emitter.emit('reconnecting', { attempt: retry.attempts, delayMs, error });
    timers.set('connect', delayMs, () => void connect());
  }

  /** Reports a delay once, and again when it has doubled: it may grow with each outage. */
  function reportBehind(): void {
    const lagMs = pump.behindMs();
    if (lagMs < BEHIND_MS) behindMs = 0;
    else if (lagMs >= 2 * behindMs) emitter.emit('behind', { lagMs: (behindMs = lagMs) });
  }

  function roll(): void {
    if (!connections.ready || peers.lifecycle.state !== 'open') return;
    connections.ready.send(control('Terminate'));
    connections.close();
    lost({
      remedy: 'now',
      error: new ServerError('The session reached its maximum duration.', { operation: 'streaming' }),
    });
  }

  const connections: Mutable<Connections> = {
    ready: undefined,
    open: () => void connect(),
    begun({ id, expiresAtMs, raw }) {
      if (connections.ready || expected) return emitter.emit('unknown', { type: 'Begin', raw });
      const now = io.now();
      connections.ready = link;
      sessionIds.push(id);
      const from = pump.begun(now);
      retry.begun(now);
      rollover?.begun(expiresAtMs, io.wallNow?.() ?? now);
      if (updates) link?.send(control('UpdateConfiguration', updates));
      receiver.begun(from);
      // A listener may have ended the connection.
      if (!connections.ready) return;
      emitter.emit('begin', { id, connection: sessionIds.length, expiresAtMs, raw });
      peers.lifecycle.begun();
      reportBehind();
      pump.run();
    },
    configure(params) {
      updates = { ...updates, ...params };
      connections.ready?.send(control('UpdateConfiguration', params));
    },
    progress: () => retry.progress(io.now()),
    betweenTurns: () => rollover?.betweenTurns(),
    fail: (ending) => link?.fail(ending),
    finish(ending) {
      connections.ready = undefined;
      expected = ending;
      timers.set('closing', CLOSING_MS, () => link?.fail(ending));
    },
    close() {
      const closing = link;
      link = connections.ready = undefined;
      closing?.close();
    },
    sessionIds,
  };
  return connections;
}

const failed = (action: string, cause: unknown): AssemblyAIError =>
  new NetworkError(`Failed to ${action}.`, {
    operation: 'streaming',
    cause,
    ...(cause instanceof Error && { hint: cause.message }),
  });
