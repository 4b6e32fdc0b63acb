import { ENTRIES } from '@aai-connectors/core';
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

/** Actions that an agent can call. */
const FOR_AGENTS = [
  'transcribe',
  'get_transcript',
  'wait_for_transcript',
  'get_subtitles',
  'search_words',
  'list_transcripts',
  'get_sentences',
  'get_paragraphs',
  'get_redacted_audio',
];

const stage = useStage();
let host: Surroundings;
const submitted = (): Readonly<Record<string, unknown>> => stage.submissions().at(-1)!;

beforeEach(async () => {
  host = await startSurroundings(stage.connection());
  return () => host.close();
});

describe('the archive', () => {
  it('lists Transcribe first and the operations of LeMUR last', () => {
    const names = Object.keys(stage.piece.actions());
    expect(names[0]).toBe('transcribe');
    expect(names.slice(-2)).toEqual(['lemur_get_response', 'lemur_purge']);
    for (const name of names.slice(-2)) {
      expect(stage.piece.actions()[name]!.description).toContain('unless your account still has LeMUR');
    }
  });

  it('has the documented actions under their labels', () => {
    const labels = Object.values(stage.piece.actions()).map(({ displayName }) => displayName);
    expect(DOCUMENTED.filter((label) => !labels.includes(label))).toEqual([]);
  });

  it('describes each action and trigger to agents, and offers agents what reads and Transcribe', () => {
    const { actions, triggers } = stage.piece.metadata();
    for (const [name, action] of Object.entries(actions)) {
      expect(action).toMatchObject({
        audience: FOR_AGENTS.includes(name) ? 'both' : 'human',
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

  it('offers actions that ask a language model to people only', () => {
    const { actions } = stage.piece.metadata();
    const names = ENTRIES.filter(({ resource }) => resource === 'llm').map(({ id }) => id);
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter((name) => (actions[name] as { readonly audience: string }).audience !== 'human')).toEqual([]);
  });

  it('contains the texts to translate', () => {
    const file = join(stage.folder, 'empty/package/src/i18n/translation.json');
    const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    expect(words).toMatchObject({ Transcribe: 'Transcribe', 'Speaker Labels': 'Speaker Labels' });
  });
});

describe('the connection', () => {
  it('is valid with a key that works', async () => {
    expect(await stage.piece.auth.validate({ auth: stage.connection() })).toEqual({ valid: true });
  });

  it('is refused with a key that does not work, without showing the key', async () => {
    const { valid, error } = await stage.piece.auth.validate({
      auth: { ...stage.connection(), api_key: 'wrong-key-1234' },
    });
    expect(valid).toBe(false);
    expect(error).toMatch(/key/i);
    expect(error).not.toContain('wrong-key-1234');
  });
});

describe('transcribing', () => {
  it('takes the dialogue as a file, pauses, and returns transcript and subtitles', async () => {
    const data = readFileSync(recordingPath('dialogue.wav'));
    const props = {
      audio_url_file: { filename: 'dialogue.wav', data },
      speaker_labels: true,
      more_settings: ['speakers'],
      settings: { speakers_expected: 2 },
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

  it('sends no settings of a topic that is no longer selected', async () => {
    const settings = { speakers_expected: 2, filter_profanity: true };
    await host.begin(stage.transcribe, {
      audio_url: AUDIO,
      speaker_labels: true,
      more_settings: ['formatting'],
      settings,
    });
    expect(submitted()).toMatchObject({ speaker_labels: true, filter_profanity: true });
    expect(submitted()).not.toHaveProperty('speakers_expected');
    await host.begin(stage.transcribe, { audio_url: AUDIO, speaker_labels: true, more_settings: [], settings });
    expect(submitted()).not.toHaveProperty('filter_profanity');
  });

  it('sends the webhook of a person only if the step does not wait', async () => {
    const answers = {
      audio_url: AUDIO,
      more_settings: ['delivery'],
      settings: { webhook_url: 'https://example.com/hook' },
    };
    await host.begin(stage.transcribe, answers);
    expect(host.isPaused()).toBe(true);
    expect(submitted()['webhook_url']).not.toBe('https://example.com/hook');
    await host.begin(stage.transcribe, { ...answers, wait_until_ready: false });
    expect(host.isPaused()).toBe(false);
    expect(submitted()['webhook_url']).toBe('https://example.com/hook');
  });

  it('sends no setting that was left untouched', async () => {
    await host.begin(stage.transcribe, {
      audio_url: AUDIO,
      punctuate: undefined,
      sentiment_analysis: false,
      redact_pii: false,
    });
    const { webhook_url: _, webhook_auth_header_name: __, webhook_auth_header_value: ___, ...rest } = submitted();
    expect(rest).toEqual({ audio_url: AUDIO });
  });

  it('sends false for a setting that is on by default and turned off', async () => {
    await host.begin(stage.transcribe, {
      audio_url: AUDIO,
      more_settings: ['formatting'],
      settings: { punctuate: 'false' },
    });
    expect(submitted()).toMatchObject({ punctuate: false });
  });

  it('continues immediately if the step does not wait', async () => {
    const result = await host.begin(stage.transcribe, { audio_url: AUDIO, wait_until_ready: false });
    expect(host.isPaused()).toBe(false);
    expect(result).toMatchObject({ status: 'queued' });
    expect(submitted()).not.toHaveProperty('webhook_url');
  });

  it('fails with the reason and the ID of the billed transcript', async () => {
    const props = { audio_url: `${stage.standIn.url}/audio/missing.wav` };
    await host.begin(stage.transcribe, props);
    await stage.pass();
    await expect(host.resume(stage.transcribe, props, host.calls()[0]!)).rejects.toThrow(
      /Download error[^]*Transcript ID: /,
    );
  });

  it('says that the platform may have failed to download the file if there is no audio', async () => {
    const props = { audio_url: '', audio_url_file: null };
    await expect(host.begin(stage.transcribe, props)).rejects.toThrow(
      /Neither a URL nor a file.*Fill in Audio URL or Audio File\. .*could not download it/,
    );
    await expect(host.begin(stage.piece.actions()['upload_file']!, { file: null })).rejects.toThrow(
      'No file was provided',
    );
  });

  it('takes a URL or a file, not both', async () => {
    const before = stage.submissions().length;
    const props = { audio_url: AUDIO, audio_url_file: { filename: 'a.wav', data: Buffer.alloc(4) } };
    await expect(host.begin(stage.transcribe, props)).rejects.toThrow('Both a URL and a file');
    expect(stage.submissions().length).toBe(before);
  });
});

describe('questions and tasks', () => {
  const asked = async (connection: object): Promise<readonly string[]> => {
    const before = stage.standIn.requests().length;
    const own = await startSurroundings(connection);
    const answers = { prompt: 'What is it about?', input_text: 'All is well.' };
    await own.begin(stage.piece.actions()['lemur_task']!, answers).catch(() => undefined);
    await own.close();
    return stage.standIn
      .requests()
      .slice(before)
      .map(({ path }) => path);
  };

  it('go to the LLM Gateway', async () => {
    expect(await asked(stage.connection())).toEqual([expect.stringContaining('/chat/completions')]);
  });

  it('go to LeMUR if the connection says that the account still has it', async () => {
    const paths = await asked({ ...stage.connection(), lemur: true });
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !path.startsWith('/lemur/v3/'))).toEqual([]);
  });
});

describe('redacted audio', () => {
  const redacts = async (): Promise<Record<string, unknown>> => {
    const answers = {
      audio_url: stage.standIn.audio['dialogue'],
      wait_until_ready: false,
      more_settings: ['privacy'],
      settings: { redact_pii: true, redact_pii_policies: ['person_name'], redact_pii_audio: true },
    };
    const { id } = (await host.begin(stage.transcribe, answers)) as { id: string };
    await stage.pass();
    return { transcript_id: id };
  };

  it('is stored as a file of the platform', async () => {
    const answers = await redacts();
    const result = (await host.begin(stage.piece.actions()['get_redacted_audio']!, answers)) as Record<string, unknown>;
    expect(result).toMatchObject({ ready: true });
    expect(host.file(result['file']).data.byteLength).toBeGreaterThan(0);
  });

  it('is returned as a URL if it is too large for the platform', async () => {
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

describe('a test in the builder', () => {
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

  it('emit a transcript once for a delivery with the secret, as the API returns it', async () => {
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

  it('emit nothing for a delivery about an unfinished transcript, and emit it once it is finished', async () => {
    const id = await starts();
    const body = { transcript_id: id, status: 'completed' };
    expect(await called(body)).toEqual([]);
    await stage.pass();
    expect(await called(body)).toEqual([expect.objectContaining({ id, status: 'completed' })]);
  });

  it('do not emit a transcript again for a delivery with another status', async () => {
    const id = await starts();
    await stage.pass();
    expect(await called({ transcript_id: id, status: 'completed' })).toHaveLength(1);
    expect(await called({ transcript_id: id, status: 'error' })).toEqual([]);
    expect(await called({ transcript_id: id, status: 'anything' })).toEqual([]);
  });

  it('show in a test the newest transcript with the selected outcome', async () => {
    const failed = await starts({ audio_url: `${stage.standIn.url}/audio/missing.wav` });
    await stage.pass();
    await starts();
    await stage.pass();
    const shown = await ready().test(host.trigger({ outcome: 'error' }));
    expect(shown).toEqual([expect.objectContaining({ id: failed, status: 'error' })]);
  });

  it('show no deleted transcript in a test', async () => {
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

  it('poll for new transcripts, and emit each once', async () => {
    await polled().onEnable!(host.trigger({}));
    expect(await polled().run(host.trigger({}))).toEqual([]);
    const id = await starts();
    expect(await polled().run(host.trigger({}))).toEqual([]);
    await stage.pass();
    expect(await polled().run(host.trigger({}))).toEqual([expect.objectContaining({ id, status: 'completed' })]);
    expect(await polled().run(host.trigger({}))).toEqual([]);
    expect(((await polled().test(host.trigger({}))) as unknown[]).length).toBeGreaterThan(0);
  });

  it('emit no earlier transcript, even if their stored IDs are lost', async () => {
    await starts();
    await stage.pass();
    expect(await polled().run(host.trigger({}))).toEqual([]);
    const id = await starts();
    await stage.pass();
    expect(await polled().run(host.trigger({}))).toEqual([expect.objectContaining({ id })]);
  });

  it('emit a backlog larger than a page and a poll, each transcript once, oldest first', async () => {
    await polled().onEnable!(host.trigger({}));
    const ids: string[] = [];
    for (let count = 0; count < 230; count++) ids.push(await starts());
    await stage.pass();
    const emitted: string[] = [];
    for (;;) {
      const items = (await polled().run(host.trigger({}))) as { readonly id: string }[];
      if (items.length === 0) break;
      emitted.push(...items.map(({ id }) => id));
    }
    expect(emitted).toEqual(ids);
  });
});
