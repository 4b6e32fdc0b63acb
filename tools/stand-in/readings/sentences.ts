import { groupWords, spanOf, type Span, type Word } from '../audio-model.ts';

const endsSentence = (word: Word): boolean => /[.?!]["')\]]*$/.test(word.text);

/** Sentences end at a full stop, or where the speaker changes. Channels may overlap and are read one by one. */
export function sentencesOf(words: readonly Word[]): Span[] {
  const channels = new Set(words.map(({ channel }) => channel));
  return [...channels]
    .flatMap((channel) =>
      groupWords(
        words.filter((word) => word.channel === channel),
        (before, after) => endsSentence(before) || before.speaker !== after.speaker,
      ),
    )
    .map(spanOf)
    .sort((a, b) => a.start - b.start);
}

const LONGEST_PARAGRAPH = 4;
const PARAGRAPH_PAUSE_MS = 1500;

/** Whole sentences, up to four; a new speaker or a long pause starts a new paragraph. */
export function paragraphsOf(words: readonly Word[]): Span[] {
  const paragraphs: Span[][] = [];
  for (const sentence of sentencesOf(words)) {
    const current = paragraphs.at(-1);
    const before = current?.at(-1);
    const goesOn =
      current !== undefined &&
      before !== undefined &&
      current.length < LONGEST_PARAGRAPH &&
      before.speaker === sentence.speaker &&
      sentence.start - before.end < PARAGRAPH_PAUSE_MS;
    if (goesOn) current.push(sentence);
    else paragraphs.push([sentence]);
  }
  return paragraphs.map((sentences) => spanOf(sentences.flatMap(({ words: spoken }) => spoken)));
}
