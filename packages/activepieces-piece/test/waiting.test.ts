import { recordingPath } from '@aai-connectors/stand-in';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type Resume,
  startSurroundings,
  type Surroundings,
  type SurroundingsOptions,
} from '@aai-connectors/host-activepieces/emulator';
import { AUDIO, inFastTime, useStage } from './stage.ts';

type Result = Readonly<Record<string, unknown>>;

const stage = useStage();
const open: Surroundings[] = [];
afterEach(async () => {
  stage.standIn.control.clear();
  for (const host of open.splice(0)) await host.close();
});

const props = { audio_url: AUDIO };
const REMEMBERED = 'assemblyai_run_1_step_1';

interface Step extends Surroundings {
  readonly connection: Record<string, unknown>;
  begins(answers?: object): Promise<Result>;
  resumes(payload: Resume | null, answers?: object): Promise<Result>;
  /** The service's own call, which is the newest. */
  call(): Resume;
}

async function step(options: SurroundingsOptions = {}): Promise<Step> {
  const connection: Record<string, unknown> = { ...stage.connection() };
  const host = await startSurroundings(connection, options);
  open.push(host);
  return {
    ...host,
    connection,
    begins: (answers = props) => host.begin(stage.transcribe, answers) as Promise<Result>,
    resumes: (payload, answers = props) => host.resume(stage.transcribe, answers, payload) as Promise<Result>,
    call: () => host.calls().at(-1)!,
  };
}

const submitted = (): Result => stage.submissions().at(-1)!;
const looksAt = (id: unknown): object => ({ method: 'GET', path: `/v2/transcript/${String(id)}` });

describe('A pause', () => {
  it("ends with the service's call, and brings the transcript", async () => {
    const host = await step();
    const first = await host.begins();
    expect(host.pause()).toMatchObject({ type: 'WEBHOOK' });
    expect(first).toMatchObject({ status: 'queued' });
    await stage.pass();
    expect(await host.resumes(host.call())).toMatchObject({ id: first['id'], status: 'completed' });
    expect(host.isPaused()).toBe(false);
    expect(host.stored.size).toBe(0);
  });

  it('is left out for what is ready at once', async () => {
    const host = await step();
    // The answer to the submission is held back until the job is done.
    stage.standIn.control.add({ match: { method: 'POST', path: '/v2/transcript' }, fault: 'slow' });
    let result: Result | undefined;
    void host.begins().then((one) => (result = one));
    while (result === undefined) {
      await stage.pass();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(host.isPaused()).toBe(false);
    expect(result).toMatchObject({ status: 'completed' });
    expect(host.stored.size).toBe(0);
  });

  it('is made although the service cannot be asked right after the submission', async () => {
    const host = await step();
    stage.standIn.control.add({ match: { method: 'GET' }, fault: '503', times: 20 });
    await inFastTime(() => host.begins());
    expect(host.isPaused()).toBe(true);
    stage.standIn.control.clear();
    await stage.pass();
    expect(await host.resumes(host.call())).toMatchObject({ status: 'completed' });
  });

  it("has an end of its own where the call goes to the person's own address", async () => {
    const host = await step();
    const answers = { ...props, webhook_url: 'https://example.com/mine' };
    await inFastTime(() => host.begins(answers));
    expect(submitted()).toMatchObject({ webhook_url: 'https://example.com/mine' });
    expect(submitted()).not.toHaveProperty('webhook_auth_header_value');
    const { type, resumeDateTime } = host.pause()!;
    expect(type).toBe('DELAY');
    expect(Date.parse(resumeDateTime!)).toBeGreaterThan(Date.now());
    await stage.pass();
    expect(await host.resumes(null, answers)).toMatchObject({ status: 'completed' });
  });

  it('is made by Wait for Transcript as well', async () => {
    const host = await step();
    const { id } = await host.begins({ ...props, wait_until_ready: false });
    const wait = stage.piece.actions()['wait_for_transcript']!;
    await inFastTime(() => host.begin(wait, { transcript_id: id }));
    expect(host.pause()).toMatchObject({ type: 'DELAY' });
    await stage.pass();
    expect(await host.resume(wait, { transcript_id: id }, null)).toMatchObject({ id, status: 'completed' });
  });

  it('is not needed where an agent runs the action by itself', async () => {
    const host = await step({ canPause: false });
    let result: Result | undefined;
    void host.begins().then((one) => (result = one));
    while (result === undefined) {
      await stage.pass();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(result).toMatchObject({ status: 'completed' });
    expect(submitted()).not.toHaveProperty('webhook_url');
    expect(host.stored.size).toBe(0);
  });

  it('of one turn of a loop knows nothing of the turn before, nor of its late calls', async () => {
    const host = await step();
    const { id: first } = await host.begins();
    await stage.pass();
    const late = host.call();
    expect(await host.resumes(late)).toMatchObject({ id: first, status: 'completed' });

    const answers = { ...props, speaker_labels: true };
    const { id: second } = await host.begins(answers);
    expect(await host.resumes(late, answers)).toEqual({ id: second, status: 'processing', file_name: 'wildfires.mp3' });
    expect(host.pause()).toMatchObject({ type: 'DELAY' });
    await stage.pass();
    expect(await host.resumes(null, answers)).toMatchObject({ id: second, status: 'completed' });
    expect(second).not.toBe(first);
  });
});

describe('A call that ends the pause', () => {
  const spoofs: Readonly<Record<string, (real: Resume) => Resume>> = {
    'with a wrong secret': (real) => ({ ...real, headers: { 'x-assemblyai-webhook-secret': 'wrong' } }),
    'without the secret': (real) => ({ ...real, headers: {} }),
    'with the secret in the query': (real) => ({
      ...real,
      headers: {},
      queryParams: { ...real.queryParams, ...(real.headers as Record<string, string>) },
    }),
    'about another transcript': (real) => ({ ...real, body: { transcript_id: 'another', status: 'completed' } }),
    'with the reference of another job': (real) => ({ ...real, queryParams: { aai_ref: 'another' } }),
    'that claims an error': (real) => ({ ...real, body: { ...(real.body as object), status: 'error' } }),
    'without anything': () => ({ body: undefined, headers: {}, queryParams: {} }),
  };

  it.each(Object.entries(spoofs))('%s does not change the result', async (_, spoof) => {
    const host = await step();
    const { id } = await host.begins();
    await stage.pass();
    expect(await host.resumes(spoof(host.call()))).toMatchObject({ id, status: 'completed' });
  });

  it.each([
    ['claims that the transcript is there', (id: unknown) => ({ transcript_id: id, status: 'completed' })],
    ['is about another one', () => ({ transcript_id: 'another', status: 'completed' })],
    ['says nothing', () => undefined],
  ])('too early and %s: the flow pauses again, without a text', async (_, bodyOf) => {
    const host = await step();
    const { id } = await host.begins();
    const result = await host.resumes({ body: bodyOf(id), headers: {}, queryParams: {} });
    expect(result).toEqual({ id, status: 'processing', file_name: 'wildfires.mp3' });
    expect(host.pause()).toMatchObject({ type: 'DELAY' });
    await stage.pass();
    expect(await host.resumes(null)).toMatchObject({ id, status: 'completed' });
    expect(stage.submissions().filter(({ webhook_url }) => webhook_url === submitted()['webhook_url'])).toHaveLength(1);
  });

  it('of redacted audio, before the transcript, waits a moment for the transcript', async () => {
    const host = await step();
    const { id } = await host.begins();
    const body = { status: 'redacted_audio_ready', redacted_audio_url: 'https://example.com/a.mp3' };
    const { searchParams } = new URL(String(submitted()['webhook_url']));
    const queryParams = Object.fromEntries(searchParams);
    let result: Result | undefined;
    void host.resumes({ body, headers: {}, queryParams }).then((one) => (result = one));
    while (result === undefined) {
      await stage.pass();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(result).toMatchObject({ id, status: 'completed' });
  });

  it('of redacted audio, after the transcript, brings the transcript', async () => {
    const host = await step();
    const { id } = await host.begins();
    await stage.pass();
    const body = { status: 'redacted_audio_ready', redacted_audio_url: 'https://example.com/a.mp3' };
    expect(await host.resumes({ ...host.call(), body, headers: {} })).toMatchObject({ id, status: 'completed' });
  });

  it('a second time finds nothing to go on with', async () => {
    const host = await step();
    await host.begins();
    await stage.pass();
    await host.resumes(host.call());
    await expect(host.resumes(host.call())).rejects.toThrow('does not remember');
  });

  it('while the service cannot be asked leads to another pause', async () => {
    const host = await step();
    const { id } = await host.begins();
    await stage.pass();
    stage.standIn.control.add({ match: looksAt(id), fault: '503', times: 100 });
    await inFastTime(() => host.resumes(host.call()));
    expect(host.pause()).toMatchObject({ type: 'DELAY' });
    stage.standIn.control.clear();
    expect(await host.resumes(null)).toMatchObject({ id, status: 'completed' });
  });

  it('too early, again and again, ends after hours with the ID and what was wrong', async () => {
    const host = await step();
    const { id } = await host.begins();
    await host.resumes({ body: {}, headers: { 'x-assemblyai-webhook-secret': 'wrong' }, queryParams: {} });
    const job = host.stored.get(REMEMBERED) as { startedAt: number };
    job.startedAt -= 4 * 3_600_000;
    const failure = host.resumes(null);
    await expect(failure).rejects.toThrow(/not ready within 3 hours\. .*wrong secret.*Wait for Transcript/);
    await expect(failure).rejects.toThrow(String(id));
  });

  it('leaves its secret nowhere that people look', async () => {
    const host = await step();
    const first = await host.begins();
    const secret = String(submitted()['webhook_auth_header_value']);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    const again = await host.resumes({ body: {}, headers: {}, queryParams: {} });
    await stage.pass();
    const last = await host.resumes(null);
    expect(JSON.stringify([first, again, last])).not.toContain(secret);
    expect(String(submitted()['webhook_url'])).not.toContain(secret);
  });
});

describe('A step that is tried again', () => {
  it('after the key was changed goes on with the job that is paid for', async () => {
    const host = await step();
    const { id } = await host.begins();
    await stage.pass();
    host.connection['api_key'] = 'a-key-that-was-withdrawn';
    await expect(host.resumes(host.call())).rejects.toThrow(new RegExp(`key.*${String(id)}`, 'i'));
    host.connection['api_key'] = stage.standIn.keys[0];
    const before = stage.submissions().length;
    expect(await host.begins()).toMatchObject({ id, status: 'completed' });
    expect(stage.submissions().length).toBe(before);
    expect(host.stored.size).toBe(0);
  });

  it('after a file was too large for the host does not transcribe anew', async () => {
    const host = await step({ largestFile: 10 });
    const answers = { ...props, files: ['srt'] };
    const { id } = await host.begins(answers);
    await stage.pass();
    const failure = host.resumes(host.call(), answers);
    await expect(failure).rejects.toThrow(/The file .*\.srt could not be stored: .*Transcript ID/);
    const before = stage.submissions().length;
    expect(await host.begins(props)).toMatchObject({ id, status: 'completed' });
    expect(stage.submissions().length).toBe(before);
  });

  it('with a file of the same content is the same', async () => {
    const host = await step();
    const data = readFileSync(recordingPath('jfk.wav'));
    const answers = (copy: Buffer): object => ({ audio_url_file: { filename: 'jfk.wav', data: copy } });
    const { id } = await host.begins(answers(data));
    await stage.pass();
    expect(await host.begins(answers(Buffer.from(data)))).toMatchObject({ id });
    const other = await host.begins(answers(Buffer.concat([data, Buffer.alloc(2)])));
    expect(other['id']).not.toBe(id);
  });

  it('with other answers is another job', async () => {
    const host = await step();
    const { id } = await host.begins();
    const other = await host.begins({ ...props, speaker_labels: true });
    expect(other['id']).not.toBe(id);
  });

  it('hours later has its time anew, a day later starts a new one', async () => {
    const host = await step();
    const { id } = await host.begins();
    const job = host.stored.get(REMEMBERED) as { startedAt: number };
    job.startedAt -= 5 * 3_600_000;
    await expect(host.resumes(null)).rejects.toThrow('not ready within 3 hours');
    expect(await inFastTime(() => host.begins())).toEqual({ id, status: 'processing', file_name: 'wildfires.mp3' });
    expect(host.pause()).toMatchObject({ type: 'DELAY' });
    (host.stored.get(REMEMBERED) as { startedAt: number }).startedAt -= 25 * 3_600_000;
    expect((await host.begins())['id']).not.toBe(id);
  });

  it('after its job failed starts a new one', async () => {
    const host = await step();
    const answers = { audio_url: `${stage.standIn.url}/audio/missing.wav` };
    const { id } = await host.begins(answers);
    await stage.pass();
    await expect(host.resumes(host.call(), answers)).rejects.toThrow('Download error');
    expect(host.stored.size).toBe(0);
    expect((await host.begins(answers))['id']).not.toBe(id);
  });
});
