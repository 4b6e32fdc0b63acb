import { describe, expect, it } from 'vitest';
import { answerScores } from '../../src/retrieval/moment.ts';

/** The best sentence, if each has this resemblance to the query. */
function bestOf(...sentences: readonly (readonly [text: string, score: number])[]): string {
  const scores = answerScores(sentences.map(([text, score]) => ({ text, score })));
  return sentences[scores.indexOf(Math.max(...scores))]![0];
}

describe('the sentence that answers', () => {
  it('follows the question', () => {
    expect(bestOf(['Hello.', 0], ['How long does a refund take?', 1], ['Five days.', 0], ['Thanks.', 0])).toBe(
      'Five days.',
    );
  });

  it('may follow one sentence later, if nothing else fits', () => {
    expect(bestOf(['How long does it take?', 0.6], ['Let me see.', 0], ['It takes five days.', 0.4])).toBe(
      'It takes five days.',
    );
  });

  it('may end with another question', () => {
    const turns = [
      ['Would you like a refund or a replacement?', 0.6],
      ['A refund please. How long will it take to get my money back?', 1],
      ['You will have it in five working days. Is there anything else?', 0.1],
      ['No, thank you.', 0],
    ] as const;
    expect(bestOf(...turns)).toBe(turns[2][0]);
  });

  it('is found without a question, and in other scripts', () => {
    expect(bestOf(['The weather is fine.', 0.1], ['A refund takes five days.', 0.9], ['Bye.', 0])).toBe(
      'A refund takes five days.',
    );
    expect(bestOf(['返金にはどのくらいかかりますか？', 1], ['五営業日です。', 0])).toBe('五営業日です。');
  });

  it('lies in the same transcript', () => {
    expect(answerScores([undefined, { text: 'Yes.', score: 0.5 }])).toEqual([-Infinity, 0.5]);
  });
});
