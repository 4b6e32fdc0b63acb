import { describe, expect, it } from 'vitest';
import { type ApiRequest, type JobIntent, type JobJournal, memoryJournal, transcribeOnce } from '../../src/index.ts';
import { failure, scripted, type Step, thrownBy, transcript } from '../support/scripted.ts';

const LINK = 'https://example.com/a.mp3';
const intent: JobIntent = { audioUrl: LINK, isUnique: false, after: 'old', at: 0 };

/** A journal in memory that counts as durable. */
async function journalWith(record: { readonly intent?: JobIntent; readonly transcriptId?: string } = {}) {
  const journal: JobJournal = { ...memoryJournal(), isDurable: true };
  const claim = (await journal.claim('k'))!;
  if (record.transcriptId !== undefined) await claim.started(record.transcriptId);
  if (record.intent !== undefined) await claim.recordIntent(record.intent);
  await claim.release();
  return journal;
}

interface Account {
  readonly jobs?: readonly Record<string, unknown>[];
  readonly post?: Step;
}

/** An account with jobs, newest first; 'old' is there from the beginning. */
function account({ jobs = [], post = { json: transcript({ id: 'new', status: 'queued' }) } }: Account) {
  const old = transcript({ id: 'old', created: '2025-01-01' });
  const all = [...jobs, old];
  return scripted((request) => {
    const { pathname } = new URL(request.url);
    if (request.method === 'POST') return pathname === '/v2/upload' ? { json: { upload_url: 'https://u/1' } } : post;
    if (pathname === '/v2/transcript') {
      return { json: { page_details: {}, transcripts: all.map((job) => ({ created: '2026-01-01', ...job })) } };
    }
    const id = pathname.split('/').at(-1);
    return { json: all.find((job) => job['id'] === id) ?? transcript({ id }) };
  });
}

const posts = (sent: readonly ApiRequest[]): number =>
  sent.filter(({ method, url }) => method === 'POST' && url.endsWith('/transcript')).length;

async function run(
  world: ReturnType<typeof account>,
  journal: JobJournal,
  params: object = {},
  source: unknown = LINK,
) {
  const { client, io } = world;
  const resumed: string[] = [];
  const { id } = await transcribeOnce(
    client,
    source as string,
    { ...params },
    {
      journal,
      key: 'k',
      now: io.now!,
      sleep: io.sleep,
      onResumed: (known) => resumed.push(known),
    },
  );
  return { id, resumed };
}

describe('a job that the journal', () => {
  it('does not know is started after its intent was recorded', async () => {
    const journal = await journalWith();
    let written: unknown;
    const world = account({
      post: async () => {
        written = (await journal.read('k')).intent;
        return { json: transcript({ id: 'new', status: 'queued' }) };
      },
    });
    expect(await run(world, journal)).toEqual({ id: 'new', resumed: [] });
    expect(written).toMatchObject({ audioUrl: LINK, isUnique: false, after: 'old' });
    expect(await journal.read('k')).toEqual({ transcriptId: 'new' });
  });

  it('knows is not started, but waited for', async () => {
    const world = account({});
    expect(await run(world, await journalWith({ transcriptId: 'old' }))).toEqual({ id: 'old', resumed: ['old'] });
    expect(posts(world.sent)).toBe(0);
  });

  it.each([
    ['failed', { status: 'error', error: 'no' }],
    ['was deleted', { audio_url: 'http://deleted_by_user', text: 'Deleted by user.' }],
  ])('knows and that %s is started again', async (_, over) => {
    const journal = await journalWith({ transcriptId: 'bad' });
    const world = account({ jobs: [transcript({ id: 'bad', ...over })] });
    expect((await run(world, journal)).id).toBe('new');
    expect(await journal.read('k')).toEqual({ transcriptId: 'new' });
  });
});

describe('an intent without an ID', () => {
  it('finds the only later job with this audio and these settings', async () => {
    const journal = await journalWith({ intent });
    const world = account({ jobs: [transcript({ id: 'mine' })] });
    expect(await run(world, journal)).toEqual({ id: 'mine', resumed: ['mine'] });
    expect(posts(world.sent)).toBe(0);
    expect(await journal.read('k')).toEqual({ transcriptId: 'mine' });
  });

  it('finds the job with the URL of its upload among others', async () => {
    const own = { ...intent, audioUrl: 'https://u/7', isUnique: true };
    const jobs = [transcript({ id: 'other' }), transcript({ id: 'mine', audio_url: 'https://u/7', punctuate: false })];
    const world = account({ jobs });
    const { id } = await run(world, await journalWith({ intent: own }), {}, new Uint8Array(4));
    expect(id).toBe('mine');
    expect(posts(world.sent)).toBe(0);
  });

  it('finds neither an earlier job nor the replaced one', async () => {
    const world = account({ jobs: [transcript({ id: 'bad', status: 'error', error: 'no' })] });
    const journal = await journalWith({ transcriptId: 'bad', intent: { ...intent, replaces: 'bad' } });
    expect((await run(world, journal)).id).toBe('new');
    expect(posts(world.sent)).toBe(1);
  });

  it.each([
    ['two jobs are the same', [transcript({ id: 'a' }), transcript({ id: 'b' })], intent, /several/],
    ['a job has other settings', [transcript({ id: 'a', speaker_labels: true })], intent, /speaker_labels differs/],
    ['a job may be older', [transcript({ id: 'a' })], { ...intent, after: undefined }, /may be older/],
  ])('fails with the candidates, and submits nothing, if %s', async (_, jobs, given, message) => {
    const world = account({ jobs });
    const journal = await journalWith({ intent: given });
    const error = await thrownBy(run(world, journal));
    expect(error).toMatchObject({ code: 'protocol', retryable: false, message });
    expect(error['candidateIds']).toContain('a');
    expect(posts(world.sent)).toBe(0);
    // The claim is free again, and the intent is kept.
    expect((await journal.read('k')).intent).toEqual(given);
    expect(await journal.claim('k')).toBeDefined();
  });
});

describe('a submission that fails', () => {
  it('with certainty leaves no intent', async () => {
    const journal = await journalWith();
    const world = account({ post: { status: 400, json: { error: 'No.' } } });
    expect(await thrownBy(run(world, journal))).toMatchObject({ code: 'bad_input' });
    expect(await journal.read('k')).toEqual({});
  });

  it('in doubt keeps its intent', async () => {
    const journal = await journalWith();
    const world = account({ post: failure('ECONNRESET', 'read') });
    expect(await thrownBy(run(world, journal))).toMatchObject({ code: 'network' });
    expect((await journal.read('k')).intent).toMatchObject({ audioUrl: LINK });
  });

  it('is not sent after another process has taken over the claim', async () => {
    const journal = await journalWith();
    const world = account({});
    const lossy: JobJournal = {
      ...journal,
      async claim(key) {
        const claim = await journal.claim(key);
        return (
          claim && {
            ...claim,
            // The other process has submitted the job in the meantime.
            recordIntent: async () => {
              await claim.started('old');
              return false;
            },
          }
        );
      },
    };
    expect(await run(world, lossy)).toEqual({ id: 'old', resumed: ['old'] });
    expect(posts(world.sent)).toBe(0);
  });
});

it('two calls at the same time with one journal start one job', async () => {
  const journal = await journalWith();
  const world = account({});
  const ids = await Promise.all([run(world, journal), run(world, journal)]);
  expect(ids.map(({ id }) => id)).toEqual(['new', 'new']);
  expect(posts(world.sent)).toBe(1);
});
