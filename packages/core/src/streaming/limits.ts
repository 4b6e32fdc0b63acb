/*
 * The fixed times and sizes of live sessions, in one place. Bundlers write such numbers where they are used.
 * Names end in their unit; sizes without one are bytes.
 */

// -- Limits of the service

/** Shortest and longest frame that the service accepts. Source: contract `streaming.md` section 4. */
export const SHORTEST_FRAME_MS = 50;
export const LONGEST_FRAME_MS = 1000;

/** Largest message that the service accepts. Source: `newer.md` 4. */
export const LONGEST_MESSAGE = 131_072;

/** Longest session of the service, plus a margin for clocks that differ. */
export const LONGEST_SESSION_MS = 11_400_000;

/** Close codes. Source: RFC 6455 section 7.4.1. */
export const NORMAL_CLOSURE = 1000;
/** The connection ended without a close handshake. */
export const ABNORMAL_CLOSURE = 1006;

// -- Connections

/** Time in which a connection ends because of an error message. */
export const REASON_MS = 5000;

/** Without pings: bytes that left the socket so long ago, with an empty buffer since, have arrived. */
export const ARRIVAL_MS = 120_000;

/** A connection that lasted so long counts as progress. */
export const HEALTHY_MS = 10_000;

/** Most connections in a row that began and ended early without a finished turn. */
export const MAX_BARREN = 20;

/** Attempts for the first connection. */
export const FIRST_ATTEMPTS = 4;

/** A session is replaced so long before it expires: between two turns, or at the latest moment within a turn. */
export const ROLL_MS = 30_000;
export const ROLL_AT_LAST_MS = 3000;

/** How often `Terminate` is sent to connections that then close without `Termination`. */
export const MAX_TERMINATES = 3;

// -- Outgoing audio

/** Smallest block of memory for frames: an allocation for each frame would cost more than the audio in it. */
export const BLOCK = 65_536;

/** Number of free blocks that are kept; others are left to the garbage collector. */
export const MAX_SPARES = 4;

/** Bytes in the socket above which it gets no more. */
export const MAX_BUFFERED = 262_144;

/** Time until a full socket is checked again. */
export const RECHECK_MS = 20;

/** A source that wrote something within this time goes on. */
export const ACTIVE_MS = 5000;

/** Share of a refused lead over real time that the next connection may have. */
export const SAFER_SHARE = 0.7;

// -- Incoming messages

/** Audio before the last finished word that is sent again, so that no word is cut. Ours. */
export const OVERLAP_MS = 1000;

/** Number of emitted words that are kept to recognize their repeats. */
export const TAIL_WORDS = 6;

/** How long a turn waits for its formatted copy. */
export const FORMAT_WAIT_MS = 3000;

/** Time in which the service surely processes audio that has reached it. */
export const PROCESSING_MS = 15_000;

/** Resolution of the recorded times of sending. */
export const RESOLUTION_MS = 1000;

/**
 * Largest difference between the times of the same words in both recognitions. Ours: documented is an accuracy of about
 * 400 ms, reported are starts up to 990 ms early and ends up to 1,344 ms late at the edges of a turn. A repeat that is
 * further off is taken for a new word. Source: contract `streaming.md` section 6.3, `rest-supplement.md` section 1.
 */
export const SAME_WORDS_MS = 600;

/** The same for a single word whose predecessor differs. Ours. */
export const SAME_WORD_MS = 300;

/** The same for a word that was recognized as another one; at most half of its length. Ours. */
export const SAME_SOUND_MS = 100;

/**
 * Silence after a finished turn by which a word must start later to be a new one. Ours, between the shortest silences that
 * are documented to end a turn: 100, 160 and 400 ms by model and year. Source: contract `streaming.md` section 8.
 */
export const PAUSE_MS = 200;
