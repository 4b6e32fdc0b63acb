import { plain, round, type Word } from '../audio-model.ts';
import { sentencesOf } from '../readings/sentences.ts';

const GOOD = new Set(
  'amiable good great happy help love nice perfect please pleased respectable thank thanks wonderful'.split(' '),
);
const BAD = new Set(
  'angry awful bad broken cold disposed fail hate ill problem sad selfish sorry terrible worse wrong'.split(' '),
);

/** One rating per sentence by counting words of two short lists. Crude, but made from the words that were said. */
export function sentimentsOf(words: readonly Word[]): object[] {
  return sentencesOf(words).map(({ text, start, end, speaker, channel, words: spoken }) => {
    const balance = spoken.reduce((sum, word) => sum + toneOf(plain(word.text)), 0);
    const sentiment = balance > 0 ? 'POSITIVE' : balance < 0 ? 'NEGATIVE' : 'NEUTRAL';
    const confidence = round(0.5 + Math.min(0.4, Math.abs(balance) / 10));
    return { text, start, end, sentiment, confidence, speaker, ...(channel !== undefined && { channel }) };
  });
}

const toneOf = (word: string): number => (GOOD.has(word) ? 1 : BAD.has(word) ? -1 : 0);
