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

/** Interval between liveness checks. Each check sends a ping if the runtime can. */
export const PING_MS = 3000;

/** Time without a response after which a connection is dead. */
export const SILENCE_MS = 6000;

/** Without pings: bytes that left the socket this long ago count as delivered if the buffer is empty. */
export const ARRIVAL_MS = 120_000;

/** A connection that lasted this long counts as progress. */
export const HEALTHY_MS = 10_000;

/** Maximum number of consecutive connections that end early without a finished turn. */
export const MAX_FAILED_CONNECTIONS = 20;

/** Maximum number of attempts for the first connection. */
export const FIRST_ATTEMPTS = 4;

/** Time before a session expires at which it is replaced: between two turns, or during a turn if there is no other time. */
export const ROLL_MS = 30_000;
export const ROLL_AT_LAST_MS = 3000;

/** Maximum number of connections that receive `Terminate` and close without `Termination`. */
export const MAX_TERMINATES = 3;

// -- Outgoing audio

/** Smallest block of memory for audio: an allocation for each message would cost more than the audio in it. */
export const BLOCK = 16_384;

/** Number of free blocks of a size that are kept for reuse by all sessions. */
export const MAX_FREE_BLOCKS = 256;

/** Number of unsent bytes in the socket above which sending pauses. */
export const MAX_BUFFERED = 262_144;

/** Interval between checks of a full socket. */
export const RECHECK_MS = 20;

/** A source that wrote audio within this time is active. */
export const ACTIVE_MS = 5000;

/** Factor by which a rejected lead over real time is reduced for the next connection. */
export const SAFER_SHARE = 0.7;

/** A service that rejects a smaller lead accepts none. */
export const LEAST_LEAD_MS = 200;

/** Unsent audio by which the buffer may exceed its limit while a connection sends it: a chunk, and the network's delays. */
export const GRACE_MS = 1000;

/** Audio that cannot be caught up is reported from this duration on. */
export const BEHIND_MS = 2000;

// -- Incoming messages

/** Audio before the last finished word that is sent again, so that no word is cut. Our choice. */
export const OVERLAP_MS = 1000;

/** Number of values that an iterator keeps for a reader that does not read them: hours of speech. */
export const MAX_UNREAD = 10_000;

/** Number of emitted words that are kept to recognize their repeats. */
export const TAIL_WORDS = 6;

/** Time that a turn waits for its formatted copy. */
export const FORMAT_WAIT_MS = 3000;

/** Time within which the service always processes audio that it has received. */
export const PROCESSING_MS = 15_000;

/** Resolution of the recorded send times. */
export const RESOLUTION_MS = 1000;

/**
 * Maximum difference between the times of the same words in two recognitions. Our choice: the documented accuracy is about
 * 400 ms, but users report starts up to 990 ms early and ends up to 1,344 ms late at the edges of a turn. A word with a
 * larger difference is new. Source: contract `streaming.md` section 6.3, `rest-supplement.md` section 1.
 */
export const SAME_WORDS_MS = 600;

/** The same for a single word whose predecessor differs. Our choice. */
export const SAME_WORD_MS = 300;

/** The same for a word that was recognized as another word; at most half of its duration. Our choice. */
export const SAME_SOUND_MS = 100;

/**
 * Minimum silence between a finished turn and a new word. Our choice, between the documented shortest silences that end a
 * turn: 100, 160 and 400 ms, depending on model and year. Source: contract `streaming.md` section 8.
 */
export const PAUSE_MS = 200;
