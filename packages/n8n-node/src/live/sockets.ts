import type { Socket, StreamingIo } from '../core.ts';
import { pause } from './io.ts';

/** What to do with a connection. */
export interface SocketUser {
  /** The connection is open. @returns the first message, if the server expects one */
  onOpen(): string | undefined;
  onMessage(data: string | Uint8Array): void;
  /** Whether a message shows that the server sends heartbeats. Their absence then ends the connection. */
  isHeartbeat?(data: string | Uint8Array): boolean;
  /** The connection ended, or could not be opened. */
  onLost(loss: Loss): void;
  /** The connection will be closed. @returns the last message, if the server expects one */
  onLeave?(): string;
}

export type SocketIo = Pick<StreamingIo, 'dial' | 'now' | 'random'>;

/** The end of a connection that the server or the network ended. */
export interface Loss {
  /** Why, for people. */
  readonly reason: string;
  /** Whether the connection was open before. */
  readonly wasOpen: boolean;
  /** Whether the server ended it in the regular way. */
  readonly isRegular: boolean;
}

/** Close code of RFC 6455. */
const NORMAL_CLOSURE = 1000;

const [FIRST_MS, LONGEST_MS] = [500, 30_000];
/** Milliseconds after which a connection counts as good, so that the next attempt follows soon. */
const GOOD_MS = 10_000;
/** Milliseconds without a message after which a connection with heartbeats is dead, and between checks. */
const [DEAD_MS, CHECK_MS] = [60_000, 10_000];

/** Keeps a connection to `address` until `signal` fires. Connects again at increasing intervals, up to 30 seconds. */
export async function stayConnected(
  address: string,
  user: SocketUser,
  io: SocketIo,
  signal: AbortSignal,
): Promise<void> {
  for (let waitMs = FIRST_MS; !signal.aborted;) {
    const startedAt = io.now();
    const loss = await connection(address, user, io, signal);
    if (signal.aborted) return;
    user.onLost(loss);
    if (io.now() - startedAt > GOOD_MS) waitMs = FIRST_MS;
    if (!(await pause(waitMs * (0.5 + io.random() / 2), signal))) return;
    waitMs = Math.min(waitMs * 2, LONGEST_MS);
  }
}

/** One connection. @returns how it ended */
function connection(address: string, user: SocketUser, { dial, now }: SocketIo, signal: AbortSignal): Promise<Loss> {
  return new Promise((resolve) => {
    let wasOpen = false;
    let messageAt = now();
    let isWatched = false;
    const over = new AbortController();
    function end(reason: string, isRegular: boolean): void {
      over.abort();
      signal.removeEventListener('abort', close);
      resolve({ reason, wasOpen, isRegular });
    }
    async function watch(): Promise<void> {
      isWatched = true;
      while (await pause(CHECK_MS, over.signal)) {
        if (now() - messageAt < DEAD_MS) continue;
        socket.drop();
        end(`The server has sent nothing for ${DEAD_MS / 1000} seconds.`, false);
      }
    }
    const socket: Socket = dial(
      { url: address, headers: {} },
      {
        onOpen() {
          wasOpen = true;
          const first = user.onOpen();
          if (first !== undefined) socket.send(first);
        },
        onMessage(data) {
          messageAt = now();
          if (!isWatched && user.isHeartbeat?.(data) === true) void watch();
          user.onMessage(data);
        },
        onPong: () => undefined,
        onClose(code, reason) {
          end(reason === '' ? `The connection was closed with code ${code}.` : reason, code === NORMAL_CLOSURE);
        },
      },
    );
    const close = (): void => {
      const last = wasOpen ? user.onLeave?.() : undefined;
      if (last !== undefined) socket.send(last);
      socket.close(NORMAL_CLOSURE, '');
    };
    signal.addEventListener('abort', close, { once: true });
  });
}
