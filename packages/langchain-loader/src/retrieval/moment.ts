/** A sentence of a passage, with its own resemblance to the query. */
export interface Sentence {
  readonly text: string;
  /** 0 to 1 */
  readonly score: number;
}

/** What a sentence inherits from a question one and two sentences before it. */
const INHERITED = [0.9, 0.5] as const;
/** Questions ask for what the query asks for; they do not say it. */
const QUESTION_PENALTY = 0.15;

/**
 * Scores how likely each sentence answers the query. In speech, the sentence with most words of the query is often the
 * question; the answer follows and repeats none of them.
 */
export function answerScores(sentences: readonly (Sentence | undefined)[]): number[] {
  return sentences.map((sentence, at) => {
    if (sentence === undefined) return -Infinity;
    if (isQuestion(sentence.text)) return sentence.score - QUESTION_PENALTY;
    const distance = INHERITED.findIndex((_, before) => endsWithQuestion(sentences[at - 1 - before]?.text));
    return sentence.score + (distance < 0 ? 0 : INHERITED[distance]! * sentences[at - 1 - distance]!.score);
  });
}

/** Whether most of a text asks. An answer may end with "Is there anything else?" */
function isQuestion(text: string): boolean {
  const sentences = text.match(SENTENCES) ?? [];
  const asked = sentences.filter(endsWithQuestion);
  return 2 * lengthOf(asked) > lengthOf(sentences);
}

/** Question marks of all scripts. */
const endsWithQuestion = (text: string | undefined): boolean => /[?？؟;՞፧]\s*["”»']?\s*$/u.test(text ?? '');

const SENTENCES = /[^.!?…。！？؟;՞፧]+[.!?…。！？؟;՞፧"”»']*/gu;

const lengthOf = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length, 0);
