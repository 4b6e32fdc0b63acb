import { toPlainText } from '../formats/plain-text.ts';
import { sentencesOf } from '../formats/sentences.ts';
import { speakerName, type SpeakerNaming } from '../formats/speakers.ts';
import { clockTime } from '../formats/time.ts';
import { type SpokenWord, spokenWords } from '../formats/turns.ts';
import type { Transcript } from '../model.ts';
import { createFinder } from './finder.ts';

/** A quote that was found in a transcript. */
export interface Citation {
  readonly transcript_id: string;
  /** As in the transcript. */
  readonly quote: string;
  readonly speaker?: string | undefined;
  readonly start_ms?: number | undefined;
  readonly end_ms?: number | undefined;
  /** `HH:MM:SS` */
  readonly start_time?: string | undefined;
  /** `HH:MM:SS` */
  readonly end_time?: string | undefined;
}

/** A transcript to search for what was said. */
export interface Recording {
  /** Whether its words have times. */
  readonly isTimed: boolean;
  /**
   * Finds a quote, whatever its case and punctuation.
   *
   * @param parts the quote, split where it was shortened
   * @param near picks the place closest to this time, ms. @default the first
   */
  find(parts: readonly string[], near?: number): Citation | undefined;
  /** The sentence at a time, ms. */
  at(ms: number): Citation | undefined;
}

/** Times in answers have no fractions, and name the start of a passage. */
export const TOLERANCE_MS = 5000;

/** Words that are quoted for a time without a quote. */
const MOMENT_WORDS = 40;

export function recordingOf(transcript: Transcript, naming: SpeakerNaming): Recording {
  const words = spokenWords(transcript);
  const sentences = sentencesOf(transcript);
  const isTimed = words.length > 0;
  const finder = createFinder(isTimed ? words : [{ text: toPlainText(transcript) }]);

  function citation(said: readonly SpokenWord[]): Citation {
    const { start, speaker: label } = said[0]!;
    const end = said.reduce((latest, word) => Math.max(latest, word.end), start);
    const speaker = speakerName(label, transcript, naming);
    return {
      transcript_id: transcript.id,
      quote: said.map(({ text, spaced }, at) => (at > 0 && spaced ? ` ${text}` : text)).join(''),
      ...(speaker !== undefined && { speaker }),
      start_ms: start,
      end_ms: end,
      start_time: clockTime(start),
      end_time: clockTime(end),
    };
  }

  return {
    isTimed,
    find(parts, near) {
      const distance = near === undefined ? undefined : (at: number) => Math.abs((words[at]?.start ?? 0) - near);
      const found = finder.find(parts, distance);
      if (found === undefined) return undefined;
      if (!isTimed) return { transcript_id: transcript.id, quote: parts.join(' … ') };
      const cited = found.map(({ from, to }) => citation(words.slice(from, to)));
      const { end_ms, end_time } = cited.at(-1)!;
      return { ...cited[0]!, quote: cited.map(({ quote }) => quote).join(' … '), end_ms, end_time };
    },
    at(ms) {
      const sentence = sentences.find(({ end }) => end >= ms);
      if (sentence === undefined || sentence.start > ms + TOLERANCE_MS) return undefined;
      // Without punctuation, a sentence can be as long as the recording.
      const isLong = sentence.words.length > MOMENT_WORDS;
      const from = isLong ? sentence.words.findIndex(({ end }) => end >= ms) : 0;
      return citation(sentence.words.slice(from, from + MOMENT_WORDS));
    },
  };
}
