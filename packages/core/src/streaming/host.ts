/** What a socket tells. After `onClose` it tells nothing more. */
export interface SocketEvents {
  onOpen(): void;
  onMessage(data: string | Uint8Array): void;
  /** The other side answered a ping. */
  onPong(): void;
  /** Called once; also for a connection that never came about. `status` is that of a refused handshake. */
  onClose(code: number, reason: string, status?: number): void;
}

/** One WebSocket, whatever the runtime calls it. None of its methods throws. */
export interface Socket {
  /** Reads or copies the bytes before it returns: their memory is used again. */
  send(data: string | Uint8Array): void;
  /** Starts the closing handshake. */
  close(code: number, reason: string): void;
  /** Lets go at once where the runtime can, else like `close`. */
  drop(): void;
  /** Bytes that were given to `send` and have not left yet. */
  readonly buffered: number;
  /** Absent where the runtime has no pings. */
  readonly ping?: (() => void) | undefined;
}

/** Opens a socket; a failure is told by `onClose`. `headers` is empty where a token in `url` does the work. */
export type Dial = (
  request: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
  events: SocketEvents,
) => Socket;

/** What a host lends a streaming session. */
export interface StreamingHands {
  readonly dial: Dial;
  /** Runs `task` after `ms` milliseconds; the returned function takes that back. */
  schedule(ms: number, task: () => void): () => void;
  /** Milliseconds since the epoch. */
  now(): number;
  /** A number in [0, 1). */
  random(): number;
}
