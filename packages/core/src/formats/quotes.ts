import type { TimeSpan, Transcript } from '../model.ts';
import { countBelow, MaxTree } from './max-tree.ts';
import { momentLink } from './moment-link.ts';
import { listOf } from './reading.ts';
import { type SpokenSentence, sentencesOf } from './sentences.ts';
import { speakerName, type SpeakerNaming } from './speakers.ts';
import { cleanText, hasUnspacedScript } from './text.ts';
import { clock, wholeMs } from './time.ts';

export interface QuoteOptions extends SpeakerNaming {
  /**
   * What makes a sentence worth quoting: words or phrases to find (case and punctuation do not matter), the entities
   * or the key phrases the API found, or nothing: then every sentence is quoted. @default 'sentences'
   */
  readonly find?: readonly string[] | 'entities' | 'highlights' | 'sentences' | undefined;
  /** Only entities of these types, such as `person_name`. @default all */
  readonly entityTypes?: readonly string[] | undefined;
  /** The recording's address, for links that begin at the quote. */
  readonly mediaUrl?: string | undefined;
}

/** One sentence that can be cited. */
export interface Quote {
  readonly text: string;
  /** The name to show, where it is known. */
  readonly speaker: string | undefined;
  /** ms */
  readonly start: number;
  /** ms */
  readonly end: number;
  /** `start` as `0:04`. */
  readonly time: string;
  /** What was found in it. */
  readonly matches: readonly string[];
  /** `mediaUrl` at `start`, as a media fragment; `t` in seconds for YouTube. */
  readonly link: string | undefined;
}

/**
 * Whole sentences with speaker and times, in the order of time, each once however much was found in it. Empty where
 * nothing was timed or nothing found. Never throws.
 *
 * Source: `cookbooks.md` C66-C68; links: W3C Media Fragments URI 1.0, section 4.2.1.
 */
export function quotes(transcript: Transcript, options: QuoteOptions = {}): Quote[] {
  const matchesIn = finder(transcript, options);
  return sentencesOf(transcript).flatMap((sentence) => {
    const matches = matchesIn(sentence);
    if (matches === undefined) return [];
    const { text, start, end } = sentence;
    const speaker = speakerName(sentence.speaker, transcript, options);
    return { text, speaker, start, end, time: clock(start), matches, link: momentLink(options.mediaUrl, start, end) };
  });
}

type Finder = (sentence: SpokenSentence) => readonly string[] | undefined;

function finder(transcript: Transcript, { find = 'sentences', entityTypes }: QuoteOptions): Finder {
  switch (find) {
    case 'sentences':
      return () => [];
    case 'entities':
      return spanFinder(
        listOf<Partial<TimeSpan & { text: string; entity_type: string }>>(transcript.entities)
          .filter(({ entity_type }) => entityTypes === undefined || entityTypes.includes(entity_type ?? ''))
          .map(({ text, start, end }) => ({ text: cleanText(text), start: wholeMs(start), end: wholeMs(end) })),
      );
    case 'highlights':
      return spanFinder(
        listOf<{ text?: string; timestamps?: unknown }>(transcript.auto_highlights_result?.results).flatMap((result) =>
          listOf<Partial<TimeSpan>>(result.timestamps).map(({ start, end }) => ({
            text: cleanText(result.text),
            start: wholeMs(start),
            end: wholeMs(end),
          })),
        ),
      );
    default:
      return phraseFinder(find);
  }
}

/** Looks only at the spans that overlap a sentence: a long recording has thousands of both. */
function spanFinder(found: readonly (TimeSpan & { readonly text: string })[]): Finder {
  const spans = found.map((span, order) => ({ ...span, order })).sort((a, b) => a.start - b.start);
  const starts = spans.map(({ start }) => start);
  const ends = new MaxTree(spans.map(({ end }) => end));
  return (sentence) => {
    const inside = ends
      .above(sentence.start, 0, countBelow(starts, sentence.end))
      .map((position) => spans[position]!)
      .sort((a, b) => a.order - b.order);
    return inside.length === 0 ? undefined : [...new Set(inside.map(({ text }) => text))];
  };
}

function phraseFinder(phrases: readonly string[]): Finder {
  const wanted = phrases.map((phrase) => ({ phrase, plain: plainOf(phrase) })).filter(({ plain }) => plain !== '');
  return ({ text }) => {
    const plain = plainOf(text);
    const found = wanted.filter((item) =>
      hasUnspacedScript(item.plain) ? plain.includes(item.plain) : ` ${plain} `.includes(` ${item.plain} `),
    );
    return found.length === 0 ? undefined : found.map(({ phrase }) => phrase);
  };
}

/** What remains of a text when only words count: "Don't!" and "don’t" are the same. */
const plainOf = (text: string): string =>
  cleanText(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
