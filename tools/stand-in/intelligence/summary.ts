import { spanOf, type Word } from '../audio-model.ts';
import { sentencesOf } from '../readings/sentences.ts';
import { gistOf } from './phrases.ts';

/** A summary by quotation: nothing in it that was not said. */
export function summaryOf(words: readonly Word[], type: string): string {
  const sentences = sentencesOf(words).map(({ text }) => text);
  switch (type) {
    case 'gist':
      return gistOf(words);
    case 'headline':
      return sentences[0] ?? '';
    case 'paragraph':
      return sentences.slice(0, 3).join(' ');
    case 'bullets_verbose':
      return bullets(sentences);
    default:
      return bullets(sentences.slice(0, 3));
  }
}

const bullets = (sentences: readonly string[]): string => sentences.map((sentence) => `- ${sentence}`).join('\n');

/** One chapter for the whole transcript, because the stand-in cannot detect a change of subject. */
export function chaptersOf(words: readonly Word[]): object[] {
  if (words.length === 0) return [];
  const { start, end } = spanOf(words);
  const headline = summaryOf(words, 'headline');
  return [{ gist: gistOf(words), headline, summary: summaryOf(words, 'paragraph'), start, end }];
}
