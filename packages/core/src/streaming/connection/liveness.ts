import type { Socket, StreamingIo } from '../host.ts';
import type { ServerMessage } from '../incoming/messages.ts';
import { ARRIVAL_MS, PING_MS } from '../limits.ts';

/** Determines from the traffic of a connection whether the service responds, and which audio it has received. */
export interface Liveness {
  /** A message arrived. */
  received(message: ServerMessage): void;
  /** The response to a ping arrived. */
  pong(): void;
  /**
   * Sends a ping if no message arrived for a while and none is pending. Returns the time until the next check, ms;
   * undefined for a dead connection.
   *
   * @param givenBytes Bytes that were passed to the socket so far.
   */
  check(socket: Socket, givenBytes: number): number | undefined;
}

/**
 * @param silenceMs Time without a response after which a connection is dead, ms.
 * @param onDelivered Called when all data that was sent before `sentAtMs` has reached the service.
 */
export function createLiveness(
  io: Pick<StreamingIo, 'now'>,
  silenceMs: number,
  onDelivered: (sentAtMs: number) => void,
): Liveness {
  let receivedAt = 0;
  let messageAt = -Infinity;
  let pingSentAt: number | undefined;
  let leftBytes = 0;
  let flowedAt = 0;
  let stuckSince: number | undefined;
  let heartbeat: { readonly at: number; readonly every: number | undefined } | undefined;

  return {
    received(message) {
      const now = (receivedAt = messageAt = io.now());
      if (message.kind === 'notice' && message.notice.type === 'Heartbeat') {
        // Delayed heartbeats arrive together, so an interval of 0 ms is not valid.
        heartbeat = { at: now, every: (heartbeat && now - heartbeat.at) || heartbeat?.every };
      }
    },
    pong() {
      receivedAt = io.now();
      if (pingSentAt !== undefined) onDelivered(pingSentAt);
      pingSentAt = undefined;
    },
    check(socket, givenBytes) {
      const now = io.now();
      const { buffered } = socket;
      const flows = givenBytes - buffered > leftBytes;
      leftBytes = givenBytes - buffered;
      // A ping waits behind the audio in the socket: while audio flows, a late response means a slow connection.
      if (buffered > 0 && flows) flowedAt = now;
      stuckSince = buffered > 0 && !flows ? (stuckSince ?? now) : undefined;
      const isSilent = (since: number | undefined, ms = silenceMs): boolean => since !== undefined && now - since >= ms;
      if (
        isSilent(stuckSince) ||
        isSilent(pingSentAt && Math.max(pingSentAt, receivedAt, flowedAt)) ||
        isSilent(heartbeat?.every && receivedAt, Math.max(silenceMs, 3 * (heartbeat?.every ?? 0)))
      ) {
        return undefined;
      }
      if (!socket.ping) {
        if (buffered === 0) onDelivered(now - ARRIVAL_MS);
      } else if (pingSentAt === undefined) {
        // A recent message is as good as a response.
        const quietMs = now - messageAt;
        if (quietMs < PING_MS) return PING_MS - quietMs;
        pingSentAt = now;
        socket.ping();
      }
      return PING_MS;
    },
  };
}
