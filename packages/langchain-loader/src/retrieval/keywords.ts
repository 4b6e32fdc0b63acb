import MiniSearch from 'minisearch';

/** Finds texts by their words. */
export interface KeywordIndex {
  /** One score per text: BM25, 0 if no word of the query occurs. Forms of a word count as the word. */
  scores(query: string): number[];
}

/** Words of any script, also of those without spaces. */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
const wordsOf = (text: string): string[] =>
  [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike === true).map(({ segment }) => segment);

/** Short words have neighbors that mean something else. */
const FORMS = {
  prefix: (term: string) => term.length > 3,
  fuzzy: (term: string) => (term.length > 5 ? 0.15 : false),
};

export function keywordIndex(texts: readonly string[]): KeywordIndex {
  const index = new MiniSearch<{ readonly id: number; readonly text: string }>({
    fields: ['text'],
    tokenize: wordsOf,
    searchOptions: FORMS,
  });
  index.addAll(texts.map((text, id) => ({ id, text })));
  return {
    scores(query) {
      const scores = new Array<number>(texts.length).fill(0);
      for (const { id, score } of index.search(query)) scores[id as number] = score;
      return scores;
    },
  };
}
