/** A sentence of a passage, with its own resemblance to the query. */
export interface Sentence {
  readonly text: string;
  /** 0 to 1 */
  readonly score: number;
}

/** What a sentence inherits from a question one and two sentences before it. */
const INHERITED = [0.9, 0.5] as const;
/** Questions ask for what the query asks for; they do not say it. */
const PROMPT_PENALTY = 0.15;

/**
 * Scores how likely each sentence answers the query. In speech, the sentence with most words of the query is often the
 * question; the answer follows and repeats none of them.
 */
export function answerScores(sentences: readonly (Sentence | undefined)[]): number[] {
  return sentences.map((sentence, at) => {
    if (sentence === undefined) return -Infinity;
    const before = INHERITED.findIndex((_, distance) => isQuestion(sentences[at - 1 - distance]));
    const inherited = before < 0 ? 0 : INHERITED[before]! * sentences[at - 1 - before]!.score;
    return sentence.score + inherited - (isQuestion(sentence) ? PROMPT_PENALTY : 0);
  });
}

/** Question marks of all scripts. */
const isQuestion = (sentence: Sentence | undefined): boolean => /[?？؟;՞፧]\s*["”»']?$/u.test(sentence?.text ?? '');
