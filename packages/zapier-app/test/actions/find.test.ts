import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { type BuiltApp, builtApp, type Platform, startPlatform } from '@aai-connectors/host-zapier/emulator';

const DAY_MS = 24 * 3_600_000;
const ago = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();
const S3 = 'https://bucket.s3.amazonaws.com/signed.mp3';

let standIn: StandIn;
let platform: Platform;
let app: BuiltApp;

const find = async (inputData: Record<string, unknown>): Promise<Record<string, unknown>[]> => {
  const { results } = await platform.run('searches.get_transcript.operation.perform', { inputData });
  return results as Record<string, unknown>[];
};
const texts = async (inputData: Record<string, unknown>): Promise<unknown[]> =>
  (await find(inputData)).map(({ text, error }) => text ?? error);

beforeAll(async () => {
  standIn = await startStandIn({
    seed: [
      ...Array.from({ length: 110 }, (_, at) => ({
        audio_url: `https://example.com/old-${at}.mp3`,
        text: `Old ${at}.`,
        created: ago(80 - at / 10),
      })),
      { audio_url: 'https://example.com/call.mp3', text: 'First.', created: ago(40) },
      { audio_url: 'https://example.com/R%C3%A9union%20100%25.WAV', text: 'Réunion.', created: ago(30) },
      { audio_url: 'https://example.com/call.mp3', text: 'Second.', created: ago(20) },
      { audio_url: 'https://example.com/call.mp3', status: 'error', error: 'Audio is too short.', created: ago(10) },
      { audio_url: `${S3}?X-Amz-Signature=aa`, text: 'Signed.', created: ago(9) },
      { audio_url: 'https://drive.google.com/uc?id=A', text: 'Drive A.', created: ago(8) },
      { audio_url: 'https://drive.google.com/uc?id=B', text: 'Drive B.', created: ago(7) },
      { audio_url: 'https://example.com/deleted.mp3', text: 'Secret.', created: ago(6) },
    ],
  });
  app = await builtApp();
  platform = await startPlatform(app, standIn);
  const [{ id } = {}] = await find({ audio: 'deleted.mp3' });
  await platform.run('creates.delete_transcript.operation.perform', { inputData: { transcript_id: id } });
}, 60_000);
afterAll(async () => {
  await platform.close();
  await standIn.close();
});

describe('Find Transcript', () => {
  it.each<[Record<string, unknown>, unknown[]]>([
    [{ audio: 'https://example.com/call.mp3' }, ['Second.']],
    [{ audio: 'call.mp3' }, ['Second.']],
    [{ audio: 'CALL' }, ['Second.']],
    [{ audio: ' call.mp3 ', created_before: ago(25) }, ['First.']],
    [{ audio: 'call.mp3', status: 'error' }, ['Audio is too short.']],
    [{ audio: 'réunion 100%.wav' }, ['Réunion.']],
    [{ audio: `${S3}?X-Amz-Signature=bb` }, ['Signed.']],
    [{ audio: 'https://drive.google.com/uc?id=A' }, ['Drive A.']],
    [{ audio: 'old-3.mp3' }, ['Old 3.']],
    [{ audio: 'old-3.mp3', created_after: ago(60) }, []],
    [{ status: 'completed' }, ['Drive B.']],
    [{ status: 'error' }, ['Audio is too short.']],
    [{ status: 'queued' }, []],
    [{ created_after: ago(31), created_before: ago(29) }, ['Réunion.']],
    [{ created_after: ago(19), created_before: ago(11) }, []],
    [{ created_before: ago(45) }, ['Old 109.']],
    [{ audio: 'all.mp3' }, []],
    [{ audio: 'https://example.com/call.mp3?other=1' }, []],
    [{ audio: 'deleted.mp3' }, []],
    [{ audio: 'https://example.com/deleted.mp3' }, []],
  ])('by %j finds %j', async (inputData, found) => {
    expect(await texts(inputData)).toEqual(found);
  });

  it('by ID finds a transcript in any status, and no deleted one', async () => {
    const [failed] = await find({ status: 'error' });
    expect(await find({ transcript_id: failed!['id'] })).toEqual([failed]);
    const { results } = await platform.run('triggers.transcript_choices.operation.perform');
    const ids = (results as { id: string }[]).map(({ id }) => id);
    const deleted = standIn
      .requests()
      .find(({ method }) => method === 'DELETE')!
      .path.split('/')
      .pop()!;
    expect(ids).not.toContain(deleted);
    expect(await find({ transcript_id: deleted })).toEqual([]);
  });

  it('gives the keys of its sample, whatever it searches by', async () => {
    const [byName] = await find({ audio: 'call.mp3' });
    const [byId] = await find({ transcript_id: byName!['id'] });
    expect(byId).toEqual(byName);
    const { sample } = app.searches['get_transcript']!.operation;
    expect(Object.keys(sample)).toEqual(expect.arrayContaining(Object.keys(byName!)));
  });

  it('reads few pages', async () => {
    const before = standIn.requests().length;
    await find({ audio: 'old-3.mp3' });
    expect(standIn.requests().length - before).toBe(2);
  });

  it('makes the chosen files', async () => {
    const [found] = await find({ audio: 'call.mp3', files: ['plain'] });
    expect((await platform.file(found!['plain_file'])).content.toString()).toContain('Second.');
  });

  it.each<[Record<string, unknown>, string]>([
    [{}, 'All search fields are empty.'],
    [{ audio: ' ', status: '' }, 'All search fields are empty.'],
    [{ created_after: 'soon' }, 'Created After is not a date'],
    [{ created_before: 'soon' }, 'Created Before is not a date'],
    [{ created_after: ago(1), created_before: ago(2) }, 'Created After must be earlier than Created Before.'],
  ])('rejects %j before it sends a request', async (inputData, words) => {
    const before = standIn.requests().length;
    await expect(find(inputData)).rejects.toThrow(words);
    expect(standIn.requests().length).toBe(before);
  });

  it('takes times in every form of the platform', async () => {
    const day = ago(20).slice(0, 10);
    for (const created_after of [day, `${day}T00:00`, `${day}T00:00:00+00:00`, `${day} 00:00:00`]) {
      expect(await texts({ audio: 'call.mp3', created_after })).toEqual(['Second.']);
    }
  });
});

describe('Find or Create Transcript', () => {
  it('returns what the action returns', () => {
    const { search, create } = app.searchOrCreates['get_transcript']!;
    const keysOf = (part: BuiltApp['searches'][string]): (string | undefined)[] =>
      part.operation.outputFields.map(({ key }) => key);
    expect(keysOf(app.creates[create]!)).toEqual(expect.arrayContaining(keysOf(app.searches[search]!)));
    const keys = Object.keys(app.searches[search]!.operation.sample);
    expect(Object.keys(app.creates[create]!.operation.sample)).toEqual(expect.arrayContaining(keys));
  });
});

describe('A list of transcripts', () => {
  const page = async (at: number): Promise<{ id: string; label: string }[]> =>
    (await platform.run('triggers.transcript_choices.operation.perform', { meta: { page: at } })).results as {
      id: string;
      label: string;
    }[];

  it('has labels with file name, time, and status', async () => {
    const labels = (await page(0)).map(({ label }) => label);
    expect(labels.filter((label) => label.startsWith('call.mp3'))).toEqual([
      expect.stringMatching(/^call\.mp3 \(\d{4}-\d\d-\d\d \d\d:\d\d, error\)$/),
      expect.stringMatching(/^call\.mp3 \(\d{4}-\d\d-\d\d \d\d:\d\d\)$/),
      expect.stringMatching(/^call\.mp3 \(\d{4}-\d\d-\d\d \d\d:\d\d\)$/),
    ]);
  });

  it('has pages, each transcript once, and starts again with the first', async () => {
    const ids = [...(await page(0)), ...(await page(1)), ...(await page(2))].map(({ id }) => id);
    expect(ids).toHaveLength(117);
    expect(new Set(ids).size).toBe(117);
    expect(await page(3)).toEqual([]);
    expect((await page(0)).map(({ id }) => id)).toEqual(ids.slice(0, 49));
  });

  it('is offered with a search step for every transcript of every form', async () => {
    const kinds = { ...app.creates, ...app.searches };
    const fields = (
      await Promise.all(
        Object.keys(kinds).map(async (key) => {
          const kind = key in app.creates ? 'creates' : 'searches';
          const { results } = await platform.run(`${kind}.${key}.operation.inputFields`);
          return (results as { key: string; dynamic?: string; search?: string }[]).map((field) => ({
            ...field,
            of: key,
          }));
        }),
      )
    ).flat();
    const pickers = fields.filter(({ dynamic }) => dynamic !== undefined);
    expect(pickers.length).toBeGreaterThan(10);
    for (const { of, dynamic, search } of pickers) {
      expect(dynamic).toBe('transcript_choices.id.label');
      expect(search).toBe(of === 'get_transcript' ? undefined : 'get_transcript.id');
    }
    expect(fields.filter(({ key, dynamic }) => /transcript_ids?$/.test(key) && dynamic === undefined)).toEqual([]);
  });
});
