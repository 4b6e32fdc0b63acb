import { readFile } from 'node:fs/promises';
import { type Engine, type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { audioPath } from '@aai-connectors/stand-in/recordings';
import type { Miniflare } from 'miniflare';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorker } from '../cloudflare-worker/workerd.ts';

/** Recognizes one recording, with words that are no HTML. */
const engine: Engine = {
  name: 'fixed',
  async transcribe({ file }) {
    const { size } = await file();
    if (size < 1_000) return undefined;
    const words = ['Is', '1', '<', '2', '&', '3?'].map((text, at) => ({
      ...{ text, start: at * 400, end: at * 400 + 300, confidence: 0.9, speaker: 'A' },
    }));
    return { words, durationMs: 11_000, channels: 1, languageCode: 'en_us', entities: [], recorded: {} };
  },
};

describe('the Worker', () => {
  let standIn: StandIn;
  let worker: Miniflare;
  let base: string;

  beforeAll(async () => {
    standIn = await startStandIn({ engines: [engine], timing: { processingMs: 200 } });
    worker = await startWorker({ ASSEMBLYAI_API_KEY: standIn.keys[0]!, ASSEMBLYAI_HOST: standIn.hosts.api });
    base = String(await worker.ready);
  });
  afterAll(async () => {
    await worker.dispose();
    await standIn.close();
  });

  async function upload(bytes: Uint8Array<ArrayBuffer>, field = 'file'): Promise<Response> {
    const form = new FormData();
    form.set(field, new File([bytes], 'recording.wav'));
    return fetch(base, { method: 'POST', body: form, redirect: 'manual' });
  }
  const get = (path: string) => fetch(new URL(path, base));

  it('shows a form, takes a file, and shows its status until the transcript is ready', async () => {
    expect(await (await get('/')).text()).toContain('enctype="multipart/form-data"');
    const taken = await upload(new Uint8Array(await readFile(audioPath('jfk'))));
    expect(taken.status).toBe(303);
    const path = taken.headers.get('location')!;
    const waiting = await get(path);
    expect(waiting.headers.get('refresh')).toBe('2');
    expect(await waiting.text()).toMatch(/Status: (queued|processing)/);
    await expect.poll(async () => (await get(path)).headers.get('refresh'), { timeout: 10_000 }).toBeNull();
    const page = await (await get(path)).text();
    expect(page).toContain('<strong>Speaker A:</strong> Is 1 &lt; 2 &amp; 3?');
    expect(standIn.jobs()).toHaveLength(1);
    // The article of the documentation has both paths.
    expect((await get(path.replace('transcripts', 'transcript'))).status).toBe(200);
  });

  it('stops reloading when a transcription failed', async () => {
    const taken = await upload(new Uint8Array(10));
    const path = taken.headers.get('location')!;
    await expect.poll(async () => (await get(path)).status, { timeout: 10_000 }).toBe(422);
    const failed = await get(path);
    expect(failed.headers.get('refresh')).toBeNull();
    expect(await failed.text()).toContain('Transcription failed');
  });

  it('refuses what is no file, and unknown pages, without starting a job', async () => {
    const before = standIn.jobs().length;
    expect((await upload(new Uint8Array(0))).status).toBe(400);
    expect((await upload(new Uint8Array(10), 'other')).status).toBe(400);
    expect((await fetch(base, { method: 'POST', body: 'text' })).status).toBe(400);
    expect((await get('/transcripts/no-such-id')).status).toBe(404);
    expect((await get('/transcripts/..%2f..%2fv2')).status).toBe(404);
    expect((await get('/other')).status).toBe(404);
    expect(standIn.jobs()).toHaveLength(before);
  });

  it('never shows the key', async () => {
    standIn.control.add({ fault: 'echo-key-body', times: 1, match: { method: 'GET', path: '/v2/transcript/*' } });
    const page = await (await get('/transcripts/any')).text();
    expect(page).toContain('Not transcribed');
    expect(page).not.toContain(standIn.keys[0]!);
  });
});
