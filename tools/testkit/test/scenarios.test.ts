import { ENTRIES, findEntry, formFields } from '@aai-connectors/core';
import { describe, expect, it } from 'vitest';
import { scenarios } from '../conformance/scenarios.ts';

const all = scenarios({ transcriptId: 't', audioUrl: 'https://example.com/a.mp3' });

describe('the scenarios', () => {
  it('use every operation', () => {
    expect(new Set(all.map(({ entry }) => entry))).toEqual(new Set(ENTRIES.map(({ id }) => id)));
  });

  it('answer every field that the form of a transcription offers', () => {
    const answered = all.filter(({ entry }) => entry === 'transcribe').flatMap(({ answers }) => Object.keys(answers));
    expect([...new Set(answered)].sort()).toEqual(Object.keys(formFields(findEntry('transcribe')!.params)).sort());
  });
});
