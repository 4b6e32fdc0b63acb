import { recordingPath } from '@aai-connectors/stand-in';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { startSurroundings, type Surroundings, type Part } from '@aai-connectors/host-activepieces/emulator';
import { AUDIO, useStage } from './stage.ts';

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

const stage = useStage();
let host: Surroundings;
const submitted = (): Readonly<Record<string, unknown>> => stage.submissions().at(-1)!;

beforeEach(async () => {
  host = await startSurroundings(stage.connection());
  return () => host.close();
});

describe('the archive', () => {
  it('is one bundle below 3 MB', () => expect(stage.archive.bundleBytes).toBeLessThan(3_000_000));

  it('has the documented actions under their labels', () => {
    const labels = Object.values(stage.piece.actions()).map(({ displayName }) => displayName);
    expect(DOCUMENTED.filter((label) => !labels.includes(label))).toEqual([]);
  });

  it('says of each action for whom it is, what an agent must know, and of each trigger what it brings', () => {
    const { actions, triggers } = stage.piece.metadata();
    for (const [name, action] of Object.entries(actions)) {
      expect(action).toMatchObject({
        audience: name === 'custom_api_call' ? 'human' : 'both',
        aiMetadata: { description: expect.any(String) as string, idempotent: expect.any(Boolean) as boolean },
      });
    }
    for (const trigger of Object.values(triggers)) {
      expect(trigger).toMatchObject({
        sampleData: { text: expect.any(String) as string },
        aiMetadata: { description: expect.any(String) as string },
      });
    }
  });

  it('brings the words for translations', () => {
    const file = join(stage.folder, 'empty/package/src/i18n/translation.json');
    const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    expect(words).toMatchObject({ Transcribe: 'Transcribe', 'Speaker Labels': 'Speaker Labels' });
  });
});

describe('the connection', () => {
  it('is valid with a key that works', async () => {
    expect(await stage.piece.auth.validate({ auth: stage.connection() })).toEqual({ valid: true });
  });

  it('is refused with one that does not, in words without the key', async () => {
    const { valid, error } = await stage.piece.auth.validate({
      auth: { ...stage.connection(), api_key: 'wrong-key-of-mine' },
    });
    expect(valid).toBe(false);
    expect(error).toMatch(/key/i);
    expect(error).not.toContain('wrong-key-of-mine');
  });
});

describe('transcribing', () => {
  it('takes the dialogue as a file, pauses, and goes on with transcript and subtitles', async () => {
    const data = readFileSync(recordingPath('dialogue.wav'));
    const props = {
      audio_url_file: { filename: 'dialogue.wav', data },
      speaker_labels: true,
      speaker_labels_settings: { speakers_expected: 2 },
      files: ['srt'],
    };
    await host.begin(stage.transcribe, props);
    expect(host.isPaused()).toBe(true);
    expect(submitted()).toMatchObject({ speaker_labels: true, speakers_expected: 2 });
    await stage.pass();
    const result = (await host.resume(stage.transcribe, props, host.calls()[0]!)) as Record<string, unknown>;
    expect(stage.standIn.uploads().at(-1)).toBe(data.byteLength);
    expect(result).toMatchObject({ status: 'completed' });
    const { fileName, data: srt } = host.file(result['srt_file']);
    expect(fileName).toBe('dialogue.srt');
    expect(result['file_name']).toBe('dialogue.wav');
    expect(srt.toString()).toMatch(/^1\n00:00:0/);
    expect(host.stored.size).toBe(0);
  });

  it('sends nothing that was left alone', async () => {
    await host.begin(stage.transcribe, {
      audio_url: AUDIO,
      punctuate: undefined,
      sentiment_analysis: false,
      redact_pii: false,
    });
    const { webhook_url: _, webhook_auth_header_name: __, webhook_auth_header_value: ___, ...rest } = submitted();
    expect(rest).toEqual({ audio_url: AUDIO });
  });

  it('sends what is switched off although it is on by itself', async () => {
    await host.begin(stage.transcribe, { audio_url: AUDIO, punctuate: 'false' });
    expect(submitted()).toMatchObject({ punctuate: false });
  });

  it('goes on at once where nobody wants to wait', async () => {
    const result = await host.begin(stage.transcribe, { audio_url: AUDIO, wait_until_ready: false });
    expect(host.isPaused()).toBe(false);
    expect(result).toMatchObject({ status: 'queued' });
    expect(submitted()).not.toHaveProperty('webhook_url');
  });

  it('fails with the reason and the transcript that is paid for', async () => {
    const props = { audio_url: `${stage.standIn.url}/audio/missing.wav` };
    await host.begin(stage.transcribe, props);
    await stage.pass();
    await expect(host.resume(stage.transcribe, props, host.calls()[0]!)).rejects.toThrow(
      /Download error[^]*Transcript ID: /,
    );
  });

  it('says where there is nothing to transcribe that a file may have been unreadable', async () => {
    const props = { audio_url: '', audio_url_file: null };
    await expect(host.begin(stage.transcribe, props)).rejects.toThrow(
      /neither a link nor a file\. .*could not fetch it/,
    );
    await expect(host.begin(stage.piece.actions()['upload_file']!, { file: null })).rejects.toThrow('There is no file');
  });

  it('takes a link or a file, not both', async () => {
    const before = stage.submissions().length;
    const props = { audio_url: AUDIO, audio_url_file: { filename: 'a.wav', data: Buffer.alloc(4) } };
    await expect(host.begin(stage.transcribe, props)).rejects.toThrow('both a link and a file');
    expect(stage.submissions().length).toBe(before);
  });
});

describe('redacted audio', () => {
  const redacts = async (): Promise<Record<string, unknown>> => {
    const answers = {
      audio_url: stage.standIn.audio['dialogue'],
      wait_until_ready: false,
      redact_pii: true,
      redact_pii_settings: { redact_pii_policies: ['person_name'], redact_pii_audio: true },
    };
    const { id } = (await host.begin(stage.transcribe, answers)) as { id: string };
    await stage.pass();
    return { transcript_id: id };
  };

  it('is put into the store of the host', async () => {
    const answers = await redacts();
    const result = (await host.begin(stage.piece.actions()['get_redacted_audio']!, answers)) as Record<string, unknown>;
    expect(result).toMatchObject({ ready: true });
    expect(host.file(result['file']).data.byteLength).toBeGreaterThan(0);
  });

  it('that is too large for the host is still there as a link', async () => {
    const answers = await redacts();
    const small = await startSurroundings(stage.connection(), { largestFile: 10 });
    const result = await small.begin(stage.piece.actions()['get_redacted_audio']!, answers);
    await small.close();
    expect(result).toMatchObject({
      redacted_audio_url: expect.stringContaining('http') as string,
      file_note: expect.stringMatching(/^The file could not be stored: /) as string,
    });
    expect(result).not.toHaveProperty('file');
  });
});

describe('trying it out', () => {
  it('shows the real transcript without a pause', async () => {
    let result: unknown;
    void host.test(stage.transcribe, { audio_url: AUDIO }).then((one) => (result = one));
    while (result === undefined) {
      await stage.pass();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(result).toMatchObject({ status: 'completed' });
    expect(submitted()).not.toHaveProperty('webhook_url');
  });
});

describe('the triggers', () => {
  const starts = async (more: object = {}): Promise<string> => {
    const answers = { audio_url: AUDIO, wait_until_ready: false, ...more };
    return ((await host.begin(stage.transcribe, answers)) as { id: string }).id;
  };
  const ready = (): Part => stage.piece.triggers()['transcript_ready']!;
  const polled = (): Part => stage.piece.triggers()['new_transcript']!;
  const called = (body: object, answers: object = {}, more: object = {}): Promise<unknown> =>
    ready().run(host.trigger(answers, { body, ...more }));

  it('tell by a call what is ready, once, and read it themselves', async () => {
    const id = await starts();
    await stage.pass();
    const body = { transcript_id: id, status: 'completed' };
    const headers = { 'x-assemblyai-webhook-secret': 'agreed' };
    const agreed = { secret: 'agreed' };
    expect(await called(body, agreed)).toEqual([]);
    expect(await called(body, agreed, { headers: { 'x-assemblyai-webhook-secret': 'wrong' } })).toEqual([]);
    expect(await called(body, agreed, { headers })).toEqual([
      expect.objectContaining({ id, text: expect.any(String) as string }),
    ]);
    expect(await called(body, agreed, { headers })).toEqual([]);
  });

  it('tell nothing of a transcript that is only said to be ready, and tell it when it is', async () => {
    const id = await starts();
    const body = { transcript_id: id, status: 'completed' };
    expect(await called(body)).toEqual([]);
    await stage.pass();
    expect(await called(body)).toEqual([expect.objectContaining({ id, status: 'completed' })]);
  });

  it('are not made to tell it again by another state that a call makes up', async () => {
    const id = await starts();
    await stage.pass();
    expect(await called({ transcript_id: id, status: 'completed' })).toHaveLength(1);
    expect(await called({ transcript_id: id, status: 'error' })).toEqual([]);
    expect(await called({ transcript_id: id, status: 'anything' })).toEqual([]);
  });

  it('show, when tried out, the newest transcript of the outcome that was asked for', async () => {
    const failed = await starts({ audio_url: `${stage.standIn.url}/audio/missing.wav` });
    await stage.pass();
    await starts();
    await stage.pass();
    const shown = await ready().test(host.trigger({ outcome: 'error' }));
    expect(shown).toEqual([expect.objectContaining({ id: failed, status: 'error' })]);
  });

  it('show no transcript that was deleted', async () => {
    const id = await starts();
    await stage.pass();
    const deleted = await starts();
    await stage.pass();
    await fetch(`${stage.standIn.url}/v2/transcript/${deleted}`, {
      method: 'DELETE',
      headers: { authorization: stage.standIn.keys[0]! },
    });
    expect(await ready().test(host.trigger({}))).toEqual([expect.objectContaining({ id })]);
  });

  it('look for what is new, and tell it once', async () => {
    await polled().onEnable!(host.trigger({}));
    expect(await polled().run(host.trigger({}))).toEqual([]);
    const id = await starts();
    expect(await polled().run(host.trigger({}))).toEqual([]);
    await stage.pass();
    expect(await polled().run(host.trigger({}))).toEqual([expect.objectContaining({ id, status: 'completed' })]);
    expect(await polled().run(host.trigger({}))).toEqual([]);
    expect(((await polled().test(host.trigger({}))) as unknown[]).length).toBeGreaterThan(0);
    await polled().onDisable!(host.trigger({}));
    expect(host.stored.has('told')).toBe(false);
  });

  it('tell nothing that was there before, also where their memory was lost', async () => {
    await starts();
    await stage.pass();
    expect(await polled().run(host.trigger({}))).toEqual([]);
    const id = await starts();
    await stage.pass();
    expect(await polled().run(host.trigger({}))).toEqual([expect.objectContaining({ id })]);
  });

  it('tell all of a backlog that is larger than a page and a look, each once, the oldest first', async () => {
    await polled().onEnable!(host.trigger({}));
    const ids: string[] = [];
    for (let count = 0; count < 230; count++) ids.push(await starts());
    await stage.pass();
    const told: string[] = [];
    for (;;) {
      const items = (await polled().run(host.trigger({}))) as { readonly id: string }[];
      if (items.length === 0) break;
      told.push(...items.map(({ id }) => id));
    }
    expect(told).toEqual(ids);
  });
});
