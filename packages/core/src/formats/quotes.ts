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
   * Which sentences to return: those with any of these words or phrases (ignoring case and punctuation), those with
   * detected entities or key phrases, or all sentences. @default 'sentences'
   */
  readonly find?: readonly string[] | 'entities' | 'highlights' | 'sentences' | undefined;
  /** Only entities of these types, such as `person_name`. @default all */
  readonly entityTypes?: readonly string[] | undefined;
  /** URL of the recording, for links that start at the quote. */
  readonly mediaUrl?: string | undefined;
}

/** A quoted sentence. */
export interface Quote {
  readonly text: string;
  /** The name to display, if known. */
  readonly speaker: string | undefined;
  /** ms */
  readonly start: number;
  /** ms */
  readonly end: number;
  /** `start` in the form `0:04`. */
  readonly time: string;
  /** The matched words, entities or key phrases. */
  readonly matches: readonly string[];
  /** Link to the quote in `mediaUrl`. See {@link momentLink}. */
  readonly link: string | undefined;
}

/**
 * Returns whole sentences with speaker and times, ordered by time, each once. Empty for a transcript without times or
 * without matches. Never throws.
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

/** Searches only spans that overlap a sentence, because long recordings have thousands of both. */
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

/** Removes case and punctuation: "Don't!" equals "don’t". */
const plainOf = (text: string): string =>
  cleanText(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
