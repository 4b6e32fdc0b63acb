import { setTimeout as pause } from 'node:timers/promises';

export interface HeardWord {
  readonly confidence: number;
  /** ms, as the client reported it. */
  readonly startMs: number;
}

/** A word of a final result. */
export interface ReportedWord extends HeardWord {
  /** Where in the audio the caller started to send on this connection, ms; 0 where the client has one timeline. */
  readonly baseMs: number;
}

/** A live session as a program uses it that wants the final words. */
export interface Peer {
  /** Sends audio that begins `atMs` after the first sample. */
  send(chunk: Uint8Array, atMs: number): void;
  /** Ends the session after the last words. */
  close(): Promise<void>;
}

export interface Connection {
  /** @throws if the connection has closed. */
  send(chunk: Uint8Array): void;
  close(): Promise<void>;
}

export interface ConnectionEvents {
  /** The words of the current turn; `isEnd` if they are final. */
  heard(words: readonly HeardWord[], isEnd: boolean): void;
  ended(): void;
}

/** How long the caller waits before it opens a new connection, ms. */
const RETRY_MS = 250;

/** Longest wait for the last words, ms: some clients never report the end of a session that broke. */
export const LAST_WORDS_MS = 5000;

/**
 * What a careful caller makes of a client that does not reconnect: opens a new connection soon, and keeps the words of a
 * turn that the cut ended. Audio in between is lost.
 */
export async function inReconnectLoop(
  onWord: (word: ReportedWord) => void,
  connect: (events: ConnectionEvents) => Promise<Connection>,
): Promise<Peer> {
  let open: { readonly connection: Connection; readonly place: { baseMs?: number } } | undefined;
  let isClosing = false;

  async function next(): Promise<void> {
    const place: { baseMs?: number } = {};
    let partial: readonly HeardWord[] = [];
    const keep = (): void => {
      for (const word of partial) onWord({ ...word, baseMs: place.baseMs ?? 0 });
      partial = [];
    };
    const connection = await connect({
      heard(words, isEnd) {
        partial = words;
        if (isEnd) keep();
      },
      ended() {
        keep();
        if (open?.place !== place) return;
        open = undefined;
        if (!isClosing) void again();
      },
    });
    open = { connection, place };
  }

  async function again(): Promise<void> {
    await pause(RETRY_MS);
    await next().catch(again);
  }

  await next();
  return {
    send(chunk, atMs) {
      if (open === undefined) return;
      open.place.baseMs ??= atMs;
      try {
        open.connection.send(chunk);
      } catch {
        // The socket has just closed: `ended` follows.
      }
    },
    async close() {
      isClosing = true;
      await Promise.race([open?.connection.close(), pause(LAST_WORDS_MS)]);
    },
  };
}
