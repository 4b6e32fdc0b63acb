import type { FinalTurn, SessionSummary } from '@aai-connectors/core/streaming';
import { describe, expect, it } from 'vitest';
import { type MarkedWord } from '@aai-connectors/stand-in';
import { confidenceOf, type Part } from '../identity.ts';
import { judged, type Recognized, type ReportedGap } from '../oracle.ts';

const WORDS: readonly MarkedWord[] = Array.from({ length: 6 }, (_, at) => ({
  text: 'no',
  start: at * 1000,
  end: at * 1000 + 300,
}));

/** Turns of one word each: its number, what it stands for, when it was reported, and how much of that is the service's. */
interface Reported {
  readonly first: number;
  readonly part?: Part;
  readonly start?: number;
  readonly offMs?: number;
}
const turns = (reported: readonly Reported[]): FinalTurn[] =>
  reported.map(({ first, part = 1, start = first * 1000, offMs = 0 }, order) => {
    const word = {
      text: 'no',
      start,
      end: start + 300,
      confidence: confidenceOf({ first, part, offMs }),
      word_is_final: true,
    };
    return { order, text: 'no', words: [word] } as unknown as FinalTurn;
  });

const ALL = [0, 1, 2, 3, 4, 5].map((first) => ({ first }));
const without = (...missing: number[]): Reported[] => ALL.filter(({ first }) => !missing.includes(first));

const verdict = (reported: readonly Reported[], gaps: readonly ReportedGap[] = [], heard: readonly Recognized[] = []) =>
  judged({ words: WORDS, heard, toleranceMs: 160 }, turns(reported), gaps, {
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
    expect(verdict([{ first: 0, part: 2 }, ...without(0, 1)])).toMatchObject({ received: 6, duplicated: 0, lost: 0 });
  });

  it('distinguishes words with the same spelling', () => {
    expect(verdict([{ first: 0 }, { first: 0 }, ...without(0, 1)])).toMatchObject({ duplicated: 1, lost: 1 });
    expect(verdict([{ first: 0 }, { first: 0, part: 2 }, ...without(0)])).toMatchObject({ duplicated: 2 });
  });

  it('sees words at the wrong time and in the wrong order', () => {
    expect(verdict([...without(5), { first: 5, start: 5200 }])).toMatchObject({ misplaced: 1 });
    expect(verdict([...without(2, 3), { first: 3 }, { first: 2 }])).toMatchObject({ disordered: 2 });
    const [first, ...rest] = turns(ALL);
    const muddled = [{ ...first!, text: 'no no', order: 7 }, ...rest];
    expect(judged({ words: WORDS, heard: [], toleranceMs: 160 }, muddled, [], { gaps: [] } as never)).toMatchObject({
      muddled: 1,
      disordered: 1,
    });
  });

  it('excuses what is missing only by a gap whose audio had left the buffer', () => {
    const gap = { start: 1900, end: 3400 };
    const { evidence, ...counts } = verdict(without(2, 3));
    expect(counts).toMatchObject({ lost: 2, unreported: 2, inGaps: 0 });
    expect(evidence).toEqual(['lost: "no" of 2.00 s', 'lost: "no" of 3.00 s']);
    expect(verdict(without(2, 3), [{ ...gap, droppedMs: 3400 }])).toMatchObject({
      lost: 0,
      unreported: 0,
      inGaps: 2,
      needlessGaps: 0,
      gapMs: 1500,
    });
    expect(verdict(without(2, 3), [{ ...gap, droppedMs: 3000 }])).toMatchObject({
      lost: 2,
      unreported: 0,
      inGaps: 0,
      needlessGaps: 1,
    });
  });

  it('does not let a gap hide words that were reported', () => {
    expect(verdict(without(3), [{ start: 1500, end: 3500, droppedMs: 3500 }])).toMatchObject({ needlessGaps: 1 });
  });

  it('follows the halves of words that the service split', () => {
    const halves: Reported[] = [
      { first: 1, part: 'first half' },
      { first: 1, part: 'second half' },
    ];
    expect(verdict([{ first: 0 }, ...halves, ...without(0, 1)])).toMatchObject({ received: 6, duplicated: 0, lost: 0 });
    expect(verdict([{ first: 0 }, halves[0]!, ...without(0, 1)])).toMatchObject({ received: 5, lost: 1 });
    expect(verdict([{ first: 0 }, { first: 1 }, halves[1]!, ...without(0, 1)])).toMatchObject({ duplicated: 1 });
  });

  it('takes the rest of a word for a doubled word, unless it stands alone or at the edge of a gap', () => {
    const rest: Reported = { first: 2, part: 'piece' };
    expect(verdict([...without(2, 3, 4, 5), rest, ...without(0, 1, 2)])).toMatchObject({ lost: 1, pieces: 1 });
    const beside = [...without(3, 4, 5), rest, ...without(0, 1, 2)];
    expect(verdict(beside)).toMatchObject({ duplicated: 1, pieces: 0 });
    const gap = { start: 2250, end: 2290, droppedMs: 3000 };
    expect(verdict(beside, [gap])).toMatchObject({ duplicated: 0, pieces: 1 });
  });

  it('does not blame the client for the times of the service', () => {
    expect(verdict([...without(5), { first: 5, start: 4100, offMs: -900 }])).toMatchObject({ misplaced: 0 });
    expect(verdict([...without(5), { first: 5, start: 5000, offMs: -900 }])).toMatchObject({ misplaced: 1 });
  });

  it('accepts both ways to treat a word that the service joined with one that was reported before', () => {
    const both: Reported = { first: 1, part: 2 };
    const recognized = (first: number, part: Part, reportedTurns: number): Recognized => ({
      identity: { first, part, offMs: 0 },
      reportedTurns,
    });
    const heard = [recognized(1, 1, 0), recognized(1, 2, 1)];
    expect(verdict([{ first: 0 }, { first: 1 }, both, ...without(0, 1, 2)], [], heard)).toMatchObject({
      duplicated: 0,
      undivided: 1,
    });
    expect(verdict(without(2), [], heard)).toMatchObject({ lost: 0, undivided: 1 });
    // The service also recognized it alone, before or after the next word was reported.
    expect(verdict(without(2), [], [...heard, recognized(2, 1, 2)])).toMatchObject({ lost: 1, undivided: 0 });
    expect(verdict(without(2), [], [...heard, recognized(2, 1, 3)])).toMatchObject({ lost: 0, undivided: 1 });
    expect(verdict([...without(3, 4, 5), both, ...without(0, 1, 2)], [], heard)).toMatchObject({ duplicated: 2 });
  });
});
