import type { AssemblyAIError } from '../../errors.ts';
import type { StreamingChanges } from '../../params/index.ts';
import type { AudioChunk, ChunkSource } from '../audio/source.ts';
import type { Emitter } from '../lib/emitter.ts';
import type { IgnoredParameter } from '../incoming/configuration.ts';
import type { FinalTurn } from '../incoming/ledger.ts';
import type { SessionState } from './states.ts';
import type { Notice, Raw, StreamingTurn, StreamingWord } from '../incoming/messages.ts';

/** A part of the timeline, ms from the first sample of the session. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A word of a finished turn. */
export interface FinalWord extends StreamingWord {
  /** The order of its turn. */
  readonly turn: number;
  /** The service's label of the word or its turn, with `speaker_labels`; otherwise null. */
  readonly speaker: string | null;
  /** Counts from 1, for audio with several channels; otherwise null. */
  readonly channel: string | null;
}

/** An iterator that is not read. */
export interface Unread {
  readonly iterator: 'turns' | 'finalTurns' | 'words';
  /** Values that it has dropped so far, the oldest first. */
  readonly dropped: number;
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
  /** The service counts turns from `turnOrder` again. They are new turns, and keep their place in the session's order. */
  turnsRestarted: { readonly turnOrder: number };
  speechStarted: { readonly timestamp: number; readonly raw: Raw };
  /** Other service messages, discriminated by `type`. */
  notice: Notice;
  /**
   * A speaker could not be matched with the speakers of earlier connections, because no words of this person were sent
   * again. The label is new, although the person may have spoken before.
   */
  speakersRestarted: { readonly speaker: string };
  /** The connection was lost; the next attempt follows after `delayMs`. */
  reconnecting: { readonly attempt: number; readonly delayMs: number; readonly error: AssemblyAIError };
  /** Audio that was not transcribed. */
  gap: Span;
  /**
   * Results are late by `lagMs` after an outage, because the service does not accept audio faster than real time. The buffer
   * keeps the audio while the lag is below `bufferMs`. Emitted once, and again when the lag has doubled.
   */
  behind: { readonly lagMs: number };
  termination: Termination & { readonly raw: Raw };
  /** The service ignores or changes a parameter, according to the configuration that it returns in `Begin`. */
  warning: IgnoredParameter;
  /** An error message of the service. The connection usually ends soon after. */
  serverError: { readonly message: string; readonly raw: Raw };
  /** A message with an unknown type. */
  unknown: { readonly type: string; readonly raw: Raw };
  /** A frame that could not be parsed. */
  unreadable: { readonly why: string; readonly data: string | Uint8Array };
  /** An iterator dropped its oldest value, because it keeps at most 10,000 values that are not read. */
  unread: Unread;
  /** The session failed, or a listener threw. */
  error: unknown;
  close: SessionSummary;
}

/** The durations that the service measured for a connection. */
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
  /** Milliseconds of audio in memory: audio that is not sent, or whose words are not final. */
  readonly heldMs: number;
  /**
   * Adds audio of any length. The promise resolves when the buffer has room for more. Sources that cannot wait, such as
   * microphones, can ignore it: if the buffer is full, the session drops the oldest audio and reports a gap.
   *
   * If the session fails and nothing else reports the error (a listener of `error` or `close`, an iterator, a pending
   * promise), the next rejected promise is left to the runtime to report as unhandled.
   *
   * @throws BadInputError for a value that is neither bytes nor samples; the session's error after it is closed.
   */
  write(chunk: AudioChunk): Promise<void>;
  /**
   * Writes all audio from a source, no faster than real time. Does not close the session. If it stops early, it also ends
   * the source, even while waiting for its next chunk.
   *
   * @throws AbortedError if `signal` is aborted; errors of the source and of `write`.
   */
  pipe(source: ChunkSource, options?: { readonly signal?: AbortSignal | undefined }): Promise<void>;
  /** A stream to pipe audio into. Closing it closes the session. */
  readonly writable: WritableStream<AudioChunk>;
  /** Every message about a turn after this call. A slow reader gets the latest state of each turn. */
  turns(): AsyncIterableIterator<StreamingTurn>;
  /** Each turn that finishes after this call, exactly once. */
  finalTurns(): AsyncIterableIterator<FinalTurn>;
  /** Each word of the turns that finish after this call, exactly once. */
  words(): AsyncIterableIterator<FinalWord>;
  /**
   * Changes parameters for the rest of the session, including later connections.
   *
   * @throws BadInputError for an empty change; the session's error after it is closed.
   */
  updateConfiguration(params: StreamingChanges): void;
  /**
   * Ends the current turn after the audio that was written before this call.
   *
   * @throws the session's error after it is closed.
   */
  forceEndpoint(): void;
  /**
   * Sends the remaining audio and `Terminate`, waits for the last words and `Termination`, and closes the session.
   * Accepts no more audio. Resolves immediately if the session is already closed; if it failed, the summary contains the
   * `error`.
   *
   * @throws the session's error if it fails while closing.
   */
  close(): Promise<SessionSummary>;
  [Symbol.asyncDispose](): Promise<void>;
}
