import type { FinalTurn, SessionSummary } from '@aai-connectors/core/streaming';
import { describe, expect, it } from 'vitest';
import { type MarkedWord } from '@aai-connectors/stand-in';
import { judged, type ReportedGap } from '../oracle.ts';
import { confidenceOf } from '../recognizer.ts';

const WORDS: readonly MarkedWord[] = Array.from({ length: 6 }, (_, at) => ({
  text: 'no',
  start: at * 1000,
  end: at * 1000 + 300,
}));

/** Turns of one word each: its number, or its number and how many it stands for, or when it is said to have been. */
interface Reported {
  readonly first: number;
  readonly count?: number;
  readonly start?: number;
}
const turns = (reported: readonly Reported[]): FinalTurn[] =>
  reported.map(({ first, count = 1, start = first * 1000 }, order) => {
    const word = {
      text: 'no',
      start,
      end: start + 300,
      confidence: confidenceOf({ first, count }),
      word_is_final: true,
    };
    return { order, text: 'no', words: [word] } as unknown as FinalTurn;
  });

const ALL = [0, 1, 2, 3, 4, 5].map((first) => ({ first }));
const without = (...missing: number[]): Reported[] => ALL.filter(({ first }) => !missing.includes(first));

const verdict = (reported: readonly Reported[], gaps: readonly ReportedGap[] = []) =>
  judged({ words: WORDS, bufferMs: 10_000, toleranceMs: 160 }, turns(reported), gaps, {
    gaps,
  } as unknown as SessionSummary);

describe('the judge of the torture run', () => {
  it('finds nothing wrong where each word was reported once', () => {
    expect(verdict(ALL)).toMatchObject({
      expected: 6,
      received: 6,
      duplicated: 0,
      lost: 0,
      misplaced: 0,
      disordered: 0,
      muddled: 0,
      evidence: [],
    });
    expect(verdict([{ first: 0, count: 2 }, ...without(0, 1)])).toMatchObject({ received: 6, duplicated: 0, lost: 0 });
  });

  it('distinguishes words with the same spelling', () => {
    expect(verdict([{ first: 0 }, { first: 0 }, ...without(0, 1)])).toMatchObject({ duplicated: 1, lost: 1 });
    expect(verdict([{ first: 0 }, { first: 0, count: 2 }, ...without(0, 1)])).toMatchObject({ duplicated: 1 });
  });

  it('sees words at the wrong time and in the wrong order', () => {
    expect(verdict([...without(5), { first: 5, start: 5200 }])).toMatchObject({ misplaced: 1 });
    expect(verdict([...without(2, 3), { first: 3 }, { first: 2 }])).toMatchObject({ disordered: 2 });
    const [first, ...rest] = turns(ALL);
    const muddled = [{ ...first!, text: 'no no', order: 7 }, ...rest];
    expect(
      judged({ words: WORDS, bufferMs: 10_000, toleranceMs: 160 }, muddled, [], { gaps: [] } as never),
    ).toMatchObject({ muddled: 1, disordered: 1 });
  });

  it('excuses what is missing only by a gap that the buffer was too small for', () => {
    const gap = { start: 1900, end: 3400 };
    const { evidence, ...counts } = verdict(without(2, 3));
    expect(counts).toMatchObject({ lost: 2, inGaps: 0 });
    expect(evidence).toEqual(['lost: "no" of 2.00 s', 'lost: "no" of 3.00 s']);
    expect(verdict(without(2, 3), [{ ...gap, spokenMs: 13_400 }])).toMatchObject({
      lost: 0,
      inGaps: 2,
      needlessGaps: 0,
      gapMs: 1500,
    });
    expect(verdict(without(2, 3), [{ ...gap, spokenMs: 9000 }])).toMatchObject({ lost: 2, inGaps: 0, needlessGaps: 1 });
  });

  it('does not let a gap hide words that were reported', () => {
    expect(verdict(without(3), [{ start: 1500, end: 3500, spokenMs: 13_500 }])).toMatchObject({ needlessGaps: 1 });
  });
});
