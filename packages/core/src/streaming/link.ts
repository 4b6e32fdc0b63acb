import { NetworkError, TimeoutError } from '../errors.ts';
import { type Ending, endingOf, refusalOf } from './closing.ts';
import type { Socket, StreamingHands } from './hands.ts';
import { readMessage, type ServerMessage } from './messages.ts';

export interface LinkTiming {
  /** Milliseconds until the socket must be open. */
  readonly connectTimeoutMs: number;
  /** Milliseconds from then until the service must have said `Begin`. */
  readonly beginTimeoutMs: number;
  /** Milliseconds between signs of life that are asked for, where the runtime has pings. */
  readonly pingMs: number;
  /** Milliseconds without a sign of life after which a connection counts as dead. */
  readonly silenceMs: number;
}

export interface LinkEvents {
  onMessage(message: ServerMessage): void;
  /** All that was sent before `sentAtMs` has reached the other side. */
  onAlive(sentAtMs: number): void;
  /** Once, and the last thing that is told. */
  onEnd(ending: Ending): void;
}

/** One connection, from dialling to its end. */
export interface Link {
  send(data: string | Uint8Array): void;
  /** Bytes that have not left yet. */
  readonly buffered: number;
  /** Says goodbye and lets go; nothing is told any more. */
  close(): void;
  /** Ends it as if the network had: `onEnd` is told. */
  fail(ending: Ending): void;
}

const GOODBYE = 1000;

export function openLink(
  hands: StreamingHands,
  request: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
  timing: LinkTiming,
  events: LinkEvents,
): Link {
  let ended = false;
  let sessionId: string | undefined;
  let lastHeard = hands.now();
  let pingSentAt: number | undefined;
  let stuckSince: number | undefined;
  let lastBuffered = 0;
  let heartbeat: { readonly at: number; readonly every: number | undefined } | undefined;
  let cancel = hands.schedule(timing.connectTimeoutMs, () => late('No connection', timing.connectTimeoutMs));

  const socket: Socket = hands.dial(request, {
    onOpen() {
      if (ended) return;
      cancel();
      cancel = hands.schedule(timing.beginTimeoutMs, () => late('No Begin', timing.beginTimeoutMs));
    },
    onMessage(data) {
      if (ended) return;
      lastHeard = hands.now();
      const message = readMessage(data);
      if (message.kind === 'begin') {
        sessionId = message.id;
        cancel();
        cancel = hands.schedule(timing.pingMs, watch);
      } else if (message.kind === 'unknown' && message.type === 'Heartbeat') {
        heartbeat = { at: lastHeard, every: heartbeat === undefined ? undefined : lastHeard - heartbeat.at };
      }
      events.onMessage(message);
    },
    onPong() {
      if (ended) return;
      lastHeard = hands.now();
      if (pingSentAt !== undefined) events.onAlive(pingSentAt);
      pingSentAt = undefined;
    },
    onClose(code, reason, status) {
      if (status !== undefined && status !== 101) end(refusalOf(status, { sessionId }));
      else end(endingOf(code, reason, { sessionId }));
    },
  });

  function end(ending: Ending): void {
    if (ended) return;
    ended = true;
    cancel();
    events.onEnd(ending);
  }

  function fail(ending: Ending): void {
    if (ended) return;
    socket.drop();
    end(ending);
  }

  function late(what: string, ms: number): void {
    const text = `${what} within ${Math.round(ms / 1000)} s.`;
    fail({ remedy: 'again', error: new TimeoutError(text, { operation: 'streaming' }) });
  }

  /** A connection can be dead without anybody saying so. */
  function watch(): void {
    const now = hands.now();
    const { buffered } = socket;
    stuckSince = buffered > 0 && buffered >= lastBuffered ? (stuckSince ?? now) : undefined;
    lastBuffered = buffered;
    const unanswered = pingSentAt !== undefined && now - Math.max(pingSentAt, lastHeard) >= timing.silenceMs;
    const stuck = stuckSince !== undefined && now - stuckSince >= timing.silenceMs;
    const skipped =
      heartbeat?.every !== undefined && now - lastHeard >= Math.max(timing.silenceMs, 3 * heartbeat.every);
    if (unanswered || stuck || skipped) {
      const text = `The streaming connection is dead: no sign of life for ${Math.round(timing.silenceMs / 1000)} s.`;
      return fail({ remedy: 'again', error: new NetworkError(text, { operation: 'streaming', sessionId }) });
    }
    if (pingSentAt === undefined && socket.ping !== undefined) {
      pingSentAt = now;
      socket.ping();
    }
    cancel = hands.schedule(timing.pingMs, watch);
  }

  return {
    send: (data) => {
      if (!ended) socket.send(data);
    },
    get buffered() {
      return socket.buffered;
    },
    close() {
      if (ended) return;
      ended = true;
      cancel();
      socket.close(GOODBYE, '');
    },
    fail,
  };
}
