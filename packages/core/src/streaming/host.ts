/** Events of a socket. None follows `onClose`. */
export interface SocketEvents {
  onOpen(): void;
  onMessage(data: string | Uint8Array): void;
  /** The service answered a ping. */
  onPong(): void;
  /** Called once, also if the connection fails. `status` is the HTTP status of a rejected handshake. */
  onClose(code: number, reason: string, status?: number): void;
}

/** A WebSocket in any runtime. Methods do not throw. */
export interface Socket {
  /** Must read or copy the bytes before it returns, because the caller reuses their memory. */
  send(data: string | Uint8Array): void;
  /** Starts the close handshake. */
  close(code: number, reason: string): void;
  /** Ends the connection without a handshake if the runtime can, otherwise like `close`. */
  drop(): void;
  /** Bytes that were passed to `send` and have not left the socket yet. */
  readonly buffered: number;
  /**
   * Whether `send` also accepts bytes of a caller, which may be in shared or resizable memory. The sockets of web pages
   * reject these.
   */
  readonly anyMemory?: boolean | undefined;
  /** Undefined if the runtime cannot send pings. */
  readonly ping?: (() => void) | undefined;
}

/** Opens a socket. A failure is reported by `onClose`. `headers` is empty if `url` contains a token. */
export type Dial = (
  request: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
  events: SocketEvents,
) => Socket;

/** The socket, clock, timers and random numbers that a host passes in. */
export interface StreamingIo {
  readonly dial: Dial;
  /** Runs `task` after `ms` milliseconds. The returned function cancels it. */
  schedule(ms: number, task: () => void): () => void;
  /** Milliseconds on a clock that only moves forward, such as `performance.now`. */
  now(): number;
  /** Milliseconds since the epoch, only for the expiry time of sessions. May jump. @default `now` */
  wallNow?(): number;
  /** A number in [0, 1). */
  random(): number;
  /** Reports an error that no caller handles. @default an unhandled rejection, which the runtime reports */
  readonly report?: ((error: unknown) => void) | undefined;
}
