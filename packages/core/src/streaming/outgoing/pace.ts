import { LEAST_LEAD_MS, SAFER_SHARE } from '../limits.ts';

/** Limits the speed of sending. Source: contract `streaming.md` section 4: not faster than real time. */
export interface Pacer {
  /** A new connection starts to send at `positionMs` of the timeline. */
  begun(nowMs: number, positionMs: number): void;
  /** Milliseconds to wait until audio that ends at `endMs` may be sent; 0 for no wait. */
  delay(nowMs: number, endMs: number): number;
  /** The service rejected the speed: later connections stay closer to real time. */
  slowDown(nowMs: number, positionMs: number): void;
  /** Milliseconds by which a connection may run ahead of real time; `Infinity` while the service has rejected no speed. */
  readonly leadMs: number;
}

export interface PaceOptions {
  /** Milliseconds by which audio may be sent ahead of real time. */
  readonly slackMs: number;
  /** Speed at which buffered audio is sent after a reconnect. 1 is real time. */
  readonly catchUp: number;
}

/**
 * Applies three limits. For the session: audio is not sent before it could have been spoken. For the connection: buffered
 * audio is sent at `catchUp` times real time, and no further ahead of real time than the service has accepted. Live audio
 * reaches none of these limits.
 */
export function createPacer({ slackMs, catchUp }: PaceOptions): Pacer {
  let leadMs = Infinity;
  let origin: number | undefined;
  let connectedAt = 0;
  let from = 0;
  return {
    begun(nowMs, positionMs) {
      // The session's clock starts with the first connection.
      origin ??= nowMs - positionMs;
      connectedAt = nowMs;
      from = positionMs;
    },
    delay(nowMs, endMs) {
      const bySession = (origin ?? nowMs) + endMs - slackMs;
      const bySpeed = connectedAt + (endMs - from - slackMs) / catchUp;
      const byLead = connectedAt + (endMs - from) - leadMs;
      return Math.max(0, Math.ceil(Math.max(bySession, bySpeed, byLead) - nowMs));
    },
    slowDown(nowMs, positionMs) {
      const aheadMs = positionMs - from - (nowMs - connectedAt);
      const saferMs = Math.min(leadMs, aheadMs) * SAFER_SHARE;
      leadMs = saferMs < LEAST_LEAD_MS ? 0 : saferMs;
    },
    get leadMs() {
      return leadMs;
    },
  };
}
