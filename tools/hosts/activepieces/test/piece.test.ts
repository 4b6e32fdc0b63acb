import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ManualClock, type StandIn, startStandIn } from '../../../stand-in/index.ts';
import { type Resume, startSurroundings, type Surroundings } from '../context.ts';
import { loadPiece, type Part, type Piece } from '../load.ts';
import { type Archive, packPiece } from '../pack.ts';

const AUDIO = 'https://assembly.ai/wildfires.mp3';
const DOCUMENTED = [
  'Upload File',
  'Transcribe',
  'Get Transcript',
  'Get Transcript Paragraphs',
  'Get Transcript Sentences',
  'Get Transcript Subtitles',
  'Get Transcript Redacted Audio',
  'Search words in transcript',
  'List transcripts',
  'Delete transcript',
  'Run a Task using LeMUR',
  'Retrieve LeMUR response',
  'Purge LeMUR request data',
  'Custom API Call',
];

const folder = mkdtempSync(join(tmpdir(), 'piece-test-'));
let archive: Archive;
let piece: Piece;
let standIn: StandIn;
let host: Surroundings;
let transcribe: Part;
const connection = (): object => ({ api_key: standIn.keys[0]!, region: 'us', base_url: standIn.url });
const pass = (): Promise<void> => (standIn.clock as ManualClock).advance(60_000);
const posts = (): number =>
  standIn.requests().filter(({ method, path }) => method === 'POST' && path === '/v2/transcript').length;
const submitted = (): Record<string, unknown> =>
  standIn.requests().findLast(({ method, path }) => method === 'POST' && path === '/v2/transcript')!.body as Record<
    string,
    unknown
  >;

beforeAll(async () => {
  archive = packPiece(folder);
  piece = loadPiece(archive.file, join(folder, 'empty'));
  standIn = await startStandIn({
    clock: 'manual',
    seed: [{ audio_url: 'https://example.com/good.mp3', text: 'All is well.' }],
  });
  transcribe = piece.actions()['transcribe']!;
}, 60_000);
beforeEach(async () => {
  host = await startSurroundings(connection());
  return () => host.close();
});
afterAll(async () => {
  await standIn.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the archive', () => {
  it('is one bundle below 3 MB', () => expect(archive.bundleBytes).toBeLessThan(3_000_000));

  it('has the documented actions under their labels', () => {
    const labels = Object.values(piece.actions()).map(({ displayName }) => displayName);
    expect(DOCUMENTED.filter((label) => !labels.includes(label))).toEqual([]);
  });

  it('says of each action for whom it is, what an agent must know, and of each trigger what it brings', () => {
    const { actions, triggers } = piece.metadata();
    for (const action of Object.values(actions)) {
      expect(action).toMatchObject({ audience: 'both', aiMetadata: { description: expect.any(String) as string } });
    }
    for (const trigger of Object.values(triggers)) {
      expect(trigger).toMatchObject({
        sampleData: { text: expect.any(String) as string },
        aiMetadata: { description: expect.any(String) as string },
      });
    }
  });

  it('brings the words for translations', () => {
    const file = join(folder, 'empty/package/src/i18n/translation.json');
    const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    expect(words).toMatchObject({ Transcribe: 'Transcribe', 'Speaker Labels': 'Speaker Labels' });
  });
});

describe('the connection', () => {
  it('is valid with a key that works', async () => {
    expect(await piece.auth.validate({ auth: connection() })).toEqual({ valid: true });
  });

  it('is refused with one that does not, in words without the key', async () => {
    const { valid, error } = await piece.auth.validate({ auth: { ...connection(), api_key: 'wrong-key-of-mine' } });
    expect(valid).toBe(false);
    expect(error).toMatch(/key/i);
    expect(error).not.toContain('wrong-key-of-mine');
  });
});

describe('transcribing', () => {
  it('takes the dialogue as a file, pauses, and goes on with transcript and subtitles', async () => {
    const data = readFileSync(new URL('../../../audio/dialogue.wav', import.meta.url));
    const props = {
      audio_url_file: { filename: 'dialogue.wav', data },
      speaker_labels: true,
      speaker_labels_settings: { speakers_expected: 2 },
      files: ['srt'],
    };
    await host.begin(transcribe, props);
    expect(host.isPaused()).toBe(true);
    expect(submitted()).toMatchObject({ speaker_labels: true, speakers_expected: 2 });
    await pass();
    const result = (await host.resume(transcribe, props, host.calls()[0]!)) as Record<string, unknown>;
    expect(standIn.uploads().at(-1)).toBe(data.byteLength);
    expect(result).toMatchObject({ status: 'completed' });
    const { fileName, data: srt } = host.file(result['srt_file']);
    expect(fileName).toBe('dialogue.srt');
    expect(srt.toString()).toMatch(/^1\n00:00:0/);
    expect(host.stored.size).toBe(0);
  });

  it('sends nothing that was left alone', async () => {
    await host.begin(transcribe, {
      audio_url: AUDIO,
      punctuate: undefined,
      sentiment_analysis: false,
      redact_pii: false,
    });
    const { webhook_url: _, webhook_auth_header_name: __, webhook_auth_header_value: ___, ...rest } = submitted();
    expect(rest).toEqual({ audio_url: AUDIO });
  });

  it('sends what is switched off although it is on by itself', async () => {
    await host.begin(transcribe, { audio_url: AUDIO, punctuate: 'false' });
    expect(submitted()).toMatchObject({ punctuate: false });
  });

  it('does not pause for what is ready at once', async () => {
    // The answer to the submission is held back until the job is done.
    standIn.control.add({ match: { method: 'POST', path: '/v2/transcript' }, fault: 'slow' });
    const work = host.begin(transcribe, { audio_url: AUDIO });
    let result: unknown;
    void work.then((one) => (result = one));
    while (result === undefined) {
      await pass();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(host.isPaused()).toBe(false);
    expect(result).toMatchObject({ status: 'completed' });
    expect(host.stored.size).toBe(0);
  });

  it('goes on at once where nobody wants to wait', async () => {
    const result = await host.begin(transcribe, { audio_url: AUDIO, wait_until_ready: false });
    expect(host.isPaused()).toBe(false);
    expect(result).toMatchObject({ status: 'queued' });
    expect(submitted()).not.toHaveProperty('webhook_url');
  });

  it('fails with the reason and the transcript that is paid for', async () => {
    const props = { audio_url: `${standIn.url}/audio/missing.wav` };
    await host.begin(transcribe, props);
    await pass();
    await expect(host.resume(transcribe, props, host.calls()[0]!)).rejects.toThrow(/Download error[^]*Transcript ID: /);
  });

  it('takes a link or a file, not both', async () => {
    const before = posts();
    const props = { audio_url: AUDIO, audio_url_file: { filename: 'a.wav', data: Buffer.alloc(4) } };
    await expect(host.begin(transcribe, props)).rejects.toThrow('both a link and a file');
    expect(posts()).toBe(before);
  });
});

describe('a call that ends the pause', () => {
  const spoofs: Readonly<Record<string, (real: Resume) => Resume>> = {
    'with a wrong secret': (real) => ({ ...real, headers: { 'x-assemblyai-webhook-secret': 'wrong' } }),
    'about another transcript': (real) => ({ ...real, body: { transcript_id: 'another', status: 'completed' } }),
    'that claims an error': (real) => ({ ...real, body: { ...(real.body as object), status: 'error' } }),
    'without anything': () => ({ body: undefined, headers: {}, queryParams: {} }),
  };

  it.each(Object.entries(spoofs))('%s does not change the result', async (_, spoof) => {
    const props = { audio_url: AUDIO };
    const { id } = (await host.begin(transcribe, props)) as { id: string };
    await pass();
    const result = await host.resume(transcribe, props, spoof(host.calls()[0]!));
    expect(result).toMatchObject({ id, status: 'completed' });
  });

  it('too early waits for the transcript, although it claims that it is there', async () => {
    const props = { audio_url: AUDIO };
    const { id } = (await host.begin(transcribe, props)) as { id: string };
    const body = { transcript_id: id, status: 'completed' };
    let result: unknown;
    void host.resume(transcribe, props, { body, headers: {}, queryParams: {} }).then((one) => (result = one));
    while (result === undefined) {
      await pass();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(result).toMatchObject({ id, status: 'completed', text: expect.stringContaining('wildfires') as string });
  });

  it('a second time finds nothing to go on with', async () => {
    const props = { audio_url: AUDIO };
    await host.begin(transcribe, props);
    await pass();
    await host.resume(transcribe, props, host.calls()[0]!);
    await expect(host.resume(transcribe, props, host.calls()[0]!)).rejects.toThrow('does not remember');
  });

  it('of redacted audio, before the transcript or after it, brings the transcript', async () => {
    const props = { audio_url: AUDIO };
    const { id } = (await host.begin(transcribe, props)) as { id: string };
    await pass();
    const body = { status: 'redacted_audio_ready', redacted_audio_url: 'https://example.com/a.mp3' };
    const { queryParams } = host.calls()[0]!;
    expect(await host.resume(transcribe, props, { body, headers: {}, queryParams })).toMatchObject({ id });
  });
});

describe('trying it out', () => {
  it('shows the real transcript without a pause', async () => {
    let result: unknown;
    void host.test(transcribe, { audio_url: AUDIO }).then((one) => (result = one));
    while (result === undefined) {
      await pass();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(result).toMatchObject({ status: 'completed' });
    expect(submitted()).not.toHaveProperty('webhook_url');
  });
});

describe('the triggers', () => {
  it('tell by a call what is ready, once, and read it themselves', async () => {
    const trigger = piece.triggers()['transcript_ready']!;
    const { id } = (await host.begin(transcribe, { audio_url: AUDIO, wait_until_ready: false })) as { id: string };
    await pass();
    const body = { transcript_id: id, status: 'completed' };
    const headers = { 'x-assemblyai-webhook-secret': 'agreed' };
    const run = (more: object): Promise<unknown> =>
      trigger.run(host.trigger({ secret: 'agreed' }, { body, headers, ...more }));
    expect(await run({ headers: {} })).toEqual([]);
    expect(await run({ headers: { 'x-assemblyai-webhook-secret': 'wrong' } })).toEqual([]);
    expect(await run({})).toEqual([expect.objectContaining({ id, text: expect.any(String) as string })]);
    expect(await run({})).toEqual([]);
  });

  it('look for what is new, and tell it once', async () => {
    const trigger = piece.triggers()['new_transcript']!;
    await trigger.onEnable!(host.trigger({}));
    expect(await trigger.run(host.trigger({}))).toEqual([]);
    const { id } = (await host.begin(transcribe, { audio_url: AUDIO, wait_until_ready: false })) as { id: string };
    await pass();
    expect(await trigger.run(host.trigger({}))).toEqual([expect.objectContaining({ id, status: 'completed' })]);
    expect(await trigger.run(host.trigger({}))).toEqual([]);
    expect(((await trigger.test(host.trigger({}))) as unknown[]).length).toBeGreaterThan(0);
    await trigger.onDisable!(host.trigger({}));
    expect(host.stored.has('told')).toBe(false);
  });
});
