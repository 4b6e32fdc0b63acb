import type { AssemblyAIError } from '../../errors.ts';
import type { StreamingChanges } from '../../params/index.ts';
import type { AudioChunk, ChunkSource } from '../audio/source.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { IgnoredParameter } from '../incoming/configuration.ts';
import type { FinalTurn } from '../incoming/ledger.ts';
import type { SessionState } from './states.ts';
import type { Notice, Raw, StreamingTurn } from '../incoming/messages.ts';

/** A part of the timeline, ms from the first sample of the session. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Events of a session. Times are ms on the session's timeline unless stated otherwise. */
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
  /** A finished turn, exactly once. */
  final: FinalTurn;
  speechStarted: { readonly timestamp: number; readonly raw: Raw };
  /** Other service messages, discriminated by `type`. */
  notice: Notice;
  /** The connection was lost; the next attempt follows after `delayMs`. */
  reconnecting: { readonly attempt: number; readonly delayMs: number; readonly error: AssemblyAIError };
  /** Audio that was not transcribed. */
  gap: Span;
  termination: Termination & { readonly raw: Raw };
  /** The service ignores a parameter, or uses another value: compared with what it echoes when the session begins. */
  warning: IgnoredParameter;
  /** The service reported a problem as text. The connection usually ends soon after. */
  serverError: { readonly message: string; readonly raw: Raw };
  /** A message whose type this client does not know. */
  unknown: { readonly type: string; readonly raw: Raw };
  /** A frame that could not be parsed. */
  unreadable: { readonly why: string; readonly data: string | Uint8Array };
  /** The session failed, or a listener threw. */
  error: unknown;
  close: SessionSummary;
}

/** What the service counted for a connection. */
export interface Termination {
  /** Seconds of audio received. */
  readonly audioSeconds: number;
  /** Seconds billed. */
  readonly sessionSeconds: number;
}

export interface SessionSummary {
  /** IDs of the service's sessions, one for each connection. */
  readonly sessionIds: readonly string[];
  /** Milliseconds of audio that were written. */
  readonly audioMs: number;
  /** The last `Termination` of the service; undefined if none arrived. */
  readonly termination: Termination | undefined;
  readonly gaps: readonly Span[];
  readonly error: AssemblyAIError | undefined;
}

/** A live transcription. It is billed until it is closed. */
export interface StreamingSession extends Emitter<SessionEvents> {
  readonly state: SessionState;
  /** The ID of the service's session for the current connection. */
  readonly id: string | undefined;
  /** Milliseconds of audio in memory: unsent, or sent while its words are not final yet. */
  readonly heldMs: number;
  /**
   * Adds audio of any length. The promise resolves when there is room for more. Sources that cannot wait, such as
   * microphones, may ignore it: when the buffer is full, the oldest audio is dropped and reported as a gap.
   *
   * @throws BadInputError for a value without bytes; the session's own error once it is closed.
   */
  write(chunk: AudioChunk): Promise<void>;
  /**
   * Writes all audio of a source, no faster than real time. Does not close the session. If it ends early, it also ends
   * the source, even one that yields no more chunks.
   *
   * @throws AbortedError when `signal` fires; errors of the source and of `write`.
   */
  pipe(source: ChunkSource, options?: { readonly signal?: AbortSignal | undefined }): Promise<void>;
  /** A stream to pipe audio into. Its end closes the session. */
  readonly writable: WritableStream<AudioChunk>;
  /** Every message about a turn, from now on. A slow reader gets the newest state of each turn. */
  turns(): AsyncIterableIterator<StreamingTurn>;
  /** Each finished turn, from now on, exactly once. */
  finalTurns(): AsyncIterableIterator<FinalTurn>;
  /**
   * Changes parameters from now on, also for later connections.
   *
   * @throws BadInputError for an empty change; the session's own error once it is closed.
   */
  updateConfiguration(params: StreamingChanges): void;
  /**
   * Ends the current turn after the audio that was written so far.
   *
   * @throws the session's own error once it is closed.
   */
  forceEndpoint(): void;
  /**
   * Sends the remaining audio and `Terminate`, waits for the last words and `Termination`, and closes the session.
   * Accepts no more audio. Resolves at once if the session is closed already; the summary has the `error` of a session
   * that failed.
   *
   * @throws the session's error if it fails while it is closing.
   */
  close(): Promise<SessionSummary>;
  [Symbol.asyncDispose](): Promise<void>;
}
