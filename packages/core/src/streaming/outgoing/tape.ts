/**
 * The audio that may still be needed: unsent audio, and sent audio whose words are not final. All times are ms from the
 * first sample of the session.
 */
export interface Tape {
  /** Copies audio of any length. */
  push(chunk: Uint8Array): void;
  /** No more audio follows: the rest becomes a message too. */
  finish(): void;
  /**
   * Returns the next message to send, which is valid until the next call; undefined if it needs more audio.
   *
   * @param pushed The chunk of the last `push`, unchanged. If the message is this chunk, it is returned itself: it was
   * written a moment ago, so reading it costs less than reading its copy, whose memory was last used seconds ago.
   */
  peek(pushed?: Uint8Array): Uint8Array | undefined;
  /** Where the message that {@link peek} returns ends. */
  readonly peekedMs: number;
  /** Moves past the message that {@link peek} returned last. */
  advance(): void;
  /** Moves back to a start of a message at or before `ms`, or to the oldest audio. Returns that time, ms. */
  rewind(ms: number): number;
  /** Releases sent audio before `ms`. */
  release(ms: number): void;
  /**
   * Drops the oldest audio until at most `maxMs` are held; unsent audio only if more than `graceMs` too many are left.
   * Returns whether it dropped unsent audio.
   */
  bound(maxMs: number, graceMs?: number): boolean;
  /** Where the oldest audio begins. */
  readonly start: number;
  /** Where the next message to send begins. */
  readonly position: number;
  /** Where the newest audio ends. */
  readonly end: number;
}
