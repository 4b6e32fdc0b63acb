/** How fast audio may be sent. Source: contract `streaming.md` section 4: not faster than real time. */
export interface Pacer {
  /** A new connection begins to send at `positionMs` of the timeline. */
  restart(nowMs: number, positionMs: number): void;
  /** Milliseconds to wait until audio that reaches up to `endMs` may be sent; 0 for now. */
  delay(nowMs: number, endMs: number): number;
  /** The service found it too fast: from now on no connection gets as far ahead of real time as this one did. */
  slowDown(nowMs: number, positionMs: number): void;
}

export interface PaceOptions {
  /** Milliseconds of audio by which it may be ahead of the clock. */
  readonly slackMs: number;
  /** Speed at which audio of the past is sent again after a reconnect; 1 is real time. */
  readonly catchUp: number;
}

/** Share of a lead that was too much which is tried the next time. */
const SAFER = 0.7;

/**
 * Three lines hold at once. The session's: nothing is sent before it could have been spoken. The connection's: what is
 * behind is sent `catchUp` times as fast as it was spoken, and no further ahead than the service once allowed. Live
 * audio touches none of them.
 */
export function createPacer({ slackMs, catchUp }: PaceOptions): Pacer {
  let mostAhead = Infinity;
  let origin: number | undefined;
  let connectedAt = 0;
  let from = 0;
  return {
    restart(nowMs, positionMs) {
      // The clock of the session starts when its first audio could be sent.
      origin ??= nowMs - positionMs;
      connectedAt = nowMs;
      from = positionMs;
    },
    delay(nowMs, endMs) {
      const bySession = (origin ?? nowMs) + endMs - slackMs;
      const bySpeed = connectedAt + (endMs - from - slackMs) / catchUp;
      const byLead = connectedAt + (endMs - from) - mostAhead;
      return Math.max(0, Math.ceil(Math.max(bySession, bySpeed, byLead) - nowMs));
    },
    slowDown(nowMs, positionMs) {
      const ahead = positionMs - from - (nowMs - connectedAt);
      mostAhead = Math.max(slackMs, Math.min(mostAhead, ahead) * SAFER);
    },
  };
}
