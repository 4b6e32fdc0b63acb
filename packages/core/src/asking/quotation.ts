const QUOTED = new RegExp(
  [
    '"([^"\\n]+)"',
    '“([^”\\n]+)”',
    '„([^“”\\n]+)[“”]',
    '«([^»\\n]+)»',
    '「([^」\\n]+)」',
    // Apostrophes have a letter on both sides.
    "(?<![\\p{L}\\p{N}])'([^\\n]{8,}?)'(?![\\p{L}\\p{N}])",
    '(?<![\\p{L}\\p{N}])‘([^‘\\n]{8,}?)’(?![\\p{L}\\p{N}])',
  ].join('|'),
  'gu',
);

/** A time in brackets, or a range of times: `[0:28]`, `(1:02:03 - 1:02:09)`. */
const TIME = /[[(](\d{1,3}(?::\d{2}){1,2})(?:\.\d+)?(?:\s*[-–]\s*\d{1,3}(?::\d{2}){1,2}(?:\.\d+)?)?[\])]/g;

/** Marks of omitted text within a quote. */
const CUT = /\s*(?:\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3,})\s*/u;

/** Takes the place of a removed quote within a sentence. */
const REMOVED = '[quote removed: not in the transcript]';

/** Single quotation marks around fewer words may be apostrophes. */
const LEAST_SINGLE = 3;

/** Replaces the quotes of a line. A block quote in Markdown is one, even without quotation marks. */
export function replaceQuotes(line: string, isKept: (quote: string) => boolean): string {
  const keepOrRemove = (given: string, quote: string): string => (isKept(quote) ? given : REMOVED);
  const [, mark, block] = /^(\s*>\s*)(.+)$/.exec(line) ?? [];
  if (mark !== undefined && block !== undefined && block.search(QUOTED) < 0) {
    return `${mark}${keepOrRemove(block, spokenPart(block))}`;
  }
  return line.replace(QUOTED, (given: string, ...groups: unknown[]) => {
    const quote = groups.slice(0, -2).find((group): group is string => typeof group === 'string') ?? '';
    if (/^['‘]/.test(given) && wordsIn(quote) < LEAST_SINGLE) return given;
    return keepOrRemove(given, quote);
  });
}

/** Replaces the times of a line. The replacement receives the first time of a range, ms. */
export const replaceTimes = (line: string, replacement: (given: string, ms: number) => string): string =>
  line.replace(TIME, (given, time: string) => replacement(given, msOf(time)));

/** The first time of a line, ms. */
export function firstTimeIn(line: string): number | undefined {
  const [match] = line.matchAll(TIME);
  return match === undefined ? undefined : msOf(match[1]!);
}

const msOf = (time: string): number => time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;

/** A quote without the marks of omitted text, in parts. */
export const partsOfQuote = (quote: string): string[] => quote.split(CUT).filter((part) => wordsIn(part) > 0);

/** The sentences of a line outside quotes, without times and speakers. */
export const unquotedSentences = (line: string): string[] =>
  line
    .replace(QUOTED, '\n')
    .replace(/\[[^\]\n]*\]/g, '\n')
    .replace(TIME, '\n')
    .split(/(?<=[.!?])\s+|(?<=[。！？])|\n/u)
    .map((sentence) => sentence.replace(SPEAKER, ''));

/** What a line says in addition to its quotes, times, speaker and list mark. */
export const isOnlyQuote = (line: string): boolean =>
  line.includes(REMOVED) && wordsIn(spokenPart(line.replaceAll(REMOVED, ' '))) < LEAST_OWN;

/** Words that make a line more than the place of its quote. */
const LEAST_OWN = 4;

/** A speaker's name before what they said. */
const SPEAKER = /^[\s\-*•>]*[^\s:][^:\n]{0,29}:\s*/u;

const spokenPart = (line: string): string => line.replace(TIME, ' ').replace(SPEAKER, ' ');

/** Number of words. In scripts without spaces, two characters count as a word. */
export function wordsIn(text: string): number {
  const words = text.match(/[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)*/gu) ?? [];
  const unspaced = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu) ?? [];
  return Math.max(words.length, Math.floor(unspaced.length / 2));
}
