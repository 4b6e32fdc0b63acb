import { describe, expect, it } from 'vitest';
import type { TranscriptDocument } from '../../src/output.ts';
import { spansOf } from '../../src/retrieval/spans.ts';

const said = (text: string, start_ms: number, end_ms: number) =>
  ({ pageContent: text, metadata: { transcript_id: 'call', source: 'call', start_ms, end_ms } }) as TranscriptDocument;

const SAID = [
  said('Anything else?', 0, 900),
  said('The screen stays black.', 1_000, 2_500),
  said('Hold the power button for ten seconds.', 3_000, 5_300),
  said('Thanks.', 6_000, 6_400),
];

function momentOf(at: number, neighbours: number) {
  const [span] = spansOf(SAID, [{ at, score: 1 }], neighbours, (next) => next > 0 && next < SAID.length);
  const { match_start_ms, match_end_ms } = span!.metadata;
  return [match_start_ms, match_end_ms];
}

describe('the moment of a span', () => {
  it('includes the next sentence after a short one', () => {
    expect(momentOf(1, 1)).toEqual([1_000, 5_300]);
  });

  it('grows only while it is short', () => {
    expect(momentOf(1, 2)).toEqual([1_000, 5_300]);
    expect(momentOf(2, 1)).toEqual([3_000, 6_400]);
  });

  it('never reaches beyond the text of the span', () => {
    expect(momentOf(1, 0)).toEqual([1_000, 2_500]);
    expect(momentOf(3, 2)).toEqual([6_000, 6_400]);
  });

  it('is absent without times', () => {
    const [document] = spansOf(
      [{ ...SAID[0]!, metadata: { transcript_id: 'call' } as never }],
      [{ at: 0, score: 1 }],
      1,
      () => false,
    );
    expect(document!.metadata).not.toHaveProperty('match_start_ms');
  });
});
