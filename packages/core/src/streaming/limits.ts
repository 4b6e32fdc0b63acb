/*
 * Fixed times and sizes of live sessions. Bundlers inline these constants. Names end in their unit; sizes without a unit
 * are in bytes.
 */

// -- Limits of the service

/** Shortest and longest frame that the service accepts. Source: contract `streaming.md` section 4. */
export const SHORTEST_FRAME_MS = 50;
export const LONGEST_FRAME_MS = 1000;

/** Largest message that the service accepts. Source: `newer.md` 4. */
export const LONGEST_MESSAGE = 131_072;

/** Maximum session duration of the service, plus a margin for clock differences. */
export const LONGEST_SESSION_MS = 11_400_000;

/** Close codes. Source: RFC 6455 section 7.4.1. */
export const NORMAL_CLOSURE = 1000;
/** The connection ended without a close handshake. */
export const ABNORMAL_CLOSURE = 1006;

// -- Connections

/** A connection that closes within this time after an error message closed because of that error. */
export const REASON_MS = 5000;

/** Interval between liveness checks. Each check sends a ping if the runtime can and no message arrived in between. */
export const PING_MS = 3000;

/** Time without a response after which a connection is dead. */
export const SILENCE_MS = 6000;

/** Without pings: bytes that left the socket this long ago count as delivered if the buffer is empty. */
export const ARRIVAL_MS = 120_000;

/** A connection that lasted this long counts as progress. */
export const HEALTHY_MS = 10_000;

/** Connections that end early, without a finished turn, before a session may fail because of them. */
export const MAX_FAILED_CONNECTIONS = 20;

/** Maximum number of attempts for the first connection. */
export const FIRST_ATTEMPTS = 4;

/** Time before a session expires at which it is replaced: between two turns, or during a turn if there is no other time. */
export const ROLL_MS = 30_000;
export const ROLL_AT_LAST_MS = 3000;

/** Time for the service to close a connection after `Termination`. Our choice. */
export const CLOSING_MS = 2000;

/** Maximum number of connections that receive `Terminate` and do not send `Termination`. */
export const MAX_TERMINATES = 3;

// -- Outgoing audio

/** Smallest block of memory for audio: an allocation for each message would cost more than the audio in it. */
export const BLOCK = 16_384;

/** Number of free blocks of a size that are kept for reuse by all sessions. */
export const MAX_FREE_BLOCKS = 256;

/** Number of unsent bytes in the socket above which sending pauses. */
export const MAX_BUFFERED = 262_144;

/** Bytes after which the socket is asked again how much it holds. */
export const CHECKED_BYTES = 65_536;

/** Interval between checks of a full socket. */
export const RECHECK_MS = 20;

/** A source that wrote audio within this time is active. */
export const ACTIVE_MS = 5000;

/** Longest burst of a live source that is sent at once: audio that it collected before the session began or between writes. */
export const BURST_MS = 1000;

/** Factor by which a rejected lead over real time is reduced for the next connection. */
export const SAFER_SHARE = 0.7;

/** A service that rejects a smaller lead accepts none. */
export const LEAST_LEAD_MS = 200;

/** Unsent audio by which the buffer may exceed its limit while a connection sends it: a chunk, and the network's delays. */
export const GRACE_MS = 1000;

/** Audio that cannot be caught up is reported from this duration on. */
export const BEHIND_MS = 2000;

// -- Incoming messages

/** Audio before the start of the last finished word that is sent again, so that no word is cut. Our choice. */
export const OVERLAP_MS = 1000;

/**
 * Number of finished words that are sent again, and the longest time before the start of the last one that is sent again
 * for them: the words before the last one show which of the repeated words it is. Our choice.
 */
export const CONTEXT_WORDS = 3;
export const CONTEXT_MS = 2000;

/** Number of values that an iterator keeps for a reader that does not read them: hours of speech. */
export const MAX_UNREAD = 10_000;

/** Number of emitted words that are kept to recognize their repeats. */
export const TAIL_WORDS = 40;

/** Number of recognized words after the emitted words that are kept for the same purpose. */
export const AHEAD_WORDS = 12;

/** The service may end a turn of this duration without a pause. Source: measurements by users. */
export const LONG_TURN_MS = 9000;

/** Usual error of a time that is not padded. Source: contract `streaming.md` section 6.3. */
export const ACCURACY_MS = 100;

/**
 * Maximum padding of the start of a turn's first word, and of the end of its last word. Between them, times are about 100
 * ms accurate, at most 400 ms. Source: contract `streaming.md` section 6.3, and measurements by users.
 */
export const EARLY_MS = 990;
export const LATE_MS = 1344;

/** Share by which the clock of a connection's times may be too fast or too slow. Our choice. */
export const DRIFT = 0.001;

/** Duration of a long word. Our choice. */
export const LONG_WORD_MS = 500;

/** Duration at the start of a connection's audio in which a word may be cut. Our choice. */
export const CUT_MS = 400;

/** Messages about one turn have the same start, up to this difference. Our choice. */
export const SAME_TURN_MS = 200;

/** Number of emitted words that are kept to recognize their speakers on a new connection. */
export const SPEAKER_WORDS = 60;

/** Time that a turn waits for its formatted copy. */
export const FORMAT_WAIT_MS = 3000;

/** Minimum time for the service to process audio that it has received. Our choice. */
export const PROCESSING_MS = 15_000;

/** The same for a connection that has not recognized any words yet: nothing shows whether the service keeps up. */
export const UNPROVEN_MS = 30_000;

/** Resolution of the recorded send times. */
export const RESOLUTION_MS = 1000;
