/** Scripts without spaces between words, and their punctuation. Korean uses spaces. */
const UNSPACED =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\u3000-\\u303f\\u30fc\\uff00-\\uffef]';
const ENDS_UNSPACED = new RegExp(`${UNSPACED}$`, 'u');
const STARTS_UNSPACED = new RegExp(`^${UNSPACED}`, 'u');
const HAS_UNSPACED = new RegExp(UNSPACED, 'u');

/** Number of characters within which the next word is searched in the text. */
const LOOK_AHEAD = 32;

/**
 * Returns `value` on one line, without control characters and lone surrogates; '' for text without visible characters.
 * Captions, CSV cells and headings rely on it, because a line break within a word would corrupt them.
 */
export function cleanText(value: unknown): string {
  if (typeof value !== 'string') return '';
  const text = value
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return /[^\s\p{Cf}]/u.test(text) ? text : '';
}

let graphemes: Intl.Segmenter | undefined;

/** Splits text into visible characters: an accented letter, a flag or a family emoji is one character. */
export function charactersOf(text: string): string[] {
  if (typeof Intl.Segmenter !== 'function') return [...text];
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** Characters that never combine: Latin, Cyrillic, Kana, Han, Hangul syllables. They need no segmenter. */
const PLAIN =
  /^[\u0020-\u02ff\u0400-\u0482\u048a-\u052f\u3001-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9d]*$/;

/** Returns the number of visible characters. */
export const lengthOf = (text: string): number => (PLAIN.test(text) ? text.length : charactersOf(text).length);

/** Whether `text` contains a script without spaces. */
export const hasUnspacedScript = (text: string): boolean => HAS_UNSPACED.test(text);

/**
 * Returns whether a space precedes each word: as in `text` if it contains the words in order, otherwise by script, so that
 * Chinese and Japanese words are joined without spaces.
 */
export function spacesBefore(words: readonly string[], text = ''): boolean[] {
  let cursor = 0;
  let isFollowing = true;
  return words.map((word, index) => {
    const at = text.slice(cursor, cursor + LOOK_AHEAD + word.length).indexOf(word);
    const gap = at < 0 ? undefined : text.slice(cursor, cursor + at);
    const isCertain = isFollowing && gap !== undefined && gap.trim() === '';
    isFollowing = gap !== undefined;
    if (gap !== undefined) cursor += at + word.length;
    if (index === 0) return false;
    return isCertain ? gap !== '' : !(ENDS_UNSPACED.test(words[index - 1]!) && STARTS_UNSPACED.test(word));
  });
}

/** Joins words, with spaces where `spaced` is true. */
export const joinWords = (words: readonly { readonly text: string; readonly spaced: boolean }[]): string =>
  words.map(({ text, spaced }, index) => (spaced && index > 0 ? ` ${text}` : text)).join('');

/**
 * Splits text where a line can break: at spaces, and between characters of a script without spaces. Keeps punctuation with
 * the text that it closes or opens.
 */
export function piecesOf(text: string): { readonly text: string; readonly spaced: boolean }[] {
  return text.split(' ').flatMap((chunk, index) => {
    const pieces: string[] = [];
    let before: string | undefined;
    for (const character of HAS_UNSPACED.test(chunk) ? charactersOf(chunk) : [chunk]) {
      if (before !== undefined && !canBreakBetween(before, character)) pieces[pieces.length - 1] += character;
      else pieces.push(character);
      before = character;
    }
    return pieces.map((piece, at) => ({ text: piece, spaced: at === 0 && index > 0 }));
  });
}

/** Whether a line may break between two characters. */
function canBreakBetween(before: string, after: string): boolean {
  if (/[\p{Ps}\p{Pi}]$/u.test(before) || /^(?![\p{Ps}\p{Pi}])\p{P}/u.test(after)) return false;
  return ENDS_UNSPACED.test(before) || STARTS_UNSPACED.test(after);
}
