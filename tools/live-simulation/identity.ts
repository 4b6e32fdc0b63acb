/** Which part of the speech a reported word stands for. */
export type Part =
  /** The rest of a word whose beginning was not in the audio. */
  | 'piece'
  /** One word, also if its end was not in the audio; two words, or three words that were taken for one. */
  | 1
  | 2
  | 3
  /** One half of a word that was taken for two. */
  | 'first half'
  | 'second half';

/** What a word of the service really was. */
export interface Identity {
  /** Number of the first spoken word in it. */
  readonly first: number;
  readonly part: Part;
  /** ms by which the service reports its start later than it was spoken; up to {@link MOST_OFF_MS} either way. */
  readonly offMs: number;
}

const PARTS: readonly Part[] = ['piece', 1, 2, 3, 'first half', 'second half'];
const MOST_PARTS = 8;

export const MOST_OFF_MS = 8191;
const OFFSETS = 2 * (MOST_OFF_MS + 1);

const LEAST_CONFIDENCE = 0.9;

/** The largest identity is below 2^32, so that the confidence stays below 1 and a double holds it exactly enough. */
const STEP = 2e-11;

/**
 * The identity of a word is encoded in its confidence. A client returns the confidence unchanged and does not use it, and
 * every client of every service passes it on.
 */
export function confidenceOf({ first, part, offMs }: Identity): number {
  const off = Math.max(-MOST_OFF_MS, Math.min(MOST_OFF_MS, Math.round(offMs))) + MOST_OFF_MS;
  return LEAST_CONFIDENCE + ((first * MOST_PARTS + PARTS.indexOf(part)) * OFFSETS + off) * STEP;
}

export function identityOf(confidence: number): Identity {
  const number = Math.round((confidence - LEAST_CONFIDENCE) / STEP);
  const whole = Math.floor(number / OFFSETS);
  return {
    first: Math.floor(whole / MOST_PARTS),
    part: PARTS[whole % MOST_PARTS] ?? 'piece',
    offMs: (number % OFFSETS) - MOST_OFF_MS,
  };
}

/** Halves of spoken words in it, counted from 0: two for each word, none for a piece. */
export function halvesOf({ first, part }: Pick<Identity, 'first' | 'part'>): readonly number[] {
  if (part === 'piece') return [];
  if (part === 'first half') return [2 * first];
  if (part === 'second half') return [2 * first + 1];
  return Array.from({ length: 2 * part }, (_, at) => 2 * first + at);
}
