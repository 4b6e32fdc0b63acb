import type { Tape } from './tape.ts';

/** An encoding other than PCM whose audio has known durations, so that it can be sent again after a reconnect. */
export interface Encoding {
  /** `frameMs`: duration of a message while enough audio is available, ms. */
  createTape(frameMs: number): Tape;
  /** Chunks that are larger are processed in pieces of this size, bytes; `Infinity` if chunks must not be split. */
  readonly pieceBytes: number;
}

/** Encodings by their names. */
export type Encodings = Readonly<Record<string, Encoding>>;
