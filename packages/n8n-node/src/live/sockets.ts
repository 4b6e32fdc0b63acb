import type { Dial, Socket } from '../core.ts';
import { pause } from './io.ts';

/** What to do with a connection. */
export interface SocketUser {
  /** Returns the first message, if the server expects one. */
  greeting?(): string;
  onMessage(data: string | Uint8Array): void;
  /** The connection ended, or could not be opened. `reason` is for people. */
  onLost(reason: string): void;
}

const [FIRST_MS, LONGEST_MS] = [500, 30_000];
/** Milliseconds after which a connection counts as good, so that the next attempt follows soon. */
const GOOD_MS = 10_000;

/** Keeps a connection to `address` until `signal` fires. Connects again at increasing intervals, up to 30 seconds. */
export async function stayConnected(
  address: string,
  user: SocketUser,
  {
    dial,
    now,
    random,
    signal,
  }: {
    readonly dial: Dial;
    readonly now: () => number;
    readonly random: () => number;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  for (let waitMs = FIRST_MS; !signal.aborted;) {
    const startedAt = now();
    const reason = await connection(address, user, dial, signal);
    if (signal.aborted) return;
    user.onLost(reason);
    if (now() - startedAt > GOOD_MS) waitMs = FIRST_MS;
    if (!(await pause(waitMs * (0.5 + random() / 2), signal))) return;
    waitMs = Math.min(waitMs * 2, LONGEST_MS);
  }
}

/** One connection. @returns why it ended */
function connection(address: string, user: SocketUser, dial: Dial, signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    const socket: Socket = dial(
      { url: address, headers: {} },
      {
        onOpen() {
          const greeting = user.greeting?.();
          if (greeting !== undefined) socket.send(greeting);
        },
        onMessage: (data) => user.onMessage(data),
        onPong: () => undefined,
        onClose(code, reason) {
          signal.removeEventListener('abort', close);
          resolve(reason === '' ? `The connection was closed with code ${code}.` : reason);
        },
      },
    );
    const close = (): void => socket.close(1000, '');
    signal.addEventListener('abort', close, { once: true });
  });
}
