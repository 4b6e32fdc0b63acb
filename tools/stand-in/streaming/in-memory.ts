import type { Clock } from '../clock.ts';
import type { CodeEdition } from './endings.ts';
import type { SessionMishap } from './faults.ts';
import { handshakeAnswer } from './handshake.ts';
import type { Listener } from './listener.ts';
import { createServiceSession, type ServiceSession, type SessionSettings } from './session.ts';

/** What the client's socket reports, as a WebSocket does. */
export interface ClientSocketEvents {
  onOpen(): void;
  onMessage(data: string | Uint8Array): void;
  onPong(): void;
  /** `status`: that of a refused handshake. */
  onClose(code: number, reason: string, status?: number): void;
}

/** The client's end of a connection. */
export interface ClientSocket {
  send(data: string | Uint8Array): void;
  close(code: number, reason: string): void;
  /** Leaves without a close handshake. */
  drop(): void;
  /** Bytes that were sent and have not left yet. */
  readonly buffered: number;
  readonly ping?: (() => void) | undefined;
}

export type Direction = 'up' | 'down';

/** One connection to {@link InMemoryService}, and what a test can do to it. */
export interface InMemoryConnection {
  /** Counted from 1. */
  readonly number: number;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** The client's JSON messages, in order. */
  readonly texts: readonly Readonly<Record<string, unknown>>[];
  /** Lengths of the audio messages, ms. */
  readonly frames: readonly number[];
  /** ms of audio that the service has received. */
  readonly audioMs: number;
  /** Whether the handshake was answered and the client has neither left nor seen a close. */
  readonly isOpen: boolean;
  /** Sends any message from the service to the client. */
  send(data: string | Uint8Array): void;
  /** Delivers any message at once, ahead of what is on its way. */
  deliver(data: string | Uint8Array): void;
  /** Closes it as the service does: messages that are on their way to the client still arrive. */
  close(code: number, reason?: string): void;
  /** Breaks it at once: messages that are on their way are lost. */
  cut(code?: number, reason?: string): void;
  /** Makes it half-open: nothing arrives any more, and neither side is notified. @default both directions */
  freeze(...directions: Direction[]): void;
}

export interface InMemoryServiceOptions {
  readonly clock: Clock;
  readonly listener: Listener;
  /** @default '2026-03' */
  readonly edition?: CodeEdition | undefined;
  /** ms that the next message travels; it never overtakes another one. @default 20 */
  readonly delayMs?: (() => number) | undefined;
  /** Bytes per second that leave the client. @default unlimited */
  readonly bytesPerSecond?: number | undefined;
  /** Whether the client can send pings; browsers cannot. @default true */
  readonly pings?: boolean | undefined;
  /** What goes wrong with the handshake of connection `number`; called when the client dials. */
  readonly atConnect?: ((number: number) => SessionMishap | undefined) | undefined;
  /** How the session on connection `number` behaves; called when its handshake is answered. */
  readonly session?: ((number: number) => Omit<Partial<SessionSettings>, 'clock' | 'listener' | 'edition'>) | undefined;
  /** Called when a handshake has been answered, before any message arrives. */
  readonly onConnect?: ((connection: InMemoryConnection) => void) | undefined;
}

/** The live service without sockets. */
export interface InMemoryService {
  /** Opens a connection, as a client's WebSocket would. */
  dial(
    request: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
    events: ClientSocketEvents,
  ): ClientSocket;
  /** Every connection, refused ones included. */
  readonly connections: readonly InMemoryConnection[];
  /** Most connections that were open at the same time. */
  readonly mostOpen: number;
}

/** Bytes that an operating system takes from a program although none leaves any more. */
const SEND_BUFFER_BYTES = 64 * 1024;

const DELAY_MS = 20;

/**
 * Serves live sessions over simulated connections: for tests of a client on a virtual clock, in any runtime. It admits
 * every client; use `atConnect` to turn one away.
 */
export function inMemoryService(options: InMemoryServiceOptions): InMemoryService {
  const { clock, listener, edition = '2026-03', delayMs = () => DELAY_MS, bytesPerSecond = Infinity } = options;
  const { pings = true, atConnect, session: settingsOf, onConnect } = options;
  const connections: InMemoryConnection[] = [];
  let openCount = 0;
  let mostOpen = 0;

  const dial: InMemoryService['dial'] = ({ url, headers }, events) => {
    const number = connections.length + 1;
    const address = new URL(url);
    const isDead = { up: false, down: false };
    const arrivals = { up: 0, down: 0 };
    let state: 'opening' | 'open' | 'closed' = 'opening';
    let session: ServiceSession | undefined;
    let queuedBytes = 0;
    let stuckBytes = 0;
    let leavesAt = 0;

    function carry(direction: Direction, task: () => void): void {
      arrivals[direction] = Math.max(arrivals[direction], clock.now() + delayMs());
      clock.schedule(arrivals[direction] - clock.now(), () => {
        if (state !== 'closed' && !isDead[direction]) task();
      });
    }

    /** Does `task` when `bytes` have left the client. */
    function transmit(bytes: number, task: () => void): void {
      // Bytes stay in the buffer until they are confirmed, and the confirmation takes the other direction.
      const isStuck = (): boolean => isDead.up || isDead.down;
      if (bytesPerSecond === Infinity) {
        if (isStuck()) stuckBytes += bytes;
        return task();
      }
      queuedBytes += bytes;
      leavesAt = Math.max(leavesAt, clock.now()) + (bytes / bytesPerSecond) * 1000;
      clock.schedule(leavesAt - clock.now(), () => {
        if (isStuck()) return;
        queuedBytes -= bytes;
        task();
      });
    }

    function open(): void {
      state = 'open';
      mostOpen = Math.max(mostOpen, ++openCount);
      events.onOpen();
    }

    function leave(code: number, reason: string): void {
      if (state === 'open') openCount--;
      state = 'closed';
      session?.gone(code, reason);
    }

    function end(code: number, reason: string, status?: number): void {
      if (state === 'closed') return;
      leave(code, reason);
      events.onClose(code, reason, status);
    }

    function freeze(...directions: Direction[]): void {
      for (const direction of directions.length > 0 ? directions : (['up', 'down'] as const)) isDead[direction] = true;
    }

    function accept(): void {
      open();
      session = createServiceSession(
        {
          send: (data) => carry('down', () => events.onMessage(data)),
          close: (code, reason) => carry('down', () => end(code, reason)),
          destroy: () => end(1006, ''),
          freeze,
        },
        Object.fromEntries([...address.searchParams].filter(([name]) => name !== 'token')),
        { id: `session-${number}`, ...settingsOf?.(number), clock, listener, edition },
      );
      onConnect?.(connection);
    }

    const connection: InMemoryConnection = {
      number,
      url: address,
      headers,
      get texts() {
        return session?.log.texts ?? [];
      },
      get frames() {
        return session?.log.frames ?? [];
      },
      get audioMs() {
        return session?.log.audioMs ?? 0;
      },
      get isOpen() {
        return state === 'open';
      },
      send: (data) => carry('down', () => events.onMessage(data)),
      deliver(data) {
        if (state === 'open' && !isDead.down) events.onMessage(data);
      },
      close(code, reason = '') {
        session?.gone(code, reason);
        carry('down', () => end(code, reason));
      },
      cut: (code = 1006, reason = '') => end(code, reason),
      freeze,
    };
    connections.push(connection);

    const mishap = atConnect?.(number);
    const answer = handshakeAnswer(mishap === undefined ? [] : [mishap], edition);
    carry('up', () => {
      if (answer.kind === 'none') return;
      if (answer.kind === 'drop') return end(1006, 'ECONNRESET');
      if (answer.kind === 'refuse') return end(1006, '', answer.status);
      const { delayMs: slowMs, close } = answer;
      if (close !== undefined) {
        open();
        return carry('down', () => end(close.code, close.reason));
      }
      if (slowMs === 0) return accept();
      clock.schedule(slowMs, () => {
        if (state === 'opening') accept();
      });
    });

    return {
      send(data) {
        const copy = typeof data === 'string' ? data : data.slice();
        transmit(copy.length, () => carry('up', () => session?.receive(copy)));
      },
      close: (code, reason) => carry('up', () => end(code, reason)),
      drop() {
        if (state !== 'closed') leave(1006, '');
      },
      get buffered() {
        return queuedBytes + Math.max(0, stuckBytes - SEND_BUFFER_BYTES);
      },
      ping: pings ? () => transmit(0, () => carry('up', () => carry('down', () => events.onPong()))) : undefined,
    };
  };

  return {
    dial,
    connections,
    get mostOpen() {
      return mostOpen;
    },
  };
}
