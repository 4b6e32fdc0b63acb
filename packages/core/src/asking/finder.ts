/** Words of a text from `from` to before `to`. */
export interface Found {
  readonly from: number;
  readonly to: number;
}

/** Finds phrases in words, whatever their case, punctuation and spaces. */
export interface Finder {
  /**
   * The places of `parts`, in this order; `undefined` if one is missing.
   *
   * @param distance compares places of the first part; the smallest is returned. @default the first place
   */
  find(parts: readonly string[], distance?: (from: number) => number): readonly Found[] | undefined;
}

/** Between two parts of a quote, words. What is further apart was not said together. */
const MOST_BETWEEN = 200;

/** Places of one phrase that are compared. */
const MOST_PLACES = 1000;

const plainOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Searches the letters of all words as one string, so that a long recording is searched once. A place counts only if it
 * starts and ends with a word, unless the script has no spaces.
 */
export function createFinder(words: readonly { readonly text: string }[]): Finder {
  // A text with several words becomes one word each, so that phrases of it can be found.
  const tokens = words.flatMap(({ text }, word) =>
    text
      .split(/\s+/)
      .map((part) => ({ plain: plainOf(part), word }))
      .filter(({ plain }) => plain !== ''),
  );
  const starts = new Map<number, number>();
  const ends = new Map<number, number>();
  const wordAt: number[] = [];
  let plain = '';
  for (const token of tokens) {
    starts.set(plain.length, token.word);
    for (let letter = 0; letter < token.plain.length; letter++) wordAt.push(token.word);
    plain += token.plain;
    ends.set(plain.length, token.word + 1);
  }

  function* placesOf(phrase: string, after: number): Generator<Found & { readonly next: number }> {
    const isUnspaced = UNSPACED.test(phrase);
    let count = 0;
    for (let at = plain.indexOf(phrase, after); at >= 0 && count < MOST_PLACES; at = plain.indexOf(phrase, at + 1)) {
      const next = at + phrase.length;
      const from = isUnspaced ? wordAt[at] : starts.get(at);
      const to = isUnspaced ? wordAt[next - 1]! + 1 : ends.get(next);
      if (from === undefined || to === undefined) continue;
      count++;
      yield { from, to, next };
    }
  }

  return {
    find(parts, distance = () => 0) {
      const phrases = parts.map(plainOf).filter((phrase) => phrase !== '');
      if (phrases.length === 0) return undefined;
      let best: { readonly found: readonly Found[]; readonly distance: number } | undefined;
      for (const first of placesOf(phrases[0]!, 0)) {
        const far = distance(first.from);
        if (best !== undefined && far >= best.distance) continue;
        const found = followed(first, phrases.slice(1));
        if (found !== undefined) best = { found, distance: far };
        if (best?.distance === 0) break;
      }
      return best?.found;
    },
  };

  function followed(first: Found & { readonly next: number }, phrases: readonly string[]): Found[] | undefined {
    const found: Found[] = [{ from: first.from, to: first.to }];
    let last = first;
    for (const phrase of phrases) {
      const [place] = placesOf(phrase, last.next);
      if (place === undefined || place.from - last.to > MOST_BETWEEN) return undefined;
      found.push({ from: place.from, to: place.to });
      last = place;
    }
    return found;
  }
}
