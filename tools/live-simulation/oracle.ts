import type { FinalTurn, SessionSummary } from '@aai-connectors/core/streaming';
import type { MarkedWord } from '@aai-connectors/stand-in';
import { halvesOf, type Identity, identityOf } from './identity.ts';

/** A gap, and the audio that had left the buffer when it was reported. */
export interface ReportedGap {
  readonly start: number;
  readonly end: number;
  /** All audio before this time was spoken too long ago for the buffer, which was full; ms. */
  readonly droppedMs: number;
}

/**
 * What became of the spoken words, by their identity: a word that was recognized as another word is still that word.
 *
 * A spoken word is two halves, because the service may report it as two words, each of which stands for one half. A word
 * is lost unless both halves were reported, and a half that was reported twice was doubled, whatever the texts are. The
 * rest of a word whose beginning is not in the audio stands for no half: alone, it does not replace the word; beside it,
 * it is a doubled word.
 *
 * The service may recognize a word that was reported before and the next one as a single word. A client cannot divide it:
 * it may report it, or leave it out.
 */
export interface Verdict {
  readonly expected: number;
  /** Words of which both halves were reported. */
  readonly received: number;
  /** Words that were reported again, as a whole or in part. */
  readonly duplicated: number;
  /** Not reported completely, and in no gap that could not be helped. */
  readonly lost: number;
  /** Lost words that no reported gap covers, needless ones included. */
  readonly unreported: number;
  /** Words that were reported twice or not at all because the service joined them with a word on the other side. */
  readonly undivided: number;
  /** Not reported completely, in a gap that could not be helped. */
  readonly inGaps: number;
  /** Rests of words that were reported as words at the edge of such a gap. */
  readonly pieces: number;
  /** Words reported at another time than the service said. */
  readonly misplaced: number;
  /** ms; mean of how much later words were reported than the service said. */
  readonly meanShiftMs: number;
  /** Words reported before one that was spoken earlier, and turns whose numbers are not 0, 1, 2 ... */
  readonly disordered: number;
  /** Turns whose text is not that of their words. */
  readonly muddled: number;
  readonly gaps: number;
  readonly gapMs: number;
  /** Gaps that need not have been: their audio had not left the buffer, or words of it were reported. */
  readonly needlessGaps: number;
  /** What is wrong, in words, at most {@link MOST_EVIDENCE} lines. */
  readonly evidence: readonly string[];
}

const MOST_EVIDENCE = 8;

/** A word of a turn that the client received as ended. */
export interface Recognized {
  readonly identity: Identity;
  /** Number of turns that the client had reported before. */
  readonly reportedTurns: number;
}

export interface Truth {
  readonly words: readonly MarkedWord[];
  /** The words of all turns that the client received as ended. */
  readonly heard: readonly Recognized[];
  /** ms by which a time may differ from what the service said. */
  readonly toleranceMs: number;
}

/** A frame that is not full, a frame that is being sent, and the step of a gap's edge, ms. */
export const EDGE_MS = 250;

/** Checks the results of a session against the known words of the audio, without the statistics of the client. */
export function judged(
  { words, heard, toleranceMs }: Truth,
  turns: readonly FinalTurn[],
  gaps: readonly ReportedGap[],
  summary: SessionSummary,
): Verdict {
  const reported = new Map<number, number>();
  const doubled = new Set<number>();
  /** Joined words that were reported, by the words in them. */
  const joined = new Map<number, Identity>();
  const rests: number[] = [];
  const shifts: number[] = [];
  let disordered = turns.filter(({ order }, at) => order !== at).length;
  let latest = -1;

  const isHelpless = gaps.map((gap) => gap.end <= gap.droppedMs + EDGE_MS);
  const touches = (word: MarkedWord, gap: ReportedGap): boolean =>
    word.start < gap.end + EDGE_MS && word.end > gap.start - EDGE_MS;
  const isExcused = (word: MarkedWord): boolean => gaps.some((gap, at) => isHelpless[at] && touches(word, gap));

  for (const { start, confidence } of turns.flatMap((turn) => turn.words)) {
    const identity = identityOf(confidence);
    const word = words[identity.first]!;
    if (identity.first < latest) disordered++;
    latest = Math.max(latest, identity.first);
    if (identity.part === 'piece') rests.push(identity.first);
    // The timeline of audio that starts within a word begins with the rest of the word.
    if (!isExcused(word)) shifts.push(start - word.start - identity.offMs);
    for (const half of halvesOf(identity)) {
      const times = (reported.get(half) ?? 0) + 1;
      reported.set(half, times);
      if (times > 1) doubled.add(half >> 1);
      if (isJoined(identity)) joined.set(half >> 1, identity);
    }
  }
  const timesOf = (at: number): number => Math.max(reported.get(2 * at) ?? 0, reported.get(2 * at + 1) ?? 0);
  // Another word would be missing if the client left it out.
  const isNeeded = (identity: Identity): boolean => wordsIn(identity).some((at) => timesOf(at) === 1);
  const twice = [...doubled].filter((at) => timesOf(at) === 2 && joined.has(at) && isNeeded(joined.get(at)!));
  for (const at of twice) doubled.delete(at);
  const heardAs = new Map<number, Recognized[]>();
  for (const recognized of heard) {
    for (const at of wordsIn(recognized.identity)) heardAs.set(at, [...(heardAs.get(at) ?? []), recognized]);
  }
  const lastWords = turns.map(({ words: all }) =>
    Math.max(-1, ...all.map((word) => identityOf(word.confidence).first)),
  );
  /**
   * Each time that the service recognized it, it was joined with a word that was reported. After a later word was reported,
   * it was too late: words are reported in their order.
   */
  const isUndivided = (at: number): boolean => {
    const laterTurn = lastWords.findIndex((last) => last > at);
    const inTime = ({ reportedTurns }: Recognized): boolean => laterTurn < 0 || reportedTurns <= laterTurn;
    const times = (heardAs.get(at) ?? []).filter(inTime).map(({ identity }) => identity);
    return (
      timesOf(at) === 0 &&
      times.length > 0 &&
      times.every((identity) => isJoined(identity) && wordsIn(identity).some((other) => timesOf(other) > 0))
    );
  };
  const hasAny = (at: number): boolean => reported.has(2 * at) || reported.has(2 * at + 1);
  const isComplete = (at: number): boolean => reported.has(2 * at) && reported.has(2 * at + 1);
  for (const at of rests) if (hasAny(at) && !isExcused(words[at]!)) doubled.add(at);

  const incomplete = words.flatMap((_, at) => (isComplete(at) ? [] : [at]));
  const undivided = incomplete.filter((at) => !isExcused(words[at]!) && isUndivided(at));
  const missing = incomplete.filter((at) => !undivided.includes(at)).map((at) => words[at]!);
  const lost = missing.filter((word) => !isExcused(word));
  const isNeedless = (gap: ReportedGap, at: number): boolean =>
    !isHelpless[at] ||
    words.some((word, number) => hasAny(number) && word.start >= gap.start + EDGE_MS && word.end <= gap.end - EDGE_MS);
  const needless = gaps.filter(isNeedless);
  return {
    expected: words.length,
    received: words.length - incomplete.length,
    duplicated: doubled.size,
    lost: lost.length,
    unreported: lost.filter((word) => !gaps.some((gap) => touches(word, gap))).length,
    undivided: twice.length + undivided.length,
    inGaps: missing.length - lost.length,
    pieces: rests.filter((at) => !doubled.has(at)).length,
    misplaced: shifts.filter((shift) => Math.abs(shift) > toleranceMs).length,
    meanShiftMs: shifts.reduce((sum, shift) => sum + shift, 0) / Math.max(1, shifts.length),
    disordered,
    muddled: turns.filter((turn) => turn.text !== turn.words.map(({ text }) => text).join(' ')).length,
    gaps: gaps.length,
    gapMs: gaps.reduce((sum, { start, end }) => sum + end - start, 0),
    needlessGaps: needless.length + Math.abs(gaps.length - summary.gaps.length),
    evidence: [
      ...lost.map((word) => `lost: ${said(word)}`),
      ...[...doubled].map((at) => `reported twice: ${said(words[at]!)}`),
      ...needless.map(({ start, end }) => `needless gap: ${seconds(start)} to ${seconds(end)}`),
    ].slice(0, MOST_EVIDENCE),
  };
}

const isJoined = ({ part }: Identity): boolean => part === 2 || part === 3;
const wordsIn = (identity: Identity): readonly number[] => [...new Set(halvesOf(identity).map((half) => half >> 1))];

const said = ({ text, start }: MarkedWord): string => `"${text}" of ${seconds(start)}`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
