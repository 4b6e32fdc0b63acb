import { plain } from '../audio-model.ts';
import { carriesMeaning } from '../intelligence/stop-words.ts';

/** Stands before everything that a language model would have written. */
export const MARK = '[stand-in: quoted, no language model]';

export const sentencesIn = (text: string): string[] =>
  text
    .split(/(?<=[.?!])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');

const topicsOf = (text: string): Set<string> => new Set(text.split(/\s+/).map(plain).filter(carriesMeaning));

function overlap(a: Set<string>, b: Set<string>): number {
  return [...a].filter((word) => b.has(word)).length;
}

/** The sentence that shares most words with the question. */
export function quoteFor(question: string, text: string): string | undefined {
  const asked = topicsOf(question);
  let best: { sentence: string; score: number } | undefined;
  for (const sentence of sentencesIn(text)) {
    const score = overlap(asked, topicsOf(sentence));
    if (score > (best?.score ?? 0)) best = { sentence, score };
  }
  return best?.sentence;
}

/** The option whose words occur most often in the text; the first when none does. */
export function optionFor(options: readonly string[], text: string): string {
  const words = text.split(/\s+/).map(plain);
  const score = (option: string): number => {
    const wanted = topicsOf(option);
    return words.filter((word) => wanted.has(word)).length;
  };
  return [...options].sort((a, b) => score(b) - score(a))[0] ?? '';
}

/** An answer to one question; options are answered with an option, as they must be. */
export function answerTo(question: string, options: readonly string[], text: string): string {
  if (options.length > 0) return optionFor(options, `${quoteFor(question, text) ?? ''} ${text}`);
  return `${MARK} ${quoteFor(question, text) ?? 'The text does not say.'}`;
}

/** The beginning of the text. */
export const opening = (text: string, sentences = 2): string => sentencesIn(text).slice(0, sentences).join(' ');

/** The sentences that announce or ask for something. */
export const actionItemsIn = (text: string): string[] =>
  sentencesIn(text).filter((sentence) => /\b(will|would|please|should|must)\b/i.test(sentence));

/** Roughly what models count. */
export const tokensIn = (text: string): number => Math.ceil(text.length / 4);

export function limited(text: string, tokens: number | undefined): { text: string; cut: boolean } {
  const most = (tokens ?? Number.POSITIVE_INFINITY) * 4;
  return text.length <= most ? { text, cut: false } : { text: text.slice(0, most), cut: true };
}
