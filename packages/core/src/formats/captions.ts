import type { Transcript } from '../model.ts';
import { type CaptionLimits, type Limits, limitsOf } from './caption-limits.ts';
import { badnessOfBreak, breakLines, runningLengths } from './line-breaks.ts';
import { countBelow } from './max-tree.ts';
import { speakerName, type SpeakerNaming } from './speakers.ts';
import { hasUnspacedScript, joinWords, lengthOf } from './text.ts';
import { type SpokenWord, spreadWords, turnsOf } from './turns.ts';

/** How captions are cut, and how they say who speaks. */
export interface CaptionOptions extends CaptionLimits, SpeakerNaming {
  /**
   * `prefix` writes `Anna: ` where a speaker begins and counts it as characters; `voice` marks every caption in a way
   * players can style (WebVTT only; SRT has nothing like it and takes the prefix).
   *
   * @default 'none' in SRT, 'voice' in WebVTT
   */
  readonly speakers?: 'none' | 'prefix' | 'voice' | undefined;
}

/** One caption. Captions never overlap, never are empty, and come in the order of time. */
export interface Caption {
  /** ms */
  readonly start: number;
  /** ms, after `start` */
  readonly end: number;
  /** The name to show, where it is known. */
  readonly speaker: string | undefined;
  /** The API's label of the speaker, where it is known. */
  readonly label: string | undefined;
  readonly lines: readonly string[];
  readonly words: readonly SpokenWord[];
  /** The words of each line. */
  readonly lineWords: readonly (readonly SpokenWord[])[];
}

/** A shorter caption cannot be read; it stays this long, or until the next one, ms. */
const READABLE_MS = 500;

/**
 * The transcript as captions, cut where the speaker changes, at pauses, and best at the ends of sentences and clauses.
 *
 * Works from words; where there are none, from utterances or sentences, whose words then get times in proportion to
 * their length. Empty where nothing was timed. A word that alone is longer than a limit stands alone in its caption.
 * Someone who speaks into another's turn cuts that turn's captions, so that each still appears when it is heard.
 *
 * @throws BadInputError for a limit that is not a number from 1. Source: `cookbooks.md` C23, C24.
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
  return settle(captions, limits.durationMs);
}

type Unsettled = Omit<Caption, 'speaker' | 'label'>;

interface Stretch {
  readonly words: readonly SpokenWord[];
  /** Whether the speaker begins here, or again after someone else. */
  readonly isFresh: boolean;
}

/** A turn between the places where a caption must end: long pauses, and the starts of later turns, from `next` on. */
function stretchesOf(words: readonly SpokenWord[], starts: readonly number[], next: number, limits: Limits): Stretch[] {
  const stretches: { words: SpokenWord[]; isFresh: boolean }[] = [];
  for (const [index, word] of words.entries()) {
    const previous = words[index - 1];
    // Starts are whole milliseconds. A walk would take a step for each later turn, again in each turn.
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

/** A whole sentence may come as one "word" in scripts without spaces. */
function splitLong(word: SpokenWord, width: number): readonly SpokenWord[] {
  if (lengthOf(word.text) <= width || !hasUnspacedScript(word.text)) return [word];
  return spreadWords(word.text, word.start, word.end, word.speaker).map((piece, index) => ({
    ...piece,
    confidence: word.confidence,
    spaced: index === 0 ? word.spaced : piece.spaced,
  }));
}

/** Nobody says two words at once: where times claim so, the second is held back until the first begins. */
function inOrder(words: readonly SpokenWord[], from: number): SpokenWord[] {
  let latest = from;
  return words.map((word) => {
    latest = Math.max(latest, word.start);
    return { ...word, start: latest, end: Math.max(latest, word.end) };
  });
}

function captionsOfStretch(words: readonly SpokenWord[], prefix: string, limits: Limits): Unsettled[] {
  const captions: Unsettled[] = [];
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

/** The end of the longest caption that may start at `from`. */
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
 * The best place to end a caption that could go on to `furthest`: what is left is shared out evenly, so that no
 * caption is left with a lonely last word.
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
  let best = { badness: Infinity, to: furthest };
  for (let to = from + 1; to <= furthest; to++) {
    const length = indent + lengths[to]! - lengths[from]!;
    const badness = badnessOfBreak(length, wanted, words[to - 1]!, words[to]!);
    if (badness <= best.badness) best = { badness, to };
  }
  return best.to;
}

/** Times as players need them: ascending, without overlap, none without duration. */
function settle(captions: readonly Caption[], durationMs: number): Caption[] {
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
