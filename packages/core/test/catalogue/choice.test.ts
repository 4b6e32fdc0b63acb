import { describe, expect, it } from 'vitest';
import { transcriptChoice, transcriptChoices, type TranscriptListItem } from '../../src/index.ts';
import { scripted } from '../support/scripted.ts';

const item = (some: Partial<TranscriptListItem>): TranscriptListItem =>
  ({
    id: 't1',
    status: 'completed',
    created: '2026-01-31T12:34:56.789',
    audio_url: 'https://x.example/a.mp3',
    ...some,
  }) as TranscriptListItem;

describe('the label of a transcript in a list', () => {
  it.each([
    [{}, 'a.mp3 (2026-01-31 12:34)'],
    [{ audio_url: 'https://x.example/My%20call.mp3?sig=1' }, 'My call.mp3 (2026-01-31 12:34)'],
    [{ audio_url: 'https://x.example/100%.mp3' }, '100%.mp3 (2026-01-31 12:34)'],
    [{ audio_url: 'https://cdn.assemblyai.com/upload/0a1b' }, 't1 (2026-01-31 12:34)'],
    [{ audio_url: 'https://x.example/' }, 't1 (2026-01-31 12:34)'],
    [{ audio_url: 'nothing' }, 't1 (2026-01-31 12:34)'],
    [{ status: 'processing' as const }, 'a.mp3 (2026-01-31 12:34, processing)'],
  ])('%j reads %s', (some, label) => {
    expect(transcriptChoice(item(some))).toEqual({ value: 't1', label });
  });
});

describe('the list of transcripts', () => {
  const page = (count: number): TranscriptListItem[] =>
    Array.from({ length: count }, (_, at) => item({ id: `t${at}` }));
  const choices = async (count: number, after?: string) => {
    const { client, sent } = scripted([{ json: { transcripts: page(count), page_details: {} } }]);
    return { ...(await transcriptChoices(client, after)), query: new URL(sent[0]!.url).search };
  };

  it('returns one page at a time, each after the last transcript of the previous page', async () => {
    const first = await choices(50);
    expect(first).toMatchObject({ next: 't49', query: '?limit=50' });
    expect(first.choices[0]).toEqual({ value: 't0', label: 'a.mp3 (2026-01-31 12:34)' });
    expect(await choices(50, 't49')).toMatchObject({ next: 't49', query: '?limit=50&before_id=t49' });
  });

  it('leaves out deleted transcripts, and continues after them', async () => {
    const transcripts = page(50).map((one) => ({ ...one, audio_url: 'http://deleted_by_user' }));
    const { client } = scripted([{ json: { transcripts, page_details: {} } }]);
    expect(await transcriptChoices(client)).toEqual({ choices: [], next: 't49' });
  });

  it('ends with an incomplete page', async () => {
    expect((await choices(49)).next).toBeUndefined();
    expect(await choices(0)).toMatchObject({ choices: [], next: undefined });
  });
});
