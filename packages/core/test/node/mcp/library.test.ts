import { describe, expect, it } from 'vitest';
import type { Transcript } from '../../../src/index.ts';
import { createLibrary } from '../../../src/node/mcp/library.ts';

const { signal } = new AbortController();

function stage() {
  const reads: string[] = [];
  const clock = { time: 0, now: () => clock.time, sleep: () => Promise.resolve() };
  const statuses: Record<string, Partial<Transcript>> = {};
  const get = (id: string): Promise<Transcript> => {
    reads.push(id);
    return Promise.resolve({ id, status: 'completed', audio_url: 'https://a.b/c', ...statuses[id] } as Transcript);
  };
  const library = createLibrary({ transcripts: { get } } as never, clock);
  return { library, reads, clock, statuses };
}

const withWords = (id: string, count: number): Transcript =>
  ({ id, status: 'completed', audio_url: 'https://a.b/c', words: new Array(count).fill({}) }) as never;

describe('the transcripts in memory', () => {
  it('are read once, and again after ten minutes', async () => {
    const { library, reads, clock } = stage();
    await library.get('a', signal);
    await library.get('a', signal);
    expect(reads).toEqual(['a']);
    clock.time += 10 * 60_000;
    await library.get('a', signal);
    expect(reads).toEqual(['a', 'a']);
  });

  it('are at most eight', async () => {
    const { library, reads } = stage();
    for (let at = 0; at < 9; at++) await library.get(`t-${at}`, signal);
    await library.get('t-1', signal);
    await library.get('t-0', signal);
    expect(reads).toHaveLength(10);
  });

  it('have at most 400,000 words, but one of any length stays', async () => {
    const { library, reads } = stage();
    library.keep(withWords('a', 300_000));
    library.keep(withWords('b', 200_000));
    await library.get('b', signal);
    expect(reads).toEqual([]);
    await library.get('a', signal);
    expect(reads).toEqual(['a']);
    library.keep(withWords('long', 900_000));
    await library.get('long', signal);
    expect(reads).toEqual(['a']);
  });

  it('are finished ones', async () => {
    const { library, statuses } = stage();
    statuses['busy'] = { status: 'processing' };
    statuses['failed'] = { status: 'error', error: 'No audio.' };
    statuses['deleted'] = { audio_url: 'http://deleted_by_user' };
    await expect(library.get('busy', signal)).rejects.toMatchObject({ hint: /wait_for_transcript/ });
    await expect(library.get('failed', signal)).rejects.toMatchObject({ code: 'transcript_failed' });
    await expect(library.get('deleted', signal)).rejects.toMatchObject({ code: 'not_found' });
  });
});
