import { describe, expect, it } from 'vitest';
import { callsInWords, callsOf } from '../stories/calls.ts';

const CALLS = [
  { transcriptId: 'a', status: 200, outcome: 'delivered' },
  { transcriptId: 'b', status: 503, outcome: 'retried' },
  { transcriptId: 'c', error: 'no answer within 10 seconds', outcome: 'retried' },
  { transcriptId: 'd', status: 404, outcome: 'given-up' },
  { transcriptId: 'b', status: 503, outcome: 'retried' },
  { transcriptId: 'b', status: 200, outcome: 'delivered' },
  { transcriptId: 'c', status: 409, outcome: 'given-up' },
] as const;

describe('the calls of a crowd', () => {
  it('are counted by their answer', () => {
    expect([...callsOf(CALLS).answers]).toEqual([
      ['200', 2],
      ['404', 1],
      ['409', 1],
      ['503', 2],
      ['no answer within 10 seconds', 1],
    ]);
  });

  it('are counted by transcript', () => {
    expect(callsOf(CALLS)).toMatchObject({ repeated: 2, most: 3, refused: 2 });
  });

  it('are none if nothing was delivered', () => {
    expect(callsOf([])).toEqual({ answers: new Map(), repeated: 0, most: 0, refused: 0 });
    expect(callsInWords(callsOf([]))).toContain('none');
  });

  it('are reported in words', () => {
    expect(callsInWords(callsOf(CALLS))).toBe(
      'calls answered: 2 × 200, 1 × 404, 1 × 409, 2 × 503, 1 × no answer within 10 seconds; 2 transcripts needed a second call (at most 3); 2 calls were refused permanently',
    );
  });
});
