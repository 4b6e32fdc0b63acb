import type { FinalTurn, SessionSummary } from '@aai-connectors/core/streaming';
import { type MarkedWord } from '@aai-connectors/stand-in';
import { identityOf } from './recognizer.ts';

/** A gap, and how many ms had been spoken when it was reported. */
export interface ReportedGap {
  readonly start: number;
  readonly end: number;
  readonly spokenMs: number;
}

/**
 * Checks what became of the spoken words. Uses the known words of the audio, and never the statistics of the client.
 */
export interface Verdict {
  readonly expected: number;
  /** Words that were reported, each counted once. */
  readonly received: number;
  readonly duplicated: number;
  /** Not reported, and in no gap that could not be helped. */
  readonly lost: number;
  /** Not reported, in a gap that could not be helped. */
  readonly inGaps: number;
  /** Pieces of words that were reported as words, at the edge of such a gap or beside the whole word. */
  readonly pieces: number;
  /** Words reported at another time than they were spoken at. */
  readonly misplaced: number;
  /** ms; mean of how much later words were reported than they were spoken. */
  readonly meanShiftMs: number;
  /** Words reported before one that was spoken earlier, and turns whose numbers are not 0, 1, 2 ... */
  readonly disordered: number;
  /** Turns whose text is not that of their words. */
  readonly muddled: number;
  readonly gaps: number;
  readonly gapMs: number;
  /** Gaps that need not have been: the buffer still held their audio, or words of it were reported. */
  readonly needlessGaps: number;
  /** What is wrong, in words, at most {@link MOST_EVIDENCE} lines. */
  readonly evidence: readonly string[];
}

const MOST_EVIDENCE = 8;

export interface Truth {
  readonly words: readonly MarkedWord[];
  /** ms of audio that the client holds. */
  readonly bufferMs: number;
  /** Milliseconds by which the times of a recognizer may be wrong. */
  readonly toleranceMs: number;
}

/** A frame that is not full, a frame that is being sent, and the step of a gap's edge, ms. */
const EDGE_MS = 250;

export function judged(
  { words, bufferMs, toleranceMs }: Truth,
  turns: readonly FinalTurn[],
  gaps: readonly ReportedGap[],
  summary: SessionSummary,
): Verdict {
  const reported = new Map<number, number[]>();
  let pieces = 0;
  let disordered = 0;
  let latest = -1;
  for (const { start, confidence } of turns.flatMap((turn) => turn.words)) {
    const { first, count } = identityOf(confidence);
    if (first < latest) disordered++;
    latest = Math.max(latest, first);
    if (count === 0) {
      pieces++;
      continue;
    }
    for (let at = first; at < first + count; at++) {
      // If several words were recognized as one, only the first has a time.
      const known = reported.get(at) ?? [];
      reported.set(at, [...known, at === first ? start : Number.NaN]);
    }
  }
  disordered += turns.filter(({ order }, at) => order !== at).length;

  const could = gaps.map((gap) => gap.spokenMs - gap.end >= bufferMs - EDGE_MS);
  const isInside = (word: MarkedWord, gap: ReportedGap): boolean => word.start >= gap.start && word.end <= gap.end;
  const touches = (word: MarkedWord, gap: ReportedGap): boolean =>
    word.start < gap.end + EDGE_MS && word.end > gap.start - EDGE_MS;
  const isExcused = (word: MarkedWord): boolean => gaps.some((gap, at) => could[at] && touches(word, gap));
  const missing = words.filter((_, at) => !reported.has(at));
  const lost = missing.filter((word) => !isExcused(word));
  const doubled = words.filter((_, at) => (reported.get(at)?.length ?? 0) > 1);
  // At the edge of a gap, only the second half of a word may be in the audio.
  const shifts = [...reported]
    .filter(([at]) => !isExcused(words[at]!))
    .flatMap(([at, starts]) => starts.map((start) => start - words[at]!.start));
  const timed = shifts.filter((shift) => !Number.isNaN(shift));
  const isNeedless = (gap: ReportedGap, at: number): boolean =>
    !could[at] ||
    words.some(
      (word, number) =>
        reported.has(number) && isInside(word, { ...gap, start: gap.start + EDGE_MS, end: gap.end - EDGE_MS }),
    );
  return {
    expected: words.length,
    received: reported.size,
    duplicated: [...reported.values()].reduce((sum, starts) => sum + starts.length - 1, 0),
    lost: lost.length,
    inGaps: missing.filter(isExcused).length,
    pieces,
    misplaced: timed.filter((shift) => Math.abs(shift) > toleranceMs).length,
    meanShiftMs: timed.reduce((sum, shift) => sum + shift, 0) / Math.max(1, timed.length),
    disordered,
    muddled: turns.filter((turn) => turn.text !== turn.words.map(({ text }) => text).join(' ')).length,
    gaps: gaps.length,
    gapMs: gaps.reduce((sum, { start, end }) => sum + end - start, 0),
    needlessGaps: gaps.filter(isNeedless).length + Math.abs(gaps.length - summary.gaps.length),
    evidence: [
      ...lost.map((word) => `lost: ${said(word)}`),
      ...doubled.map((word) => `reported twice: ${said(word)}`),
      ...gaps.filter(isNeedless).map(({ start, end }) => `needless gap: ${seconds(start)} to ${seconds(end)}`),
    ].slice(0, MOST_EVIDENCE),
  };
}

const said = ({ text, start }: MarkedWord): string => `"${text}" of ${seconds(start)}`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
