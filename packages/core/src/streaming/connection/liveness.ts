import type { Socket, StreamingIo } from '../host.ts';
import type { ServerMessage } from '../incoming/messages.ts';
import { ARRIVAL_MS } from '../limits.ts';

/** Judges from the traffic of a connection whether the service still answers, and how much of the audio it has. */
export interface Liveness {
  /** Bytes were given to the socket. */
  sent(bytes: number): void;
  /** A message arrived. */
  received(message: ServerMessage): void;
  /** The answer to a ping arrived. */
  pong(): void;
  /** Call this at regular intervals. Sends a ping if none is pending; returns false for a dead connection. */
  check(socket: Socket): boolean;
}

/**
 * @param silenceMs Milliseconds without a sign of life after which a connection counts as dead.
 * @param onDelivered All that was sent before `sentAtMs` has reached the service.
 */
export function createLiveness(
  io: Pick<StreamingIo, 'now'>,
  silenceMs: number,
  onDelivered: (sentAtMs: number) => void,
): Liveness {
  let receivedAt = 0;
  let pingSentAt: number | undefined;
  let givenBytes = 0;
  let leftBytes = 0;
  let flowedAt = 0;
  let stuckSince: number | undefined;
  let heartbeat: { readonly at: number; readonly every: number | undefined } | undefined;

  return {
    sent: (bytes) => void (givenBytes += bytes),
    received(message) {
      const now = (receivedAt = io.now());
      if (message.kind === 'notice' && message.notice.type === 'Heartbeat') {
        // Heartbeats that were held up on the way arrive together; 0 ms between two is no interval.
        heartbeat = { at: now, every: (heartbeat && now - heartbeat.at) || heartbeat?.every };
      }
    },
    pong() {
      receivedAt = io.now();
      if (pingSentAt !== undefined) onDelivered(pingSentAt);
      pingSentAt = undefined;
    },
    check(socket) {
      const now = io.now();
      const { buffered } = socket;
      const flows = givenBytes - buffered > leftBytes;
      leftBytes = givenBytes - buffered;
      // A ping queues behind the audio: while audio flows, a late answer means slow, not dead.
      if (buffered > 0 && flows) flowedAt = now;
      stuckSince = buffered > 0 && !flows ? (stuckSince ?? now) : undefined;
      const isSilent = (since: number | undefined, ms = silenceMs): boolean => since !== undefined && now - since >= ms;
      if (
        isSilent(stuckSince) ||
        isSilent(pingSentAt && Math.max(pingSentAt, receivedAt, flowedAt)) ||
        isSilent(heartbeat?.every && receivedAt, Math.max(silenceMs, 3 * (heartbeat?.every ?? 0)))
      ) {
        return false;
      }
      if (!socket.ping) {
        if (buffered === 0) onDelivered(now - ARRIVAL_MS);
      } else if (pingSentAt === undefined) {
        pingSentAt = now;
        socket.ping();
      }
      return true;
    },
  };
}
