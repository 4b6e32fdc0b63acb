import type { Transcript } from '../model.ts';
import { type CaptionLimits, type Limits, limitsOf } from './caption-limits.ts';
import { costOfBreak, breakLines, runningLengths } from './line-breaks.ts';
import { countBelow } from './max-tree.ts';
import { speakerName, type SpeakerNaming } from './speakers.ts';
import { hasUnspacedScript, joinWords, lengthOf } from './text.ts';
import { type SpokenWord, spreadWords, turnsOf } from './turns.ts';

/** Limits of captions, and how they show speakers. */
export interface CaptionOptions extends CaptionLimits, SpeakerNaming {
  /**
   * `prefix` adds a prefix such as `Anna: ` when a speaker begins; the limits include it. `voice` adds a voice tag to each
   * caption, which players can style (WebVTT only; SRT uses the prefix).
   *
   * @default 'none' in SRT, 'voice' in WebVTT
   */
  readonly speakers?: 'none' | 'prefix' | 'voice' | undefined;
}

/** A caption. Captions are ordered by time, never overlap and are never empty. */
export interface Caption {
  /** ms */
  readonly start: number;
  /** ms, after `start` */
  readonly end: number;
  /** The name to display, if known. */
  readonly speaker: string | undefined;
  /** The API's label of the speaker, if known. */
  readonly label: string | undefined;
  readonly lines: readonly string[];
  readonly words: readonly SpokenWord[];
  /** The words of each line. */
  readonly lineWords: readonly (readonly SpokenWord[])[];
}

/** Minimum duration for reading a caption, ms. A shorter caption is extended up to the next caption. */
const READABLE_MS = 500;

/**
 * Splits a transcript into captions: at speaker changes and pauses, and preferably at the ends of sentences and clauses.
 *
 * Uses the words of the transcript. Without words, uses utterances or sentences and estimates word times from word lengths.
 * Returns no captions for a transcript without times. A word that exceeds a limit gets its own caption. If a speaker
 * interrupts another, the interrupted caption is split, so that each part appears when it is spoken.
 *
 * @throws BadInputError for a limit below 1. Source: `cookbooks.md` C23, C24.
 */
export function captionsOf(transcript: Transcript, options: CaptionOptions = {}): Caption[] {
  const limits = limitsOf(options);
  const turns = turnsOf(transcript);
  const starts = turns.map((turn) => turn.start);
  const begun = new Map<string | undefined, number>();
  const captions = turns.flatMap((turn, index) => {
    const words = inOrder(
      turn.words.flatMap((word) => splitLong(word, limits.line)),
      begun.get(turn.speaker) ?? 0,
    );
    begun.set(turn.speaker, words.at(-1)?.start ?? 0);
    const speaker = speakerName(turn.speaker, transcript, options);
    const prefix = options.speakers === 'prefix' && speaker !== undefined ? `${speaker}: ` : '';
    return stretchesOf(words, starts, index + 1, limits).flatMap(({ words: part, isFresh }) =>
      captionsOfStretch(part, isFresh ? prefix : '', limits).map((caption) => ({
        ...caption,
        speaker,
        label: turn.speaker,
      })),
    );
  });
  return withoutOverlaps(captions, limits.durationMs);
}

type CaptionDraft = Omit<Caption, 'speaker' | 'label'>;

interface Stretch {
  readonly words: readonly SpokenWord[];
  /** Whether the speaker begins here, or continues after another speaker. */
  readonly isFresh: boolean;
}

/** Splits a turn where a caption must end: at long pauses and at the starts of later turns, from index `next` on. */
function stretchesOf(words: readonly SpokenWord[], starts: readonly number[], next: number, limits: Limits): Stretch[] {
  const stretches: { words: SpokenWord[]; isFresh: boolean }[] = [];
  for (const [index, word] of words.entries()) {
    const previous = words[index - 1];
    // Starts are whole milliseconds. A linear search would take quadratic time.
    next = countBelow(starts, (previous ?? word).start + 1, next);
    const isInterrupted = previous !== undefined && next < starts.length && starts[next]! <= word.start;
    const isPause = previous !== undefined && word.start - previous.end >= limits.pauseMs;
    if (previous === undefined || isInterrupted || isPause) {
      stretches.push({ words: [word], isFresh: previous === undefined || isInterrupted });
    } else {
      stretches.at(-1)!.words.push(word);
    }
  }
  return stretches;
}

/** In scripts without spaces, the API may return a whole sentence as one word. */
function splitLong(word: SpokenWord, width: number): readonly SpokenWord[] {
  if (lengthOf(word.text) <= width || !hasUnspacedScript(word.text)) return [word];
  return spreadWords(word.text, word.start, word.end, word.speaker).map((piece, index) => ({
    ...piece,
    confidence: word.confidence,
    spaced: index === 0 ? word.spaced : piece.spaced,
  }));
}

/** Corrects word times of one speaker that are out of order. */
function inOrder(words: readonly SpokenWord[], from: number): SpokenWord[] {
  let latest = from;
  return words.map((word) => {
    latest = Math.max(latest, word.start);
    return { ...word, start: latest, end: Math.max(latest, word.end) };
  });
}

function captionsOfStretch(words: readonly SpokenWord[], prefix: string, limits: Limits): CaptionDraft[] {
  const captions: CaptionDraft[] = [];
  const lengths = runningLengths(words);
  for (let from = 0, to = 0; from < words.length; from = to) {
    const indent = from === 0 ? lengthOf(prefix) : 0;
    to = bestEnd(words, lengths, from, furthestEnd(words, from, indent, limits), indent, limits);
    const part = words.slice(from, to);
    const lineWords = breakLines(part, Math.min(limits.line, limits.caption), indent);
    const lines = lineWords.map(joinWords);
    lines[0] = (from === 0 ? prefix : '') + lines[0];
    captions.push({
      start: part[0]!.start,
      end: part.reduce((latest, word) => Math.max(latest, word.end), 0),
      lines,
      words: part,
      lineWords,
    });
  }
  return captions;
}

/** Returns the end of the longest caption that can start at `from`. */
function furthestEnd(words: readonly SpokenWord[], from: number, indent: number, limits: Limits): number {
  const width = Math.min(limits.line, limits.caption);
  const first = words[from]!;
  let total = indent + lengthOf(first.text);
  if (total > width) return from + 1;
  let line = total;
  let lines = 1;
  let end = first.end;
  let to = from + 1;
  for (; to < words.length && to - from < limits.words; to++) {
    const word = words[to]!;
    const length = lengthOf(word.text);
    const space = word.spaced ? 1 : 0;
    const fitsLine = line + space + length <= width;
    total += space + length;
    lines += fitsLine ? 0 : 1;
    line = fitsLine ? line + space + length : length;
    end = Math.max(end, word.end);
    if (length > width || lines > limits.lines || total > limits.caption || end - first.start > limits.durationMs)
      break;
  }
  return to;
}

/**
 * Returns the best end of a caption, up to `furthest`. Distributes the remaining words evenly, so that no caption has only
 * a single last word.
 */
function bestEnd(
  words: readonly SpokenWord[],
  lengths: readonly number[],
  from: number,
  furthest: number,
  indent: number,
  limits: Limits,
): number {
  if (furthest === words.length) return furthest;
  const left = indent + lengths.at(-1)! - lengths[from]!;
  const reached = indent + lengths[furthest]! - lengths[from]!;
  const capacity = Math.max(reached, Math.min(limits.caption, limits.line * limits.lines) * 0.9);
  const wanted = Math.min(reached, left / Math.ceil(left / capacity));
  let best = { cost: Infinity, to: furthest };
  for (let to = from + 1; to <= furthest; to++) {
    const length = indent + lengths[to]! - lengths[from]!;
    const cost = costOfBreak(length, wanted, words[to - 1]!, words[to]!);
    if (cost <= best.cost) best = { cost, to };
  }
  return best.to;
}

/** Corrects times for players: ascending, without overlaps and without captions of zero duration. */
function withoutOverlaps(captions: readonly Caption[], durationMs: number): Caption[] {
  const sorted = [...captions].sort((a, b) => a.start - b.start);
  let free = 0;
  return sorted.map((caption, index) => {
    const start = Math.max(caption.start, free);
    const next = Math.max(sorted[index + 1]?.start ?? Infinity, start + 1);
    const shown = Math.min(Math.max(caption.end, start + READABLE_MS), start + durationMs);
    free = Math.min(shown, next);
    return { ...caption, start, end: free };
  });
}
