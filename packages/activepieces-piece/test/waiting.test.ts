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
const STORED_JOB = 'assemblyai_run_1_step_1';

interface Step extends Surroundings {
  readonly connection: Record<string, unknown>;
  begins(answers?: object): Promise<Result>;
  resumes(payload: Resume | null, answers?: object): Promise<Result>;
  /** The newest webhook of the service. */
  webhook(): Resume;
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
    webhook: () => host.calls().at(-1)!,
  };
}

const submitted = (): Result => stage.submissions().at(-1)!;
const checksOf = (id: unknown): object => ({ method: 'GET', path: `/v2/transcript/${String(id)}` });

describe('A pause', () => {
  it("ends with the service's webhook, and returns the transcript", async () => {
    const host = await step();
    const first = await host.begins();
    expect(host.pause()).toMatchObject({ type: 'DELAY', resumeDateTime: expect.any(String) as string });
    expect(first).toMatchObject({ status: 'queued' });
    await stage.pass();
    expect(await host.resumes(host.webhook())).toMatchObject({ id: first['id'], status: 'completed' });
    expect(host.isPaused()).toBe(false);
    expect(host.stored.size).toBe(0);
  });

  it('starts even if the service is unavailable right after the submission', async () => {
    const host = await step();
    stage.standIn.control.add({ match: { method: 'GET' }, fault: '503', times: 20 });
    await inFastTime(() => host.begins());
    expect(host.isPaused()).toBe(true);
    stage.standIn.control.clear();
    await stage.pass();
    expect(await host.resumes(host.webhook())).toMatchObject({ status: 'completed' });
  });

  it('ends with the webhook of the service even if the settings still have a webhook URL', async () => {
    const host = await step();
    const answers = {
      ...props,
      more_settings: ['delivery'],
      settings: { webhook_url: 'https://example.com/mine', webhook_auth_header_value: 'mine' },
    };
    await host.begins(answers);
    expect(host.isPaused()).toBe(true);
    expect(submitted()['webhook_url']).toMatch(/waitpoints/);
    expect(submitted()['webhook_auth_header_value']).not.toBe('mine');
    await stage.pass();
    expect(await host.resumes(host.webhook(), answers)).toMatchObject({ status: 'completed' });
  });

  it('starts in Wait for Transcript as well', async () => {
    const host = await step();
    const { id } = await host.begins({ ...props, wait_until_ready: false });
    const wait = stage.piece.actions()['wait_for_transcript']!;
    await inFastTime(() => host.begin(wait, { transcript_id: id }));
    expect(host.pause()).toMatchObject({ type: 'DELAY' });
    await stage.pass();
    expect(await host.resume(wait, { transcript_id: id }, null)).toMatchObject({ id, status: 'completed' });
  });

  it('of a loop iteration ignores late webhooks of the iteration before', async () => {
    const host = await step();
    const { id: first } = await host.begins();
    await stage.pass();
    const late = host.webhook();
    expect(await host.resumes(late)).toMatchObject({ id: first, status: 'completed' });

    const answers = { ...props, speaker_labels: true };
    const { id: second } = await host.begins(answers);
    expect(await host.resumes(late, answers)).toEqual({ id: second, status: 'queued', file_name: 'wildfires.mp3' });
    expect(host.pause()).toMatchObject({ type: 'DELAY' });
    await stage.pass();
    expect(await host.resumes(null, answers)).toMatchObject({ id: second, status: 'completed' });
    expect(second).not.toBe(first);
  });
});

describe('A webhook that ends the pause', () => {
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
    expect(await host.resumes(spoof(host.webhook()))).toMatchObject({ id, status: 'completed' });
  });

  it.each([
    ['claims that the transcript is finished', (id: unknown) => ({ transcript_id: id, status: 'completed' })],
    ['is about another transcript', () => ({ transcript_id: 'another', status: 'completed' })],
    ['is empty', () => undefined],
  ])('that arrives too early and %s pauses the flow again', async (_, bodyOf) => {
    const host = await step();
    const { id } = await host.begins();
    const result = await host.resumes({ body: bodyOf(id), headers: {}, queryParams: {} });
    expect(result).toEqual({ id, status: 'queued', file_name: 'wildfires.mp3' });
    expect(host.pause()).toMatchObject({ type: 'DELAY' });
    await stage.pass();
    expect(await host.resumes(null)).toMatchObject({ id, status: 'completed' });
    expect(stage.submissions().filter(({ webhook_url }) => webhook_url === submitted()['webhook_url'])).toHaveLength(1);
  });

  it('for redacted audio waits briefly for the transcript', async () => {
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

  it('for redacted audio returns the transcript if it is finished', async () => {
    const host = await step();
    const { id } = await host.begins();
    await stage.pass();
    const body = { status: 'redacted_audio_ready', redacted_audio_url: 'https://example.com/a.mp3' };
    expect(await host.resumes({ ...host.webhook(), body, headers: {} })).toMatchObject({ id, status: 'completed' });
  });

  it.each(['redacted_audio_ready', 'completed'])(
    'of a job with redacted audio ends the pause once the other one has arrived (first: %s)',
    async (status) => {
      const host = await step();
      const settings = { redact_pii_policies: ['person_name'], redact_pii_audio: true };
      const answers = { ...props, redact_pii: true, more_settings: ['privacy'], settings };
      const { id } = await host.begins(answers);
      await stage.pass();
      const { headers, queryParams } = host.webhook();
      const body =
        status === 'completed' ? { transcript_id: id, status } : { status, redacted_audio_url: 'https://a.b/c' };
      expect(await host.resumes({ body, headers, queryParams }, answers)).toMatchObject({ id, status: 'completed' });
      expect(Date.parse(host.pause()!.resumeDateTime!) - Date.now()).toBeLessThanOrEqual(15_000);
      expect(await host.resumes(null, answers)).toMatchObject({ id, text: expect.any(String) as string });
      expect(host.isPaused()).toBe(false);
    },
  );

  it('that arrives twice fails, because the job is no longer stored', async () => {
    const host = await step();
    await host.begins();
    await stage.pass();
    await host.resumes(host.webhook());
    await expect(host.resumes(host.webhook())).rejects.toThrow('no stored transcript');
  });

  it('pauses the flow again while the service is unavailable', async () => {
    const host = await step();
    const { id } = await host.begins();
    await stage.pass();
    stage.standIn.control.add({ match: checksOf(id), fault: '503', times: 100 });
    await inFastTime(() => host.resumes(host.webhook()));
    expect(host.pause()).toMatchObject({ type: 'DELAY' });
    stage.standIn.control.clear();
    expect(await host.resumes(null)).toMatchObject({ id, status: 'completed' });
  });

  it('that arrives too early is explained when the step gives up, with the ID of the transcript', async () => {
    const host = await step();
    const { id } = await host.begins();
    await host.resumes({ body: {}, headers: { 'x-assemblyai-webhook-secret': 'wrong' }, queryParams: {} });
    const job = host.stored.get(STORED_JOB) as { startedAt: number };
    job.startedAt -= 4 * 3_600_000;
    expect(await host.resumes(null)).toMatchObject({
      id,
      timed_out: true,
      note: expect.stringMatching(/not finished within 3 hours\. .*secret.*Wait for Transcript/) as string,
    });
  });

  it('never shows its secret', async () => {
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

describe('A retried step', () => {
  it('continues its billed job after the API key was changed', async () => {
    const host = await step();
    const { id } = await host.begins();
    await stage.pass();
    host.connection['api_key'] = 'a-revoked-key';
    await expect(host.resumes(host.webhook())).rejects.toThrow(new RegExp(`key.*${String(id)}`, 'i'));
    host.connection['api_key'] = stage.standIn.keys[0];
    const before = stage.submissions().length;
    expect(await host.begins()).toMatchObject({ id, status: 'completed' });
    expect(stage.submissions().length).toBe(before);
    expect(host.stored.size).toBe(0);
  });

  it('does not transcribe again after a file was too large for the platform', async () => {
    const host = await step({ largestFile: 10 });
    const answers = { ...props, files: ['srt'] };
    const { id } = await host.begins(answers);
    await stage.pass();
    const failure = host.resumes(host.webhook(), answers);
    await expect(failure).rejects.toThrow(/The file .*\.srt could not be stored: .*Transcript ID/);
    const before = stage.submissions().length;
    expect(await host.begins(props)).toMatchObject({ id, status: 'completed' });
    expect(stage.submissions().length).toBe(before);
  });

  it('reuses the job for a file with the same content', async () => {
    const host = await step();
    const data = readFileSync(recordingPath('jfk.wav'));
    const answers = (copy: Buffer): object => ({ audio_url_file: { filename: 'jfk.wav', data: copy } });
    const { id } = await host.begins(answers(data));
    await stage.pass();
    expect(await host.begins(answers(Buffer.from(data)))).toMatchObject({ id });
    const other = await host.begins(answers(Buffer.concat([data, Buffer.alloc(2)])));
    expect(other['id']).not.toBe(id);
  });

  it('starts another job for other settings', async () => {
    const host = await step();
    const { id } = await host.begins();
    const other = await host.begins({ ...props, speaker_labels: true });
    expect(other['id']).not.toBe(id);
  });

  it('waits the full time again hours later, and starts a new job a day later', async () => {
    const host = await step();
    const { id } = await host.begins();
    const job = host.stored.get(STORED_JOB) as { startedAt: number };
    job.startedAt -= 5 * 3_600_000;
    expect(await inFastTime(() => host.begins())).toEqual({ id, status: 'queued', file_name: 'wildfires.mp3' });
    expect(host.pause()).toMatchObject({ type: 'DELAY' });
    (host.stored.get(STORED_JOB) as { startedAt: number }).startedAt -= 25 * 3_600_000;
    expect((await host.begins())['id']).not.toBe(id);
  });

  it('starts a new job after its job failed', async () => {
    const host = await step();
    const answers = { audio_url: `${stage.standIn.url}/audio/missing.wav` };
    const { id } = await host.begins(answers);
    await stage.pass();
    await expect(host.resumes(host.webhook(), answers)).rejects.toThrow('Download error');
    expect(host.stored.size).toBe(0);
    expect((await host.begins(answers))['id']).not.toBe(id);
  });
});
