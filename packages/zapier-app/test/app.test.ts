import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordingPath, type VirtualClock, type StandIn, startStandIn } from '@aai-connectors/stand-in';
import {
  builtApp,
  type Bundle,
  type Platform,
  startPlatform,
  type ZapStep,
} from '@aai-connectors/host-zapier/emulator';

const AUDIO = 'https://assembly.ai/wildfires.mp3';

let standIn: StandIn;
let platform: Platform;
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

/** From the start over the service's own call to the end. */
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
    seed: [
      { audio_url: 'https://example.com/good.mp3', text: 'All is well.' },
      { audio_url: 'https://example.com/bad.mp3', status: 'error', error: 'File does not appear to contain audio.' },
    ],
  });
  platform = await startPlatform(await builtApp(), standIn);
}, 60_000);
afterAll(async () => {
  await platform.close();
  await standIn.close();
});

describe('the connection', () => {
  it('works with a key, and is called by its region and never by the key', async () => {
    const { results } = await platform.run('authentication.test');
    expect(results).toEqual({ region: 'us', region_name: 'US' });
  });

  it('is turned off by a wrong key, which no message shows', async () => {
    const authData = { apiKey: 'wrong-key-of-mine' };
    const { name, message } = await failureOf(platform.run('authentication.test', { authData }));
    expect(name).toBe('ExpiredAuthError');
    expect(message).toContain('Reconnect the account');
    expect(message).not.toContain('wrong-key-of-mine');
  });
});

describe('transcribing', () => {
  it('sleeps until the service calls, and wakes with the transcript', async () => {
    const result = await throughCallback({ audio_url: AUDIO, speaker_labels: 'true', format_text: false });
    expect(result).toMatchObject({ status: 'completed' });
    expect(String(result['text'])).toContain('wildfires');
    expect(result).not.toHaveProperty('words');
    expect(submitted()).toMatchObject({ audio_url: AUDIO, speaker_labels: true, format_text: false });
    expect(submitted()['webhook_auth_header_value']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('uploads a file byte by byte', async () => {
    const before = standIn.uploads().length;
    const result = await throughCallback({ audio_url: standIn.audio['jfk'], send_as: 'file' });
    const size = readFileSync(recordingPath('jfk.wav')).byteLength;
    expect(standIn.uploads().slice(before)).toEqual([size]);
    expect(String(result['text'])).toContain('country');
  });

  it('io a link on as it is', async () => {
    await throughCallback({ audio_url: standIn.audio['jfk'], send_as: 'link' });
    expect(submitted()['audio_url']).toBe(standIn.audio['jfk']);
  });

  it('makes files that are fetched when they are needed, in each language', async () => {
    const result = await throughCallback({
      audio_url: AUDIO,
      speaker_labels: true,
      translation: true,
      target_languages: ['de'],
      match_original_utterance: true,
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

  it('keeps the transcript where the question fails', async () => {
    standIn.control.add({ match: { method: 'POST', path: '/v1/*' }, fault: '404', times: 1 });
    const result = await throughCallback({ audio_url: AUDIO, follow_up_prompt: 'What is it about?' });
    expect(String(result['answer'])).toMatch(/^No answer: /);
    expect(String(result['text'])).toContain('wildfires');
  });

  it('goes on at once where nobody wants to wait', async () => {
    const { results, status } = await create('transcribe', { audio_url: AUDIO, wait: 'false' });
    expect(status).not.toBe('CALLBACK');
    expect(results).toMatchObject({ status: 'queued' });
    expect(submitted()).not.toHaveProperty('webhook_url');
  });

  it('fails with the reason of the service, and the transcript that was paid for', async () => {
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

  it('believes the API and not the call', async () => {
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

  it('does not take an address of the person and wait at the same time', async () => {
    const before = standIn.requests().length;
    const { message } = await failureOf(
      create('transcribe', { audio_url: AUDIO, webhook_url: 'https://example.com/hook' }),
    );
    expect(message).toContain('Webhook URL');
    expect(standIn.requests().length).toBe(before);
  });

  it('says which field is wrong before anything is sent', async () => {
    const before = standIn.requests().length;
    const { name, message } = await failureOf(create('transcribe', { audio_url: AUDIO, speech_threshold: 7 }));
    expect(name).not.toBe('TypeError');
    expect(message).toContain('Speech Threshold');
    expect(standIn.requests().length).toBe(before);
  });
});

describe('a step that waits', () => {
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
    ['that says nothing', () => ({}), {}],
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
    // The service's own call finds nobody who waits: the address has been used.
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

  it('ends with the reason if the transcript is deleted meanwhile', async () => {
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

describe('too many requests', () => {
  it('are tried again by the platform, after the time that the service asks for', async () => {
    standIn.control.add({ match: { path: '/v2/transcript' }, fault: '429', times: 9 });
    const { name, message } = await failureOf(
      platform.run('searches.list_transcripts.operation.perform', { inputData: { limit: 1 } }),
    );
    standIn.control.clear();
    expect(name).toBe('ThrottledError');
    expect((JSON.parse(message) as { delay: number }).delay).toBeGreaterThan(0);
  });
});

describe('searches', () => {
  it('find nothing without failing', async () => {
    const { results } = await platform.run('searches.get_transcript.operation.perform', {
      inputData: { transcript_id: '00000000-0000-4000-8000-000000000000' },
    });
    expect(results).toEqual([]);
  });

  it('offer the transcripts of the account to choose from', async () => {
    const { results } = await platform.run('searches.get_transcript.operation.inputFields.0.choices.perform');
    const { results: found } = results as { results: { id: string; label: string }[] };
    expect(found.some(({ label }) => label.startsWith('good.mp3'))).toBe(true);
  });
});

describe('subtitles and redacted audio', () => {
  it('are files whose bytes are those of the service', async () => {
    const first = await throughCallback({
      audio_url: standIn.audio['dialogue'],
      redact_pii: true,
      redact_pii_policies: ['person_name'],
      redact_pii_audio: true,
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

describe('the trigger', () => {
  it('finds what is done in one request, with the transcript to be fetched', async () => {
    const before = standIn.requests().length;
    const { results } = await platform.run('triggers.new_transcript.operation.perform');
    const items = results as Record<string, unknown>[];
    expect(standIn.requests().length - before).toBe(1);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    const good = items.find(({ audio_url }) => audio_url === 'https://example.com/good.mp3')!;
    expect(await platform.fetched(good['transcript'])).toMatchObject({ text: 'All is well.' });
    expect(good['created']).toMatch(/Z$/);
  });

  it('gives an error that says so where a step asks for a transcript that was deleted', async () => {
    await throughCallback({ audio_url: AUDIO });
    const { results } = await platform.run('triggers.new_transcript.operation.perform');
    const [newest] = results as Record<string, unknown>[];
    await create('delete_transcript', { transcript_id: newest!['id'] });
    const { message } = await failureOf(platform.fetched(newest!['transcript']));
    expect(message).toContain('was deleted');
    const { results: left } = await platform.run('triggers.new_transcript.operation.perform');
    expect((left as Record<string, unknown>[]).map(({ id }) => id)).not.toContain(newest!['id']);
  });

  it('tells only of what was asked for', async () => {
    const { results } = await platform.run('triggers.new_transcript.operation.perform', {
      inputData: { outcome: 'error' },
    });
    expect((results as { status: string }[]).every(({ status }) => status === 'error')).toBe(true);
  });
});
