import { readFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordingPath, type VirtualClock, type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { emittedBy, type Engine, type NodeRun, type Outcome, startEngine } from '@aai-connectors/host-n8n/emulator';
import { webhookSecretOf } from '../src/credential.ts';
import { deliveryTo, submissionsTo } from './delivery.mts';

const AUDIO = 'https://assembly.ai/wildfires.mp3';
const SEEDS = [
  { audio_url: 'https://example.com/good.mp3', text: 'All is well.' },
  {
    audio_url: 'https://example.com/bad.mp3',
    status: 'error' as const,
    error: 'Transcoding failed. File does not appear to contain audio.',
  },
];

let standIn: StandIn;
let engine: Engine;
const pass = (): Promise<void> => (standIn.clock as VirtualClock).advance(60_000);
const posts = (): number => submissionsTo(standIn).length;

beforeAll(async () => {
  standIn = await startStandIn({ clock: 'manual', seed: SEEDS });
  engine = await startEngine({
    packageFolder: new URL('..', import.meta.url).pathname,
    credentialType: 'assemblyAiApi',
    credential: { apiKey: standIn.keys[0]!, region: 'us', baseUrl: standIn.url },
  });
}, 60_000);
afterAll(() => standIn.close());

const transcribe = (parameters: IDataObject = {}, more: Partial<NodeRun> = {}): NodeRun => ({
  type: 'assemblyAi',
  parameters: {
    resource: 'transcript',
    operation: 'transcribe',
    audio_url_source: 'url',
    audio_url: '={{ $json.url }}',
    ...parameters,
    options: { stayInStep: 0, ...(parameters['options'] as IDataObject) },
  },
  input: [{ json: { url: AUDIO } }],
  ...more,
});
const get = (ids: readonly string[], more: Partial<NodeRun> = {}): NodeRun => ({
  type: 'assemblyAi',
  parameters: {
    resource: 'transcript',
    operation: 'get_transcript',
    transcript_id: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
  },
  input: ids.map((id) => ({ json: { id } })),
  ...more,
});
const jsons = ({ outputs }: Outcome, output = 0): IDataObject[] => (outputs[output] ?? []).map(({ json }) => json);

async function toTheEnd(run: NodeRun): Promise<Outcome> {
  const first = await engine.run(run);
  if (first.status !== 'waiting') return first;
  await pass();
  return called(run, first);
}

/** The execution after AssemblyAI's call. */
async function called(run: NodeRun, first: Outcome): Promise<Outcome> {
  const { outcome } = await engine.call(run, first.data, deliveryTo(first, standIn));
  return outcome!;
}

describe('one step from a file to its transcript', () => {
  it('streams the binary field to the upload and returns the transcript with files', async () => {
    const dialogue = readFileSync(recordingPath('dialogue.wav'));
    const binary = await engine.binary(dialogue, 'dialogue.wav', 'audio/wav');
    const run = transcribe(
      {
        audio_url_source: 'binary',
        audio_url_field: 'data',
        speaker_labels: true,
        files: ['srt', 'speakers'],
      },
      { input: [{ json: { kept: true }, ...(binary !== undefined && { binary }) }] },
    );
    const outcome = await toTheEnd(run);
    expect(outcome.error).toBeUndefined();
    const [item] = outcome.outputs[0]!;
    expect(item!.json).toMatchObject({ status: 'completed', file_name: 'dialogue.wav' });
    expect(item!.json).not.toHaveProperty('words');
    expect(item!.pairedItem).toMatchObject({ item: 0 });
    expect(standIn.uploads().at(-1)).toBe(dialogue.byteLength);
    const srt = await engine.contentOf(item!, 'srt');
    expect(srt.toString()).toMatch(/^1\n00:00:\d\d,\d{3} --> /);
    expect(item!.binary!['srt']).toMatchObject({ mimeType: 'application/x-subrip', fileExtension: 'srt' });
    expect((await engine.contentOf(item!, 'speakers')).toString()).toMatch(/^Speaker A: /m);
  }, 60_000);

  it('names the binary field that has no file', async () => {
    const { error } = await engine.run(transcribe({ audio_url_source: 'binary', audio_url_field: 'nothing' }));
    expect(error?.message).toContain('nothing');
    expect(error?.context).toMatchObject({ itemIndex: 0 });
  });

  it('returns subtitles as text and as a file', async () => {
    const [{ id } = { id: '' }] = jsons(await toTheEnd(transcribe()));
    const outcome = await engine.run({
      type: 'assemblyAi',
      parameters: {
        resource: 'transcript',
        operation: 'get_subtitles',
        transcript_id: String(id),
        format: 'vtt',
        outputField: 'captions',
      },
    });
    const [item] = outcome.outputs[0]!;
    expect(item!.binary!['captions']).toMatchObject({ fileName: `${String(id)}.vtt`, mimeType: 'text/vtt' });
    expect((await engine.contentOf(item!, 'captions')).toString()).toBe(item!.json['subtitles']);
  });

  it('returns redacted audio as a file', async () => {
    const options = { redact_pii: true, redact_pii_policies: ['person_name'], redact_pii_audio: true };
    const [{ id } = { id: '' }] = jsons(
      await toTheEnd(transcribe({ options }, { input: [{ json: { url: standIn.audio['jfk'] } }] })),
    );
    await pass();
    const outcome = await engine.run({
      type: 'assemblyAi',
      parameters: { resource: 'transcript', operation: 'get_redacted_audio', transcript_id: String(id) },
    });
    expect(outcome.error).toBeUndefined();
    const [item] = outcome.outputs[0]!;
    expect(item!.json['ready']).toBe(true);
    expect((await engine.contentOf(item!, 'data')).byteLength).toBeGreaterThan(1000);
  });
});

describe('waiting', () => {
  it('suspends with the resume URL as webhook and a secret, and stores the transcript', async () => {
    const outcome = await engine.run(transcribe({}, { settings: {} }));
    expect(outcome.status).toBe('waiting');
    const { body } = standIn.requests().findLast(({ method, path }) => method === 'POST' && path === '/v2/transcript')!;
    expect(body).toMatchObject({
      webhook_url: expect.stringMatching(
        /^http:\/\/localhost:5678\/webhook-waiting\/1\/assemblyai\?.*aai_ref=/,
      ) as string,
      webhook_auth_header_value: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    const minutes = (outcome.waitTill!.getTime() - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(30);
  });

  it('keeps waiting while the transcript is not ready', async () => {
    const run = transcribe();
    const first = await engine.run(run);
    expect(first.status).toBe('waiting');
    const early = await engine.call(run, first.data, deliveryTo(first, standIn));
    expect(early).toMatchObject({ status: 503, body: { resumed: false } });
    await pass();
    const last = await called(run, first);
    expect(last.status).toBe('success');
    expect(jsons(last)).toEqual([expect.objectContaining({ status: 'completed', audio_url: AUDIO })]);
  });

  it('submits all items, waits for all of them together, and keeps their order', async () => {
    const before = posts();
    const run = transcribe({}, { input: [1, 2, 3].map((number) => ({ json: { url: AUDIO, number } })) });
    const first = await engine.run(run);
    expect(posts() - before).toBe(3);
    await pass();
    const last = await called(run, first);
    expect(last.outputs[0]!.map(({ pairedItem }) => pairedItem)).toEqual(
      [0, 1, 2].map((item) => expect.objectContaining({ item }) as unknown),
    );
    expect(posts() - before).toBe(3);
  });

  it('returns a transcript that is already ready without waiting', async () => {
    const [{ id } = { id: '' }] = jsons(await toTheEnd(transcribe()));
    const outcome = await engine.run({
      type: 'assemblyAi',
      parameters: {
        resource: 'transcript',
        operation: 'wait_for_transcript',
        transcript_id: String(id),
        waiting: 'suspend',
      },
    });
    expect(outcome.status).toBe('success');
    expect(jsons(outcome)[0]).toMatchObject({ id, status: 'completed' });
  });

  it('keeps the name of an upload when it waits for the transcript of the item', async () => {
    const [{ id } = { id: '' }] = jsons(
      await toTheEnd(transcribe({}, { input: [{ json: { url: standIn.audio['jfk'] } }] })),
    );
    const { outputs } = await engine.run({
      type: 'assemblyAi',
      parameters: {
        resource: 'transcript',
        operation: 'wait_for_transcript',
        transcript_id: String(id),
        files: ['srt'],
      },
      input: [{ json: { id, file_name: 'call.m4a' } }, { json: { id: 'another', file_name: 'other.m4a' } }],
    });
    const found = outputs[0]!.map(({ json, binary }) => [json['file_name'], binary?.['srt']?.fileName]);
    expect(found[0]).toEqual(['call.m4a', 'call.srt']);
    expect(JSON.stringify(found[1])).not.toContain('other');
  });

  it('continues with ID and status if it does not wait', async () => {
    const outcome = await engine.run(transcribe({ waiting: 'none' }));
    expect(jsons(outcome)).toEqual([expect.objectContaining({ status: 'queued', id: expect.any(String) as string })]);
  });

  it('sends no switch or list that was left untouched', async () => {
    await engine.run(transcribe({ waiting: 'none', speaker_labels: false, language_code: '' }));
    const { body } = standIn.requests().findLast(({ method, path }) => method === 'POST' && path === '/v2/transcript')!;
    expect(body).toEqual({ audio_url: AUDIO });
  });

  it('sends an explicit choice, also if it equals the default of the service', async () => {
    const options = { multichannel: false, punctuate: true };
    await engine.run(transcribe({ waiting: 'none', language_code: 'en_us', options }));
    const { body } = standIn.requests().findLast(({ method, path }) => method === 'POST' && path === '/v2/transcript')!;
    expect(body).toEqual({ audio_url: AUDIO, language_code: 'en_us', multichannel: false, punctuate: true });
  });

  it('detects the language with the options of the detection', async () => {
    const options = { expected_languages: ['en', 'de'] };
    await engine.run(transcribe({ waiting: 'none', language_code: 'auto', options }));
    const { body } = standIn.requests().findLast(({ method, path }) => method === 'POST' && path === '/v2/transcript')!;
    expect(body).toEqual({
      audio_url: AUDIO,
      language_detection: true,
      language_detection_options: { expected_languages: ['en', 'de'] },
    });
  });

  it("keeps the person's own webhook", async () => {
    await engine.run(transcribe({ waiting: 'none', options: { webhook_url: 'https://mine.example.com/hook' } }));
    const { body } = standIn.requests().findLast(({ method, path }) => method === 'POST' && path === '/v2/transcript')!;
    expect(body).toMatchObject({ webhook_url: 'https://mine.example.com/hook' });
    expect(body).not.toHaveProperty('webhook_auth_header_value');
  });
});

describe('the webhook trigger of another workflow', () => {
  const TRIGGER = 'https://n8n.example.com/webhook/53799fa6/transcript-ready';
  const submitted = async (options: IDataObject, more: IDataObject = { waiting: 'none' }) => {
    await engine.run(transcribe({ ...more, options }));
    return submissionsTo(standIn).at(-1)!;
  };
  const signed = async (): Promise<IDataObject> => ({
    webhook_auth_header_name: 'X-AssemblyAI-Webhook-Secret',
    webhook_auth_header_value: await webhookSecretOf({ apiKey: standIn.keys[0]! }),
  });

  it('gets the secret of the credential that the trigger has too', async () => {
    const body = await submitted({ webhook_url: TRIGGER });
    expect(body).toMatchObject({ webhook_url: TRIGGER, ...(await signed()) });
    const trigger = engine.types['assemblyAiTrigger']!;
    const call = { body: { transcript_id: '', status: 'completed' }, headers: {} as Record<string, string> };
    call.body.transcript_id = String(jsons(await engine.run(transcribe({ waiting: 'none' })))[0]!['id']);
    await pass();
    const credential = { apiKey: standIn.keys[0]!, region: 'us', baseUrl: standIn.url };
    expect(await emittedBy(trigger, credential, call)).toEqual([]);
    call.headers['x-assemblyai-webhook-secret'] = String(body['webhook_auth_header_value']);
    expect(await emittedBy(trigger, credential, call)).toHaveLength(1);
  });

  it('gets the secret at its test URL too', async () => {
    const body = await submitted({ webhook_url: 'https://n8n.example.com/webhook-test/5379/transcript-ready' });
    expect(body).toMatchObject(await signed());
  });

  it("keeps the person's own header", async () => {
    const own = { webhook_auth_header_name: 'X-Mine', webhook_auth_header_value: 'of-mine-0123' };
    expect(await submitted({ webhook_url: TRIGGER, ...own })).toMatchObject(own);
  });
});

describe('several items of which one fails', () => {
  const ids = async (): Promise<readonly string[]> => {
    const listed = await engine.run({
      type: 'assemblyAi',
      parameters: { resource: 'transcript', operation: 'list_transcripts', return_all: true },
    });
    const idOf = (url: string): string => String(jsons(listed).find(({ audio_url }) => audio_url === url)!['id']);
    return [idOf(SEEDS[0]!.audio_url), 'no-such-transcript', idOf(SEEDS[0]!.audio_url)];
  };

  it('stops at the first failure and names the item', async () => {
    const { error, status } = await engine.run(get(await ids()));
    expect(status).toBe('error');
    expect(error).toMatchObject({ message: expect.stringContaining('not found') as string, context: { itemIndex: 1 } });
    expect(error?.httpCode).toMatch(/^40[04]$/);
  });

  it('continues on errors if it is set to, each result paired with its item', async () => {
    const outcome = await engine.run(get(await ids(), { onError: 'continueRegularOutput' }));
    expect(jsons(outcome)).toEqual([
      expect.objectContaining({ status: 'completed' }),
      expect.objectContaining({
        error: expect.stringContaining('not found') as string,
        code: expect.any(String) as string,
      }),
      expect.objectContaining({ status: 'completed' }),
    ]);
    expect(outcome.outputs[0]!.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([0, 1, 2]);
  });

  it('sends a failure to the error output', async () => {
    const outcome = await engine.run(get(await ids(), { onError: 'continueErrorOutput' }));
    expect(outcome.outputs.map((items) => items.length)).toEqual([2, 1]);
    expect(jsons(outcome, 1)[0]).toMatchObject({ error: expect.stringContaining('not found') as string });
  });

  it('rejects invalid parameters before anything is sent', async () => {
    const before = standIn.requests().length;
    const { error } = await engine.run(
      transcribe({}, { input: [{ json: { url: AUDIO } }, { json: { url: 'no link' } }] }),
    );
    expect(error).toMatchObject({ context: { itemIndex: 1 } });
    expect(standIn.requests().length).toBe(before);
  });

  it('submits no item twice when the node runs again', async () => {
    const before = posts();
    const run = transcribe({}, { input: [{ json: { url: AUDIO } }, { json: { url: AUDIO } }], retryOnFail: true });
    standIn.control.add({ match: { method: 'GET', path: '/v2/transcript/*' }, fault: '401', times: 1 });
    const first = await engine.run(run);
    expect(standIn.requests().filter(({ fault }) => fault === '401')).toHaveLength(1);
    expect(first.status).toBe('waiting');
    expect(posts() - before).toBe(2);
    await pass();
    const outcome = await called(run, first);
    expect(jsons(outcome).map(({ status }) => status)).toEqual(['completed', 'completed']);
    expect(posts() - before).toBe(2);
  });
});

describe('a failed job', () => {
  it("fails with AssemblyAI's reason and a hint", async () => {
    const run: NodeRun = {
      type: 'assemblyAi',
      parameters: { resource: 'transcript', operation: 'wait_for_transcript', transcript_id: '={{ $json.id }}' },
      input: [],
    };
    const listed = await engine.run({
      type: 'assemblyAi',
      parameters: { resource: 'transcript', operation: 'list_transcripts', status: 'error' },
    });
    const [{ id } = { id: '' }] = jsons(listed);
    const { error } = await engine.run({ ...run, input: [{ json: { id: String(id) } }] as INodeExecutionData[] });
    expect(error?.message).toBe(SEEDS[1]!.error);
    expect(error?.description).toContain(`Transcript ID: ${String(id)}`);
  });
});

describe('credentials', () => {
  it('a wrong API key is reported and not repeated', async () => {
    const other = await startEngine({
      packageFolder: new URL('..', import.meta.url).pathname,
      credentialType: 'assemblyAiApi',
      credential: { apiKey: 'wrong-key-000', region: 'us', baseUrl: standIn.url },
    });
    const { error } = await other.run({
      type: 'assemblyAi',
      parameters: { resource: 'transcript', operation: 'list_transcripts' },
    });
    expect(error).toMatchObject({ httpCode: '401' });
    expect(JSON.stringify(error)).not.toContain('wrong-key-000');
  });

  it('a lost connection is reported with advice', async () => {
    const other = await startEngine({
      packageFolder: new URL('..', import.meta.url).pathname,
      credentialType: 'assemblyAiApi',
      credential: { apiKey: 'key-of-nobody', region: 'us', baseUrl: 'http://127.0.0.1:9' },
    });
    const { error } = await other.run({ ...transcribe(), onError: 'stopWorkflow' });
    expect(error?.message).toContain('refused the connection');
    expect(error?.description).toContain('Check the network');
  }, 60_000);
});

describe('as the tool of an agent', () => {
  const known = async (): Promise<string> => {
    const list = await engine.run({
      type: 'assemblyAi',
      parameters: { resource: 'transcript', operation: 'list_transcripts', return_all: true },
    });
    return String(jsons(list).find(({ audio_url }) => audio_url === SEEDS[0]!.audio_url)!['id']);
  };
  const tool = (id: string, parameters: IDataObject = {}): NodeRun => {
    const run = get([id]);
    return { ...run, type: 'assemblyAiTool', parameters: { ...run.parameters, ...parameters } };
  };

  it('returns what the agent selects, and no files', async () => {
    const id = await known();
    const selected = await engine.run(tool(id, { output: 'selected', fields: ['text'], files: ['srt'] }));
    expect(selected.outputs[0]).toEqual([{ json: { text: 'All is well.' }, pairedItem: { item: 0 } }]);
    expect(jsons(await engine.run(tool(id, { output: 'raw' })))[0]).toHaveProperty('words');
    expect(jsons(await engine.run(tool(id)))[0]).not.toHaveProperty('words');
  });

  it('never suspends the execution, because the agent waits for the answer', async () => {
    const run = {
      ...transcribe({ audio_url: 'https://example.com/good.mp3', options: { stayInStep: 30 } }),
      type: 'assemblyAiTool',
    };
    let outcome: Outcome | undefined;
    const work = engine.run(run).then((one) => (outcome = one));
    while (outcome === undefined) {
      await pass();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await work).status).not.toBe('waiting');
    const submitted = standIn
      .requests()
      .findLast(({ method, path }) => method === 'POST' && path === '/v2/transcript')!;
    expect(submitted.body).not.toHaveProperty('webhook_url');
  });
});

describe('several files', () => {
  const files = (count: number): Promise<INodeExecutionData[]> =>
    Promise.all(
      Array.from({ length: count }, async (_, at) => {
        const binary = await engine.binary(readFileSync(recordingPath('jfk.wav')), `file-${at}.wav`, 'audio/wav');
        return { json: { at }, ...(binary !== undefined && { binary }) };
      }),
    );
  const BINARY = { audio_url_source: 'binary', audio_url_field: 'data', waiting: 'none' };
  const uploadsSince = (before: number): number =>
    standIn.requests().filter(({ path }) => path === '/v2/upload').length - before;

  it('are uploaded four at a time, in the order of their items', async () => {
    const before = uploadsSince(0);
    standIn.control.add({ match: { method: 'POST', path: '/v2/upload' }, fault: 'slow', times: 10 });
    let outcome: Outcome | undefined;
    const work = engine.run(transcribe(BINARY, { input: await files(10) })).then((one) => (outcome = one));
    while (uploadsSince(before) < 4) await turn();
    for (let at = 0; at < 100; at++) await turn();
    expect(uploadsSince(before)).toBe(4);
    while (outcome === undefined) {
      await (standIn.clock as VirtualClock).advance(100);
      await turn();
    }
    standIn.control.clear();
    const { outputs, status } = await work;
    expect(status).toBe('success');
    expect(outputs[0]!.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([...Array(10).keys()]);
    const names = outputs[0]!.map(({ json }) => json['file_name']);
    expect(names).toEqual(Array.from({ length: 10 }, (_, at) => `file-${at}.wav`));
  }, 60_000);

  it('fail with the first one that fails, which names the jobs that were started', async () => {
    const before = posts();
    standIn.control.add({ match: { method: 'POST', path: '/v2/upload' }, fault: '401', times: 1 });
    const { error } = await engine.run(transcribe(BINARY, { input: await files(10) }));
    expect(error?.context).toMatchObject({ itemIndex: expect.any(Number) as number });
    const started = posts() - before;
    expect(started).toBeLessThan(4);
    const ids = /submitted for other items: (.+?)\./.exec(error?.description ?? '')?.[1]?.split(', ') ?? [];
    expect(ids).toHaveLength(started);
  });

  it('are not submitted again by a retry that follows a failed upload', async () => {
    const before = posts();
    standIn.control.add({ match: { method: 'POST', path: '/v2/upload' }, fault: '401', times: 1 });
    const { outputs } = await engine.run(transcribe(BINARY, { input: await files(6), retryOnFail: true }));
    expect(outputs[0]).toHaveLength(6);
    expect(posts() - before).toBe(6);
  });

  it('continue without a file that cannot be uploaded', async () => {
    standIn.control.add({ match: { method: 'POST', path: '/v2/upload' }, fault: '401', times: 1 });
    const run = transcribe(BINARY, { input: await files(6), onError: 'continueErrorOutput' });
    const { outputs } = await engine.run(run);
    expect(outputs.map((items) => items.length)).toEqual([5, 1]);
  });
});

describe('a credential that changes while an execution waits', () => {
  const suspended = async (stored: { credential: IDataObject | undefined }) => {
    const changing = await startEngine({
      packageFolder: new URL('..', import.meta.url).pathname,
      credentialType: 'assemblyAiApi',
      credential: () => stored.credential,
    });
    const run = transcribe({}, { input: [{ json: { url: AUDIO } }, { json: { url: AUDIO } }] });
    const first = await changing.run(run);
    expect(first.status).toBe('waiting');
    await pass();
    return () => changing.call(run, first.data, deliveryTo(first, standIn));
  };
  const right = (): IDataObject => ({ apiKey: standIn.keys[0]!, region: 'us', baseUrl: standIn.url });

  it('fails the items, and not the execution', async () => {
    const stored: { credential: IDataObject | undefined } = { credential: right() };
    const deliver = await suspended(stored);
    stored.credential = { ...right(), apiKey: 'another-key-0123' };
    const { outcome, status } = await deliver();
    expect([status, outcome?.status]).toEqual([200, 'success']);
    for (const json of jsons(outcome!)) {
      expect(json).toMatchObject({ status: 'error', id: json['transcript_id'] });
      expect(json['error']).toContain('use Wait for Transcript with its ID');
    }
    expect(outcome!.after[0]).toHaveLength(2);
  });

  it('is answered without a repetition if it was deleted, and n8n ends the execution', async () => {
    const stored: { credential: IDataObject | undefined } = { credential: right() };
    const deliver = await suspended(stored);
    stored.credential = undefined;
    const { outcome, status } = await deliver();
    expect([status, outcome?.status]).toEqual([200, 'error']);
  });
});

describe('the audio source Automatic', () => {
  const AUTOMATIC = { resource: 'transcript', operation: 'transcribe', waiting: 'none' };
  const file = (mimeType: string): Promise<INodeExecutionData['binary']> =>
    engine.binary(readFileSync(recordingPath('jfk.wav')), 'file.wav', mimeType);
  const transcribed = async (
    types: Readonly<Record<string, string>>,
    audio_url: string,
  ): Promise<{ readonly url: string | undefined; readonly message: string | undefined }> => {
    const before = posts();
    const fields = Object.entries(types).map(async ([name, type]) => [name, (await file(type))!['data']!] as const);
    const binary = Object.fromEntries(await Promise.all(fields));
    const input = [{ json: { url: AUDIO }, ...(Object.keys(types).length > 0 && { binary }) }];
    const { error } = await engine.run({
      type: 'assemblyAi',
      parameters: { ...AUTOMATIC, audio_url },
      input,
    });
    const sent = posts() > before ? String(submissionsTo(standIn).at(-1)!['audio_url']) : undefined;
    return {
      url: sent === AUDIO ? 'the link' : sent?.replace(/^.*\/upload\/.*$/, 'the file'),
      message: error?.message,
    };
  };

  it.each([
    [{}, AUDIO, 'the link'],
    [{ data: 'audio/wav' }, '', 'the file'],
    [{ data: 'audio/wav' }, AUDIO, 'the file'],
    [{ recording: 'video/mp4' }, '', 'the file'],
    [{ anything: 'application/octet-stream' }, '', 'the file'],
    [{ picture: 'image/png' }, AUDIO, 'the link'],
    [{ picture: 'image/png', recording: 'audio/mpeg' }, '', 'the file'],
    [{ other: 'audio/mpeg', data: 'audio/mpeg' }, '', 'the file'],
  ])('of an item with %j and the URL "%s" is %s', async (types, url, source) => {
    expect(await transcribed(types, url)).toEqual({ url: source, message: undefined });
  });

  it.each([
    [{}, '', 'The input item has no file, and Audio URL is empty.'],
    [{ a: 'audio/wav', b: 'audio/wav' }, '', 'The input item has several files: a, b.'],
  ])('of an item with %j and the URL "%s" is refused: %s', async (types, url, message) => {
    expect(await transcribed(types, url)).toEqual({ url: undefined, message });
  });
});

describe('an option that was added and left unchanged', () => {
  it('sends no number that the service has no default for', async () => {
    const options = { audio_end_at: '', audio_start_from: '', max_speakers_expected: '' };
    const { error } = await engine.run(transcribe({ waiting: 'none', speaker_labels: true, options }));
    expect(error).toBeUndefined();
    expect(submissionsTo(standIn).at(-1)).toEqual({ audio_url: AUDIO, speaker_labels: true });
  });
});

describe('a transcript ID', () => {
  it('is the ID of the input item unless a person changes it', async () => {
    const [{ id } = { id: '' }] = jsons(await toTheEnd(transcribe()));
    const run = get([String(id)]);
    const { default: start } = engine.types['assemblyAi']!.description.properties.find(
      ({ name }) => name === 'transcript_id',
    )!;
    const outcome = await engine.run({
      ...run,
      // n8n marks the default as a value of a picker.
      parameters: { ...run.parameters, transcript_id: { __rl: true, ...(start as IDataObject) } },
    });
    expect(jsons(outcome)[0]).toMatchObject({ id, status: 'completed' });
  });
});
