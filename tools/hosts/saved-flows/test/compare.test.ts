import { describe, expect, it } from 'vitest';
import { breaks } from '../compare.ts';
import type { Account, Recorded } from '../flow.ts';
import { marked, unmarked } from '../marks.ts';
import { lostIn, shapeOf } from '../shape.ts';

const RECORDED: Recorded = {
  requests: [{ method: 'POST', path: '/v2/transcript', body: { audio_url: 'a', speaker_labels: true } }],
  output: shapeOf({ id: '1', utterances: [{ speaker: 'A' }], chapters: null }),
};

describe('A saved flow is broken', () => {
  const outputs = (output: unknown): readonly string[] => breaks(RECORDED, { ...RECORDED, output: shapeOf(output) });

  it('if it fails', () =>
    expect(breaks(RECORDED, { error: 'The package has no node x.' })).toEqual([
      'It fails: The package has no node x.',
    ]));

  it('if a request has another value, such as a changed default', () => {
    const requests = [{ method: 'POST', path: '/v2/transcript', body: { audio_url: 'a' } }];
    expect(breaks(RECORDED, { ...RECORDED, requests })).toEqual([
      expect.stringMatching(/^Request 1 was .+speaker_labels/),
    ]);
  });

  it('if a request is missing, or is sent in addition', () => {
    expect(breaks(RECORDED, { ...RECORDED, requests: [] })).toEqual([expect.stringMatching(/ is not sent$/)]);
    const requests = [...RECORDED.requests, { method: 'DELETE' }];
    expect(breaks(RECORDED, { ...RECORDED, requests })).toEqual([
      expect.stringMatching(/^Request 2 was not sent and is /),
    ]);
  });

  it('if an output is gone, or has another type', () => {
    expect(outputs({ id: '1', utterances: [{ voice: 'A' }], chapters: null })).toEqual([
      'The output has no utterances[].speaker: string',
    ]);
    expect(outputs({ id: 1, utterances: [{ speaker: 'A' }], chapters: null })).toEqual([
      'The output has no id: string',
    ]);
  });

  it('but not by more outputs, or by a value where there was null', () =>
    expect(outputs({ id: '1', utterances: [{ speaker: 'A', start: 0 }], chapters: [], more: true })).toEqual([]));
});

describe('A shape', () => {
  it('joins the items of a list, and names the whole output by a dot', () => {
    expect(shapeOf([{ a: 1 }, { b: 'x' }])).toEqual(['.: list', '[].a: number', '[].b: string', '[]: object']);
    expect(shapeOf('text')).toEqual(['.: string']);
  });

  it('loses a path that was null only if the path is gone', () => {
    expect(lostIn(['a: null'], ['a: string'])).toEqual([]);
    expect(lostIn(['a: null'], ['b: string'])).toEqual(['a: null']);
  });
});

it('Values of an account become marks, and marks become values of another one', () => {
  const account = (id: string): Account => ({
    transcriptId: id,
    audioUrl: 'https://example.com/a.mp3',
    lemurRequestId: `${id}-lemur`,
    service: `http://127.0.0.1:${id.length}`,
  });
  const stored = { id: 'first', list: ['x first y', 3, null], url: 'http://127.0.0.1:5/audio' };
  const marks = marked(stored, account('first'));
  expect(marks).toEqual({ id: '<transcript>', list: ['x <transcript> y', 3, null], url: '<service>/audio' });
  expect(unmarked(marks, account('second'))).toEqual({
    id: 'second',
    list: ['x second y', 3, null],
    url: 'http://127.0.0.1:6/audio',
  });
});
