import { createFinder, type Finder } from './finder.ts';
import {
  firstTimeIn,
  isOnlyQuote,
  partsOfQuote,
  replaceQuotes,
  replaceTimes,
  unquotedSentences,
  wordsIn,
} from './quotation.ts';
import { type Citation, type Recording, TOLERANCE_MS } from './recording.ts';

/** An answer after its quotes were compared with the transcripts. */
export interface CheckedAnswer {
  /** The answer without quotes and times that the transcripts do not contain. */
  readonly text: string;
  /** In the order of the answer, each moment once. */
  readonly citations: readonly Citation[];
  /** Number of quotes and times that were removed. */
  readonly removed: number;
}

/** Words of a quote that is worth citing. Shorter ones are names and terms. */
const LEAST_QUOTED = 3;

/** Words of a sentence without quotation marks that cannot be the same by chance. */
const LEAST_UNQUOTED = 5;

/**
 * Compares the answer of a language model with the transcripts that it is about. Removes quotes that were not said and
 * times outside the recording, corrects the time next to a quote, and collects the moments of all others.
 *
 * @param question its words may be quoted although nobody said them
 */
export function checkedAnswer(answer: string, question: string, recordings: readonly Recording[]): CheckedAnswer {
  const asked = createFinder([{ text: question }]);
  const lines = answer.split('\n').map((line) => checkedLine(line, asked, recordings));
  const citations = new Map<string, Citation>();
  for (const one of lines.flatMap(({ cited }) => cited)) {
    citations.set(`${one.transcript_id} ${one.start_ms} ${one.quote}`, one);
  }
  return {
    text: lines
      .flatMap(({ text }) => text ?? [])
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    citations: [...citations.values()],
    removed: lines.reduce((sum, { removed }) => sum + removed, 0),
  };
}

interface CheckedLine {
  /** `undefined` for a line that contained only a removed quote. */
  readonly text: string | undefined;
  readonly cited: readonly Citation[];
  readonly removed: number;
}

function checkedLine(line: string, asked: Finder, recordings: readonly Recording[]): CheckedLine {
  const near = firstTimeIn(line);
  const cited: Citation[] = [];
  let removed = 0;

  const find = (quote: string): Citation | undefined =>
    firstOf(recordings, (recording) => recording.find(partsOfQuote(quote), near));

  const withoutInvented = replaceQuotes(line, (quote) => {
    if (wordsIn(quote) === 0) return true;
    const found = find(quote);
    if (found !== undefined && wordsIn(quote) >= LEAST_QUOTED) cited.push(found);
    if (found !== undefined || asked.find([quote]) !== undefined) return true;
    removed++;
    return false;
  });
  for (const sentence of unquotedSentences(line)) {
    const found = wordsIn(sentence) < LEAST_UNQUOTED ? undefined : find(sentence);
    if (found !== undefined) cited.push(found);
  }
  const text = replaceTimes(withoutInvented, (given, ms) => {
    if (!recordings.some(({ isTimed }) => isTimed) || cited.some((one) => isNear(one, ms))) return given;
    const right = cited[0]?.start_time;
    if (right !== undefined) return `[${right}]`;
    const moment = firstOf(recordings, (recording) => recording.at(ms));
    // With several recordings, a time alone does not say which is meant. Next to an invented quote, it proves nothing.
    if (moment !== undefined && recordings.length === 1 && removed === 0) cited.push(moment);
    if (moment !== undefined) return given;
    removed++;
    return '';
  });
  return { text: cited.length === 0 && isOnlyQuote(text) ? undefined : text, cited, removed };
}

const isNear = ({ start_ms = 0, end_ms = start_ms }: Citation, ms: number): boolean =>
  ms >= start_ms - TOLERANCE_MS && ms <= end_ms + TOLERANCE_MS;

function firstOf<T, R>(all: readonly T[], get: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = get(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
