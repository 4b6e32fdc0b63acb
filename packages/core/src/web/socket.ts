import { asError } from '../errors.ts';
import type { Dial, Socket } from '../streaming/host.ts';

/** The methods of the platform's WebSocket that are used. */
export interface WebSocketLike {
  binaryType: string;
  readonly bufferedAmount?: number;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: string, listener: (event: never) => void): void;
}

export type WebSocketConstructor = new (url: string) => WebSocketLike;

const BROKEN = 1006;

/**
 * WebSockets of the platform: browsers, workers, Deno, Bun, Node 22 and later. They authenticate with a token, because
 * they cannot send the API key.
 */
export const webDial = (constructor?: WebSocketConstructor): Dial =>
  dialWith(constructor ?? (globalThis as { WebSocket?: WebSocketConstructor }).WebSocket, setTimeout);

/** Runs a task with its arguments after `ms`, like `setTimeout`. */
export type Defer = (task: (code: number, reason: string) => void, ms: number, code: number, reason: string) => unknown;

/** The same for hosts that provide the WebSocket and the timer. */
export function dialWith(WebSocketOfPlatform: WebSocketConstructor | undefined, defer: Defer): Dial {
  return ({ url }, events) => {
    let isClosed = false;
    const end = (code: number, reason: string): void => {
      if (isClosed) return;
      isClosed = true;
      events.onClose(code, reason);
    };
    let socket: WebSocketLike;
    try {
      if (WebSocketOfPlatform === undefined) throw new Error('This runtime has no WebSocket.');
      socket = new WebSocketOfPlatform(url);
    } catch (thrown) {
      queueMicrotask(() => end(BROKEN, asError(thrown).message));
      return NO_SOCKET;
    }
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => events.onOpen());
    socket.addEventListener('message', ({ data }: { data: unknown }) =>
      events.onMessage(typeof data === 'string' ? data : data instanceof ArrayBuffer ? new Uint8Array(data) : NOTHING),
    );
    socket.addEventListener('close', ({ code, reason }: { code: number; reason: string }) => end(code, reason));
    // An error event has no reason, but the close event has a code. It follows immediately, except in Node 22, where it
    // is missing.
    socket.addEventListener('error', () => void defer(end, 0, BROKEN, ''));
    const close = (code: number, reason: string): void => {
      try {
        socket.close(code, reason);
      } catch {
        // The socket is already closed.
      }
    };
    return {
      send(data) {
        try {
          socket.send(data as string);
        } catch {
          // A failing socket reports that in its close event.
        }
      },
      close,
      drop: () => close(1000, ''),
      get buffered() {
        // Some workers do not provide it.
        return socket.bufferedAmount ?? 0;
      },
    };
  };
}

/** The platform's sockets cannot send pings, so the service shows that it is alive. Older models ignore this. */
export const WITHOUT_PINGS = { session_heartbeat: true } as const;

const NOTHING = new Uint8Array(0);

const NO_SOCKET: Socket = { send: () => undefined, close: () => undefined, drop: () => undefined, buffered: 0 };
