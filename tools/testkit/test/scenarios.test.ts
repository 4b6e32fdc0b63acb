import { ENTRIES, findEntry } from '@aai-connectors/core';
import { describe, expect, it } from 'vitest';
import { scenarios } from '../conformance/scenarios.ts';

const all = scenarios({ transcriptId: 't', audioUrl: 'https://example.com/a.mp3' });

describe('the scenarios', () => {
  it('use every operation', () => {
    expect(new Set(all.map(({ entry }) => entry))).toEqual(new Set(ENTRIES.map(({ id }) => id)));
  });

  it('answer every field of a transcription', () => {
    const answered = all
      .filter(({ entry }) => entry === 'submit_transcript')
      .flatMap(({ answers }) => Object.keys(answers));
    expect([...new Set(answered)].sort()).toEqual(Object.keys(findEntry('submit_transcript')!.params).sort());
  });
});
