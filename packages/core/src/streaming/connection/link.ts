import { asError, NetworkError, TimeoutError } from '../../errors.ts';
import { createTextRedactor } from '../../redact.ts';
import type { Socket, StreamingIo } from '../host.ts';
import { readMessage, type ServerMessage } from '../incoming/messages.ts';
import { ABNORMAL_CLOSURE, NORMAL_CLOSURE, PING_MS, REASON_MS, SILENCE_MS } from '../limits.ts';
import { type Ending, endingOf, refusalOf } from './closing.ts';
import { createLiveness } from './liveness.ts';

export interface LinkTiming {
  /** Time limit for opening the socket, ms. */
  readonly connectTimeoutMs: number;
  /** Time limit for `Begin` after the socket is open, ms. */
  readonly beginTimeoutMs: number;
}

/** Receives the messages of a connection. */
export interface LinkReceiver {
  received(message: ServerMessage): void;
  /** All data that was sent before `sentAtMs` on the clock has reached the service. */
  delivered(sentAtMs: number): void;
}

/** A connection, from dialing to its end. */
export interface Link {
  send(data: string | Uint8Array): void;
  /** Whether {@link send} also accepts bytes of a caller, which may be in shared or resizable memory. */
  readonly anyMemory: boolean | undefined;
  /** Returns the number of bytes that have not left the socket yet. */
  buffered(): number;
  /** Starts the close handshake. No events follow. */
  close(): void;
  /** Ends the connection like a network failure: `onEnd` is called. */
  fail(ending: Ending): void;
}

/** `onEnd` is called once, as the last event. */
export function openLink(
  io: StreamingIo,
  request: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
  timing: LinkTiming,
  receiver: LinkReceiver,
  onEnd: (ending: Ending) => void,
): Link {
  // The service or a proxy may include the credentials in messages.
  const redactor = createTextRedactor([
    request.headers['authorization'] ?? '',
    new URL(request.url).searchParams.get('token') ?? '',
  ]);
  let ended = false;
  /** Bytes that were passed to the socket. */
  let given = 0;
  let sessionId: string | undefined;
  let lastError: { readonly at: number; readonly code: number; readonly message: string } | undefined;
  const liveness = createLiveness(io, SILENCE_MS, receiver.delivered);
  let cancel = io.schedule(timing.connectTimeoutMs, () => late('did not open', timing.connectTimeoutMs));

  let socket: Socket;
  try {
    socket = io.dial(request, {
      onOpen() {
        if (ended) return;
        cancel();
        cancel = io.schedule(timing.beginTimeoutMs, () => late('did not begin', timing.beginTimeoutMs));
      },
      onMessage(data) {
        if (!ended) received(readMessage(typeof data === 'string' ? redactor.data(data) : data));
      },
      onPong() {
        if (!ended) liveness.pong();
      },
      onClose(code, reason, status) {
        if (!ended && code !== ABNORMAL_CLOSURE) receiver.delivered(io.now());
        if (status !== undefined) end(refusalOf(status));
        else end(closedWith(code, redactor.text(reason)));
      },
    });
  } catch (error) {
    cancel();
    // Only the message, because other properties may contain the credentials too.
    throw new Error(redactor.text(asError(error).message));
  }

  function received(message: ServerMessage): void {
    liveness.received(message);
    if (message.kind === 'begin') {
      sessionId ??= message.id;
      cancel();
      cancel = io.schedule(PING_MS, watch);
    } else if (message.kind === 'error') {
      lastError = { at: io.now(), code: message.code, message: message.message };
    }
    receiver.received(message);
  }

  /** Uses an error message that arrived just before the close frame. */
  function closedWith(code: number, reason: string): Ending {
    const recent = lastError && io.now() - lastError.at <= REASON_MS ? lastError : undefined;
    const closeCode = (code === ABNORMAL_CLOSURE && recent?.code) || code;
    return endingOf(closeCode, reason, { errorMessage: recent?.message, sessionId });
  }

  function end(ending: Ending): void {
    if (ended) return;
    ended = true;
    cancel();
    onEnd(ending);
  }

  function fail(ending: Ending): void {
    if (ended) return;
    socket.drop();
    end(ending);
  }

  function late(what: string, ms: number): void {
    const text = `The streaming session ${what} within ${ms / 1000} s.`;
    fail({ remedy: 'again', error: new TimeoutError(text, { operation: 'streaming' }) });
  }

  /** Detects dead connections, which may not cause a close event. */
  function watch(): void {
    const nextMs = liveness.check(socket, given);
    if (nextMs === undefined) {
      const text = `The streaming connection was lost: no response for ${SILENCE_MS / 1000} s.`;
      return fail({ remedy: 'again', error: new NetworkError(text, { operation: 'streaming', sessionId }) });
    }
    cancel = io.schedule(nextMs, watch);
  }

  return {
    anyMemory: socket.anyMemory,
    send(data) {
      if (ended) return;
      given += data.length;
      socket.send(data);
    },
    buffered: () => socket.buffered,
    close() {
      if (ended) return;
      ended = true;
      cancel();
      socket.close(NORMAL_CLOSURE, '');
    },
    fail,
  };
}
