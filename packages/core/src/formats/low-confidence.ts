import { BadInputError } from '../errors.ts';
import type { Transcript } from '../model.ts';
import { speakerName, type SpeakerNaming } from './speakers.ts';
import { joinWords } from './text.ts';
import { spokenWords } from './turns.ts';
import { shown } from './reading.ts';

export interface LowConfidenceOptions extends SpeakerNaming {
  /** Returns words below this confidence, 0 to 1. @default 0.4 */
  readonly threshold?: number | undefined;
  /** Number of words before and after each word to include. @default 5 */
  readonly contextWords?: number | undefined;
}

/** A word with low confidence, to review. */
export interface LowConfidenceWord {
  readonly text: string;
  /** 0 to 1 */
  readonly confidence: number;
  /** ms */
  readonly start: number;
  /** ms */
  readonly end: number;
  /** The name to display, if known. */
  readonly speaker: string | undefined;
  readonly before: string;
  readonly after: string;
}

/**
 * Returns the words with low confidence and the words around them, ordered by time. Omits words without a confidence.
 *
 * @throws BadInputError for a threshold outside 0 to 1. Source: `cookbooks.md` C03.
 */
export function lowConfidenceWords(
  transcript: Transcript,
  { threshold = 0.4, contextWords = 5, ...naming }: LowConfidenceOptions = {},
): LowConfidenceWord[] {
  if (typeof threshold !== 'number' || !(threshold >= 0 && threshold <= 1)) {
    throw new BadInputError(`threshold must be between 0 and 1, not ${shown(threshold)}.`, { field: 'threshold' });
  }
  const around = Math.max(0, Math.floor(contextWords));
  const words = spokenWords(transcript);
  return words.flatMap(({ text, start, end, confidence, speaker }, index) => {
    if (confidence === undefined || confidence >= threshold) return [];
    return {
      text,
      confidence,
      start,
      end,
      speaker: speakerName(speaker, transcript, naming),
      before: joinWords(words.slice(Math.max(0, index - around), index)),
      after: joinWords(words.slice(index + 1, index + 1 + around)),
    };
  });
}
