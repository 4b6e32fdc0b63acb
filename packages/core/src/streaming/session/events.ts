import type { AssemblyAIError } from '../../errors.ts';
import type { AudioChunk, ChunkSource } from '../audio/source.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { FinalTurn } from '../incoming/ledger.ts';
import type { SessionState } from './states.ts';
import type { Notice, Raw, StreamingTurn } from '../incoming/messages.ts';
import type { Span } from '../outgoing/tape.ts';

/** What a session tells. Times are ms on its own timeline unless they say otherwise. */
export interface SessionEvents {
  state: { readonly from: SessionState; readonly to: SessionState };
  /** A connection is ready; `connection` counts from 1. */
  begin: {
    readonly id: string;
    readonly connection: number;
    readonly expiresAtMs: number | undefined;
    readonly raw: Raw;
  };
  /** Every message about a turn: partials, its end, its formatted copy. */
  turn: StreamingTurn;
  /** A turn that is over, once. */
  final: FinalTurn;
  speechStarted: { readonly timestamp: number; readonly raw: Raw };
  /** What the service says besides, told apart by `type`. */
  notice: Notice;
  /** The connection was lost and will be tried again after `delayMs`. */
  reconnecting: { readonly attempt: number; readonly delayMs: number; readonly error: AssemblyAIError };
  /** Audio of which nobody can say what was in it. */
  gap: Span;
  termination: Termination & { readonly raw: Raw };
  /** The service reported a problem in words; the end of the connection usually follows. */
  serverError: { readonly message: string; readonly raw: Raw };
  /** A message of a type that this client does not know. */
  unknown: { readonly type: string; readonly raw: Raw };
  /** A frame that could not be read. */
  unreadable: { readonly why: string; readonly data: string | Uint8Array };
  /** The session has failed, or a listener threw. */
  error: unknown;
  close: SessionSummary;
}

/** What the service counted of one connection. */
export interface Termination {
  /** Seconds of audio that it received. */
  readonly audioSeconds: number;
  /** Seconds that it bills. */
  readonly sessionSeconds: number;
}

export interface SessionSummary {
  /** Ids of the service's sessions, one for each connection. */
  readonly sessionIds: readonly string[];
  /** Milliseconds of audio that were written. */
  readonly audioMs: number;
  /** What the last connection was told at its end; absent where the service said nothing in time. */
  readonly termination: Termination | undefined;
  readonly gaps: readonly Span[];
  readonly error: AssemblyAIError | undefined;
}

/** A live transcription. It is billed until it is closed. */
export interface StreamingSession extends Emitter<SessionEvents> {
  readonly state: SessionState;
  /** The id of the current connection's session. */
  readonly id: string | undefined;
  /** Milliseconds of audio in memory: unsent, or sent and not yet told as finished words. */
  readonly heldMs: number;
  /**
   * Takes audio of any length. The promise resolves when there is room for more, and may be ignored by sources that
   * cannot wait, such as microphones: then the oldest audio is given up when the buffer is full, and told as a gap.
   *
   * @throws BadInputError for what holds no bytes; the session's own error once it is closed.
   */
  write(chunk: AudioChunk): Promise<void>;
  /**
   * Writes all of a source, as fast as real time allows. Does not close the session. Whatever ends it early leaves the
   * source, even one that says nothing any more.
   *
   * @throws AbortedError when `signal` fires; what the source throws; what `write` throws.
   */
  pipe(source: ChunkSource, options?: { readonly signal?: AbortSignal | undefined }): Promise<void>;
  /** A stream to pipe audio into; its end closes the session. */
  readonly writable: WritableStream<AudioChunk>;
  /** Every message about a turn, from now on. A reader that is late gets the newest state of each turn. */
  turns(): AsyncIterableIterator<StreamingTurn>;
  /** Each turn once, from now on, when it is over. */
  finalTurns(): AsyncIterableIterator<FinalTurn>;
  /**
   * Changes parameters from here on, also for later connections.
   *
   * @throws BadInputError for nothing to change; the session's own error once it is closed.
   */
  updateConfiguration(params: Readonly<Record<string, unknown>>): void;
  /**
   * Ends the current turn behind the audio written so far.
   *
   * @throws the session's own error once it is closed.
   */
  forceEndpoint(): void;
  /**
   * Sends what is left, waits for the last words and the service's goodbye, and ends the session. Nothing can be
   * written any more. May be called again: then it resolves at once, also for a session that failed, whose `error` is
   * in the summary.
   *
   * @throws the session's error when it fails while it is being closed.
   */
  close(): Promise<SessionSummary>;
  [Symbol.asyncDispose](): Promise<void>;
}
