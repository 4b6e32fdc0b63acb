import type { Mutable } from '../lib/mutable.ts';
import { LEAST_LEAD_MS, SAFER_SHARE } from '../limits.ts';

/** Limits the speed of sending. Source: contract `streaming.md` section 4: not faster than real time. */
export interface Pacer {
  /** A new connection starts to send at `positionMs` of the timeline. */
  begun(nowMs: number, positionMs: number): void;
  /** A live source has written the audio before `endMs`, so it has been spoken, although the clock says otherwise. */
  spoken(nowMs: number, endMs: number): void;
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
  /** Longest burst of a live source that is sent at once, ms. */
  readonly burstMs: number;
}

/**
 * Applies three limits. For the session: audio is not sent before it could have been spoken. For the connection: buffered
 * audio is sent at `catchUp` times real time, and no further ahead of real time than the service has accepted. Live audio
 * reaches none of these limits.
 */
export function createPacer({ slackMs, catchUp, burstMs }: PaceOptions): Pacer {
  /** When the session began, and when its audio began as far as its source shows, minus its position. */
  let begunAt: number | undefined;
  let origin = 0;
  let connectedAt = 0;
  let from = 0;
  const pacer: Mutable<Pacer> = {
    leadMs: Infinity,
    begun(nowMs, positionMs) {
      // The session's clock starts with the first connection.
      if (begunAt === undefined) begunAt = origin = nowMs - positionMs;
      connectedAt = nowMs;
      from = positionMs;
    },
    spoken(nowMs, endMs) {
      if (begunAt !== undefined) origin = Math.max(begunAt - burstMs, Math.min(origin, nowMs - endMs));
    },
    delay(nowMs, endMs) {
      const bySession = origin + endMs - slackMs;
      const bySpeed = connectedAt + (endMs - from - slackMs) / catchUp;
      const byLead = connectedAt + (endMs - from) - pacer.leadMs;
      return Math.max(0, Math.ceil(Math.max(bySession, bySpeed, byLead) - nowMs));
    },
    slowDown(nowMs, positionMs) {
      const aheadMs = positionMs - from - (nowMs - connectedAt);
      const saferMs = Math.min(pacer.leadMs, aheadMs) * SAFER_SHARE;
      pacer.leadMs = saferMs < LEAST_LEAD_MS ? 0 : saferMs;
    },
  };
  return pacer;
}
