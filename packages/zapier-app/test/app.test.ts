import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordingPath, type VirtualClock, type StandIn, startStandIn } from '@aai-connectors/stand-in';
import {
  type BuiltApp,
  builtApp,
  type Bundle,
  type Platform,
  startPlatform,
  type ZapStep,
} from '@aai-connectors/host-zapier/emulator';

const AUDIO = 'https://assembly.ai/wildfires.mp3';

let standIn: StandIn;
let platform: Platform;
let app: BuiltApp;
const pass = (): Promise<void> => (standIn.clock as VirtualClock).advance(60_000);
const submitted = (): Record<string, unknown> =>
  standIn.requests().findLast(({ method, path }) => method === 'POST' && path === '/v2/transcript')!.body as Record<
    string,
    unknown
  >;
const create = (key: string, inputData: Record<string, unknown>, more: Bundle = {}) =>
  platform.run(`creates.${key}.operation.perform`, { inputData, ...more });
const failureOf = async (work: Promise<unknown>): Promise<{ name: string; message: string }> =>
  work.then(
    () => ({ name: 'none', message: 'It did not fail.' }),
    (error: Error) => ({ name: error.name, message: error.message }),
  );

/** Runs a step from its start through the service's call to its end. */
async function throughCallback(inputData: Record<string, unknown>): Promise<Record<string, unknown>> {
  const first = await create('transcribe', inputData);
  expect(first.status).toBe('CALLBACK');
  const before = platform.calls().length;
  await pass();
  const call = platform.calls()[before]!;
  const last = await platform.run('creates.transcribe.operation.performResume', {
    inputData,
    outputData: first.results,
    ...call,
  });
  expect(last.status).not.toBe('CALLBACK');
  return last.results as Record<string, unknown>;
}

beforeAll(async () => {
  standIn = await startStandIn({
    clock: 'manual',
    keys: ['stand-in-key', 'key-of-another-project'],
    seed: [
      { audio_url: 'https://example.com/good.mp3', text: 'All is well.' },
      { audio_url: 'https://example.com/bad.mp3', status: 'error', error: 'File does not appear to contain audio.' },
    ],
  });
  app = await builtApp();
  platform = await startPlatform(app, standIn);
}, 60_000);
afterAll(async () => {
  await platform.close();
  await standIn.close();
});

describe('The connection', () => {
  it('works with a key, and the result has the region and not the key', async () => {
    const { results } = await platform.run('authentication.test');
    expect(results).toEqual({
      region: 'us',
      region_name: 'US',
      fingerprint: expect.stringMatching(/^[0-9a-f]{6}$/) as string,
    });
    expect(JSON.stringify(results)).not.toContain(standIn.keys[0]);
  });

  it('has a label that differs by key and region, and that every run repeats', async () => {
    const labelOf = async (api_key: string, region = 'us'): Promise<string> => {
      const { results } = await platform.run('authentication.test', { authData: { api_key, region } });
      return app.authentication.connectionLabel.replaceAll(/{{(\w+)}}/g, (_, key: string) =>
        String((results as Record<string, string>)[key]),
      );
    };
    const [one, other] = standIn.keys as [string, string];
    expect(await labelOf(one)).toMatch(/^US · [0-9a-f]{6}$/);
    expect(await labelOf(` ${one}\n`)).toBe(await labelOf(one));
    expect(await labelOf(other)).not.toBe(await labelOf(one));
    expect(await labelOf(one, 'eu')).not.toBe(await labelOf(one));
    for (let at = 0; at + 4 <= one.length; at++) {
      expect(await labelOf(one)).not.toContain(one.slice(at, at + 4));
    }
  });

  it('is turned off by a wrong key, which no message contains', async () => {
    const authData = { api_key: 'wrong-key-of-mine' };
    const { name, message } = await failureOf(platform.run('authentication.test', { authData }));
    expect(name).toBe('ExpiredAuthError');
    expect(message).toContain('Reconnect your AssemblyAI account');
    expect(message).not.toContain('wrong-key-of-mine');
  });
});

describe('Transcribe Audio', () => {
  it('pauses until the service calls, and resumes with the transcript', async () => {
    const result = await throughCallback({
      audio_url: AUDIO,
      speaker_labels: 'true',
      format_text: false,
      more_settings: ['formatting'],
    });
    expect(result).toMatchObject({ status: 'completed' });
    expect(String(result['text'])).toContain('wildfires');
    expect(result).not.toHaveProperty('words');
    expect(submitted()).toMatchObject({ audio_url: AUDIO, speaker_labels: true, format_text: false });
    expect(submitted()['webhook_auth_header_value']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('stores little while it is paused, because Zapier limits the input of the second half', async () => {
    const { results } = await create('transcribe', {
      audio_url: AUDIO,
      keyterms_prompt: Array.from({ length: 200 }, (_, at) => `key term number ${at}`),
      more_settings: ['recognition', 'advanced', 'formatting'],
      follow_up_prompt: 'What is it about? '.repeat(500),
    });
    expect(JSON.stringify(results).length).toBeLessThan(2_000);
  });

  it.each([
    ['a file', (content: Buffer) => ({ audio_file: platform.hold(content, 'jfk.wav') })],
    ['a link in the file field', () => ({ audio_file: standIn.audio['jfk'] })],
    ['a link to upload', () => ({ audio_url: standIn.audio['jfk'], send_as: 'file', more_settings: ['advanced'] })],
  ])('uploads every byte of %s', async (_, answersFor) => {
    const content = readFileSync(recordingPath('jfk.wav'));
    const before = standIn.uploads().length;
    const result = await throughCallback(answersFor(content));
    expect(standIn.uploads().slice(before)).toEqual([content.byteLength]);
    expect(String(result['text'])).toContain('country');
    expect(result['file_name']).toBe('jfk.wav');
  });

  it('sends a link unchanged and never fetches it', async () => {
    const before = standIn.uploads().length;
    await throughCallback({ audio_url: standIn.audio['jfk'] });
    expect(submitted()['audio_url']).toBe(standIn.audio['jfk']);
    expect(standIn.uploads().length).toBe(before);
  });

  it('says how to get a file whose private link has expired', async () => {
    const file = platform.hold(Buffer.from('RIFF'), 'a.wav');
    platform.expireFiles();
    const { message } = await failureOf(create('transcribe', { audio_file: file }));
    expect(message).toContain('status 410');
    expect(message).toContain('Map the file from an earlier step');
  });

  it.each([
    ['no recording', {}, 'Audio File and Audio URL are both empty.'],
    ['two recordings', { audio_file: AUDIO, audio_url: AUDIO }, 'Audio File and Audio URL are both filled in.'],
  ])('rejects %s before it sends a request', async (_, answers, words) => {
    const held = Object.fromEntries(
      Object.entries(answers).map(([key, value]) => [
        key,
        key === 'audio_file' ? platform.hold(Buffer.from('RIFF'), 'a.wav') : value,
      ]),
    );
    const before = standIn.requests().length;
    const { message } = await failureOf(create('transcribe', held));
    expect(message).toContain(words);
    expect(standIn.requests().length).toBe(before);
  });

  it('creates files on demand, one for each language', async () => {
    const result = await throughCallback({
      audio_url: AUDIO,
      speaker_labels: true,
      translation: true,
      target_languages: ['de'],
      match_original_utterance: true,
      more_settings: ['understanding'],
      files: ['srt', 'markdown'],
    });
    const srt = await platform.file(result['srt_file']);
    expect(srt.content.toString()).toMatch(/^1\n00:00:00,\d{3} --> /);
    expect(srt.name).toBe('wildfires.srt');
    expect((await platform.file(result['srt_de_file'])).content.toString()).toContain('not translated into de');
    expect((await platform.file(result['markdown_file'])).type).toContain('text/markdown');
  });

  it('answers a question about the transcript in the same step', async () => {
    const result = await throughCallback({ audio_url: AUDIO, follow_up_prompt: 'What is it about?' });
    expect(String(result['answer']).length).toBeGreaterThan(10);
  });

  it('returns the transcript if the question fails', async () => {
    standIn.control.add({ match: { method: 'POST', path: '/v1/*' }, fault: '404', times: 1 });
    const result = await throughCallback({ audio_url: AUDIO, follow_up_prompt: 'What is it about?' });
    expect(String(result['answer'])).toMatch(/^No answer: /);
    expect(String(result['text'])).toContain('wildfires');
  });

  it('continues at once if Wait Until Ready is off', async () => {
    const { results, status } = await create('transcribe', { audio_url: AUDIO, wait: 'false' });
    expect(status).not.toBe('CALLBACK');
    expect(results).toMatchObject({ status: 'queued' });
    expect(submitted()).not.toHaveProperty('webhook_url');
  });

  it('fails with the reason of the service and the ID of the billed transcript', async () => {
    const inputData = { audio_url: `${standIn.url}/audio/missing.wav` };
    const first = await create('transcribe', inputData);
    await pass();
    const { message } = await failureOf(
      platform.run('creates.transcribe.operation.performResume', {
        inputData,
        outputData: first.results,
        ...platform.calls().at(-1)!,
      }),
    );
    expect(message).toContain('Download error');
    expect(message).toContain((first.results as { id: string }).id);
  });

  it('trusts the API and not the call', async () => {
    const inputData = { audio_url: AUDIO };
    const first = await create('transcribe', inputData);
    await pass();
    const last = await platform.run('creates.transcribe.operation.performResume', {
      inputData,
      outputData: first.results,
      cleanedRequest: { transcript_id: 'somebody-else', status: 'error' },
    });
    expect(last.results).toMatchObject({ status: 'completed', id: (first.results as { id: string }).id });
  });

  it('ignores a webhook address that its form hides', async () => {
    await throughCallback({ audio_url: AUDIO, webhook_url: 'https://example.com/hook' });
    expect(submitted()['webhook_url']).not.toBe('https://example.com/hook');
  });

  it('rejects a webhook address among the additional parameters while it waits', async () => {
    const before = standIn.requests().length;
    const { message } = await failureOf(
      create('transcribe', {
        audio_url: AUDIO,
        additional_params: '{ "webhook_url": "https://example.com/hook" }',
        more_settings: ['advanced'],
      }),
    );
    expect(message).toContain('Webhook URL');
    expect(standIn.requests().length).toBe(before);
  });

  it('sends no setting of a topic that is no longer chosen', async () => {
    await create('transcribe', { audio_url: AUDIO, wait: 'false', redact_pii: 'true', redact_pii_policies: ['x'] });
    expect(submitted()).toEqual({ audio_url: AUDIO });
  });

  it('has a form that the platform shows by the answers so far', async () => {
    const method = 'creates.transcribe.operation.inputFields';
    const keysFor = async (inputData: Record<string, unknown>): Promise<string[]> =>
      ((await platform.run(method, { inputData })).results as { key: string }[]).map(({ key }) => key);
    const atFirst = await keysFor({});
    const added = async (inputData: Record<string, unknown>): Promise<string[]> =>
      (await keysFor(inputData)).filter((key) => !atFirst.includes(key));
    expect(atFirst.length).toBeLessThanOrEqual(12);
    expect(await added({ more_settings: ['privacy'] })).toEqual(['redact_pii']);
    expect(await added({ more_settings: ['privacy'], redact_pii: 'true' })).toContain('redact_pii_policies');
  });

  it('names the invalid field before it sends a request', async () => {
    const before = standIn.requests().length;
    const { name, message } = await failureOf(
      create('transcribe', { audio_url: AUDIO, speech_threshold: 7, more_settings: ['recognition'] }),
    );
    expect(name).not.toBe('TypeError');
    expect(message).toContain('Speech Threshold');
    expect(standIn.requests().length).toBe(before);
  });
});

describe('A paused step', () => {
  const idOf = (step: ZapStep): string => (step.result() as { readonly id: string }).id;
  const call = (step: ZapStep, body: unknown, headers: Record<string, string> = {}): Promise<unknown> =>
    fetch(step.callbackUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }).then(() => step.settled());
  const posts = (): number =>
    standIn.requests().filter(({ method, path }) => method === 'POST' && path === '/v2/transcript').length;

  it.each<[string, (id: string) => unknown, Record<string, string>]>([
    ['without content', () => ({}), {}],
    ['that claims that the transcript is ready', (id) => ({ transcript_id: id, status: 'completed' }), {}],
    ['that claims an error', (id) => ({ transcript_id: id, status: 'error' }), {}],
    ['about another transcript', () => ({ transcript_id: 'another', status: 'completed' }), {}],
    ['with a wrong secret', (id) => ({ transcript_id: id }), { 'x-assemblyai-webhook-secret': 'wrong' }],
  ])('is not ended by a call %s', async (_, bodyOf, headers) => {
    const before = posts();
    const step = await platform.zapStep('transcribe', { audio_url: AUDIO });
    expect(step.state()).toBe('waiting');
    const id = idOf(step);
    await call(step, bodyOf(id), headers);
    expect(step.state()).toBe('scheduled');
    await step.elapse();
    expect(step.state()).toBe('scheduled');
    expect(step.pauses).toEqual([60, 60]);
    // The service's call has no effect, because the address has been used.
    await pass();
    await step.settled();
    await step.elapse();
    expect(step.state()).toBe('done');
    expect(step.result()).toMatchObject({ id, status: 'completed' });
    expect(posts() - before).toBe(1);
  });

  it('is not ended by an early call while the service is down', async () => {
    const step = await platform.zapStep('transcribe', { audio_url: AUDIO });
    standIn.control.add({ match: { method: 'GET', path: '/v2/transcript/*' }, fault: '503', times: 1 });
    await call(step, {});
    expect(step.state()).toBe('scheduled');
    await pass();
    await step.elapse();
    expect(step.state()).toBe('done');
  });

  it('fails with the reason if the transcript is deleted in the meantime', async () => {
    const step = await platform.zapStep('transcribe', { audio_url: AUDIO });
    await call(step, {});
    await pass();
    await fetch(`${standIn.url}/v2/transcript/${submittedId()}`, {
      method: 'DELETE',
      headers: { authorization: standIn.keys[0]! },
    });
    await step.elapse();
    expect(step.state()).toBe('failed');
    expect((step.result() as Error).message).toContain('was deleted');
  });

  /** The ID of the newest transcript of the account. */
  const submittedId = (): string =>
    standIn
      .requests()
      .findLast(({ method, path }) => method === 'GET' && /^\/v2\/transcript\/./.test(path))!
      .path.split('/')
      .pop()!;
});

describe('Too many requests', () => {
  it('are repeated by the platform after the time that the service asks for', async () => {
    standIn.control.add({ match: { path: '/v2/transcript' }, fault: '429', times: 9 });
    const { name, message } = await failureOf(
      platform.run('searches.list_transcripts.operation.perform', { inputData: { limit: 1 } }),
    );
    standIn.control.clear();
    expect(name).toBe('ThrottledError');
    expect((JSON.parse(message) as { delay: number }).delay).toBeGreaterThan(0);
  });
});

describe('Searches', () => {
  it('return an empty list if they find nothing', async () => {
    const { results } = await platform.run('searches.get_transcript.operation.perform', {
      inputData: { transcript_id: '00000000-0000-4000-8000-000000000000' },
    });
    expect(results).toEqual([]);
  });
});

describe('Subtitles and redacted audio', () => {
  it('are files with the bytes of the service', async () => {
    const first = await throughCallback({
      audio_url: standIn.audio['dialogue'],
      redact_pii: true,
      redact_pii_policies: ['person_name'],
      redact_pii_audio: true,
      more_settings: ['privacy'],
    });
    await pass();
    const { results: vtt } = await create('get_subtitles', { transcript_id: first['id'], format: 'vtt' });
    const file = await platform.file((vtt as Record<string, unknown>)['file']);
    expect(file.content.toString()).toBe((vtt as Record<string, unknown>)['subtitles']);

    const { results: audio } = await create('get_redacted_audio', { transcript_id: first['id'] });
    const { file: promise, redacted_audio_url: url } = audio as Record<string, string>;
    const whole = Buffer.from(await (await fetch(url!)).arrayBuffer());
    expect((await platform.file(promise)).content.equals(whole)).toBe(true);
  });
});

describe('The trigger', () => {
  it('finds finished transcripts in one request, with their content on demand', async () => {
    const before = standIn.requests().length;
    const { results } = await platform.run('triggers.new_transcript.operation.perform');
    const items = results as Record<string, unknown>[];
    expect(standIn.requests().length - before).toBe(1);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    const good = items.find(({ audio_url }) => audio_url === 'https://example.com/good.mp3')!;
    expect(await platform.fetched(good['transcript'])).toMatchObject({ text: 'All is well.' });
    expect(good['created']).toMatch(/Z$/);
  });

  it('fails with the reason if a step uses a transcript that was deleted', async () => {
    await throughCallback({ audio_url: AUDIO });
    const { results } = await platform.run('triggers.new_transcript.operation.perform');
    const [newest] = results as Record<string, unknown>[];
    await create('delete_transcript', { transcript_id: newest!['id'] });
    const { message } = await failureOf(platform.fetched(newest!['transcript']));
    expect(message).toContain('was deleted');
    const { results: left } = await platform.run('triggers.new_transcript.operation.perform');
    expect((left as Record<string, unknown>[]).map(({ id }) => id)).not.toContain(newest!['id']);
  });

  it('emits only transcripts with the chosen outcome', async () => {
    const { results } = await platform.run('triggers.new_transcript.operation.perform', {
      inputData: { outcome: 'error' },
    });
    expect((results as { status: string }[]).every(({ status }) => status === 'error')).toBe(true);
  });
});
