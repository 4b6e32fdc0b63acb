import { NetworkError, TimeoutError } from '../../errors.ts';
import { type Ending, endingOf, refusalOf } from './closing.ts';
import type { Socket, StreamingHands } from '../host.ts';
import { readMessage, type ServerMessage } from '../incoming/messages.ts';

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

/** Code of a connection that nobody closed. */
const BROKEN = 1006;

/** An error message is the reason of an end that follows within so many ms. */
const REASON_MS = 5000;

/** Where nobody answers pings: what left this machine so many ms ago, and nothing waits behind it, has arrived. */
const ARRIVED_MS = 120_000;

export function openLink(
  hands: StreamingHands,
  request: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
  timing: LinkTiming,
  events: LinkEvents,
): Link {
  let ended = false;
  let sessionId: string | undefined;
  let complaint: { readonly at: number; readonly code: number; readonly text: string } | undefined;
  let lastHeard = hands.now();
  let pingSentAt: number | undefined;
  let givenBytes = 0;
  let leftBytes = 0;
  let flowedAt = 0;
  let stuckSince: number | undefined;
  let heartbeat: { readonly at: number; readonly every: number | undefined } | undefined;
  let cancel = hands.schedule(timing.connectTimeoutMs, () => late('No connection', timing.connectTimeoutMs));

  let socket: Socket;
  try {
    socket = hands.dial(request, {
      onOpen() {
        if (ended) return;
        cancel();
        cancel = hands.schedule(timing.beginTimeoutMs, () => late('No Begin', timing.beginTimeoutMs));
      },
      onMessage(data) {
        if (!ended) heard(readMessage(data));
      },
      onPong() {
        if (ended) return;
        lastHeard = hands.now();
        if (pingSentAt !== undefined) events.onAlive(pingSentAt);
        pingSentAt = undefined;
      },
      onClose(code, reason, status) {
        if (!ended && code !== BROKEN) events.onAlive(hands.now());
        if (status !== undefined) end(refusalOf(status));
        else end(closedWith(code, reason));
      },
    });
  } catch (error) {
    cancel();
    throw error;
  }

  function heard(message: ServerMessage): void {
    lastHeard = hands.now();
    if (message.kind === 'begin') {
      sessionId ??= message.id;
      cancel();
      cancel = hands.schedule(timing.pingMs, watch);
    } else if (message.kind === 'error') {
      complaint = { at: lastHeard, code: message.code, text: message.message };
    } else if (message.kind === 'notice' && message.notice.type === 'Heartbeat') {
      heartbeat = { at: lastHeard, every: heartbeat && lastHeard - heartbeat.at };
    }
    events.onMessage(message);
  }

  /** With what the service wrote just before. */
  function closedWith(code: number, reason: string): Ending {
    const recent = complaint !== undefined && hands.now() - complaint.at <= REASON_MS ? complaint : undefined;
    return endingOf((code === BROKEN && recent?.code) || code, reason, { complaint: recent?.text, sessionId });
  }

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
    const text = `${what} within ${ms / 1000} s.`;
    fail({ remedy: 'again', error: new TimeoutError(text, { operation: 'streaming' }) });
  }

  /** A connection can be dead without anybody saying so. */
  function watch(): void {
    const now = hands.now();
    const { buffered } = socket;
    const flows = givenBytes - buffered > leftBytes;
    leftBytes = givenBytes - buffered;
    // A ping waits in line behind the audio: that is slow, not dead.
    if (buffered > 0 && flows) flowedAt = now;
    stuckSince = buffered > 0 && !flows ? (stuckSince ?? now) : undefined;
    const isSilent = (since: number | undefined, ms = timing.silenceMs): boolean =>
      since !== undefined && now - since >= ms;
    if (
      isSilent(stuckSince) ||
      isSilent(pingSentAt && Math.max(pingSentAt, lastHeard, flowedAt)) ||
      isSilent(heartbeat?.every && lastHeard, Math.max(timing.silenceMs, 3 * (heartbeat?.every ?? 0)))
    ) {
      const text = `The streaming connection is dead: no sign of life for ${timing.silenceMs / 1000} s.`;
      return fail({ remedy: 'again', error: new NetworkError(text, { operation: 'streaming', sessionId }) });
    }
    if (socket.ping === undefined) {
      if (buffered === 0) events.onAlive(now - ARRIVED_MS);
    } else if (pingSentAt === undefined) {
      pingSentAt = now;
      socket.ping();
    }
    cancel = hands.schedule(timing.pingMs, watch);
  }

  return {
    send(data) {
      if (ended) return;
      givenBytes += data.length;
      socket.send(data);
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
