import { describe, expect, it } from 'vitest';
import { inventCorpus } from '../retrieval/conversations.ts';

describe('the invented conversations', () => {
  const { transcripts, questions, hours } = inventCorpus();

  it('are long, and the same for the same seed', () => {
    expect(hours).toBeGreaterThan(10);
    expect(questions.length).toBeGreaterThan(100);
    const isSame = (seed?: number): boolean =>
      JSON.stringify(inventCorpus(seed).transcripts) === JSON.stringify(transcripts);
    expect([isSame(), isSame(2)]).toEqual([true, false]);
  });

  it('say each answer at its time, and only once', () => {
    for (const { answer, transcriptId, start, end } of questions) {
      const { words = [], text } = transcripts.find(({ id }) => id === transcriptId)!;
      const said = words!.filter((word) => word.start >= start && word.end <= end).map((word) => word.text);
      expect(said.join(' ')).toBe(answer);
      expect(text!.split(answer)).toHaveLength(2);
    }
  });

  it('have words in order, and turns that hold all of them', () => {
    for (const { words, utterances } of transcripts) {
      const isWrong = ({ start, end }: { start: number; end: number }, at: number): boolean =>
        end <= start || start < (words![at - 1]?.end ?? 0);
      expect(words!.filter(isWrong)).toEqual([]);
      const said = utterances!.flatMap((turn) => turn.words);
      expect(said.length === words!.length && said.every((word, at) => word === words![at])).toBe(true);
    }
  });
});
