import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { createClient } from '@aai-connectors/core/node';
import { type Engine, type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { readFile } from 'node:fs/promises';
import { audioPath } from '@aai-connectors/stand-in/recordings';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paramsOf, transcribeEvent } from '../amazon-connect/handler.ts';
import { decodeKey, isRecording, transcriptKey } from '../amazon-connect/keys.ts';
import { eventFor, startLocalS3 } from '../amazon-connect/local-s3.ts';
import type { RecordingOptions } from '../amazon-connect/recording.ts';

const BUCKET = 'recordings';
const KEY = 'connect/my team+1/CallRecordings/2026/11/29/7d1b_20261129T10:15_UTC.wav';
const OUTPUT = 'connect/my team+1/AssemblyAITranscripts/2026/11/29/7d1b_20261129T10:15_UTC.json';

/** Downloads the recording, as AssemblyAI does, and recognizes one. */
const engine: Engine = {
  name: 'fixed',
  async transcribe({ file }) {
    const { size } = await file();
    if (size < 1_000) return undefined;
    const words = ['And', 'so,', 'my', 'fellow', 'Americans'].map((text, at) => ({
      ...{ text, start: at * 400, end: at * 400 + 300, confidence: 0.9, speaker: 'A' },
    }));
    return { words, durationMs: 11_000, channels: 1, languageCode: 'en_us', entities: [], recorded: {} };
  },
};

describe('a recording of Amazon Connect', () => {
  let standIn: StandIn;
  let local: Awaited<ReturnType<typeof startLocalS3>>;
  let options: RecordingOptions;
  const event = eventFor(BUCKET, KEY);

  const put = (key: string, body: string | Uint8Array) =>
    local.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: body }));
  async function read(key: string): Promise<Record<string, unknown>> {
    const { Body } = await local.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
    return JSON.parse((await Body?.transformToString()) ?? '') as Record<string, unknown>;
  }

  beforeEach(async () => {
    standIn = await startStandIn({ engines: [engine] });
    local = await startLocalS3(BUCKET);
    const client = createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts });
    options = { s3: local.s3, client, params: { speaker_labels: false }, deleteAfter: false, wait: { intervalMs: 20 } };
    await put(KEY, await readFile(audioPath('jfk')));
  });
  afterEach(async () => {
    await local.stop();
    await standIn.close();
  });

  it('is transcribed into the folder of the transcripts, and not billed again if the event is repeated', async () => {
    expect(await transcribeEvent(event, options)).toEqual([OUTPUT]);
    expect(await transcribeEvent(event, options)).toEqual([OUTPUT]);
    expect(await read(OUTPUT)).toMatchObject({
      status: 'completed',
      text: expect.stringContaining('my fellow Americans'),
    });
    expect(standIn.jobs()).toHaveLength(1);
  });

  it('is billed once if its event is delivered five times at once', async () => {
    const ends = await Promise.allSettled(Array.from({ length: 5 }, () => transcribeEvent(event, options)));
    expect(ends.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(standIn.jobs()).toHaveLength(1);
    expect(await transcribeEvent(event, options)).toEqual([OUTPUT]);
    expect(standIn.jobs()).toHaveLength(1);
  });

  it('is deleted at AssemblyAI after it was stored, if wanted, also by a repeated event', async () => {
    const deleting = { ...options, deleteAfter: true };
    await transcribeEvent(event, deleting);
    await transcribeEvent(event, deleting);
    const { id, text } = await read(OUTPUT);
    expect(text).toContain('my fellow Americans');
    const left = await options.client.transcripts.get(String(id)).catch(() => undefined);
    expect(left?.text ?? '').not.toContain('my fellow Americans');
  });

  it('is waited for again after an invocation ended too early', async () => {
    const client = options.client;
    const { id } = await client.transcripts.submit({ audio_url: standIn.audio['jfk']! });
    await put(OUTPUT, JSON.stringify({ id, status: 'processing' }));
    await transcribeEvent(event, options);
    expect(await read(OUTPUT)).toMatchObject({ id, status: 'completed' });
    expect(standIn.jobs()).toHaveLength(1);
  });

  it('whose invocation crashed before the job existed is taken over, but not too early', async () => {
    await put(OUTPUT, JSON.stringify({ status: 'claimed' }));
    await expect(transcribeEvent(event, options)).rejects.toThrow('Another invocation starts');
    expect(standIn.jobs()).toHaveLength(0);
    await transcribeEvent(event, { ...options, now: () => Date.now() + 60_000 });
    expect(await read(OUTPUT)).toMatchObject({ status: 'completed' });
  });

  it('that cannot be transcribed fails each time, keeps its ID, and is billed once', async () => {
    await put(KEY, 'no audio');
    await expect(transcribeEvent(event, options)).rejects.toThrow();
    await expect(transcribeEvent(event, options)).rejects.toThrow('failed before');
    expect(await read(OUTPUT)).toMatchObject({ status: 'error', id: expect.any(String) });
    expect(standIn.jobs()).toHaveLength(1);
  });

  it('is one of several in an event; other objects are left alone', async () => {
    const other = 'connect/x/CallRecordings/b.wav';
    await put(other, 'no audio');
    const mixed = eventFor(BUCKET, OUTPUT, 'connect/x/Reports/a.wav', KEY, other);
    await expect(transcribeEvent(mixed, options)).rejects.toThrow();
    expect(await read(OUTPUT)).toMatchObject({ status: 'completed' });
    expect(standIn.jobs()).toHaveLength(2);
  });
});

describe('the keys of Amazon Connect', () => {
  it('are encoded in events', () => {
    expect(eventFor(BUCKET, KEY).Records[0]!.s3.object.key).toContain('my+team%2B1');
    expect(decodeKey(eventFor(BUCKET, KEY).Records[0]!.s3.object.key)).toBe(KEY);
  });

  it.each([
    ['CallRecordings/a.wav', true, 'AssemblyAITranscripts/a.json'],
    ['connect/i/CallRecordings/2026/a.WAV', true, 'connect/i/AssemblyAITranscripts/2026/a.json'],
    ['connect/i/AssemblyAITranscripts/a.json', false, undefined],
    ['connect/i/CallRecordings/', false, undefined],
    ['MyCallRecordings/a.wav', false, undefined],
  ])('%s', (key, isOne, output) => {
    expect(isRecording(key)).toBe(isOne);
    if (output !== undefined) expect(transcriptKey(key)).toBe(output);
  });

  it('come with settings', () => {
    expect(paramsOf({})).toEqual({ multichannel: true, language_detection: true });
    expect(
      paramsOf({ LANGUAGE_CODE: 'es', MULTICHANNEL: 'false', REDACT_PII_POLICIES: 'person_name, location' }),
    ).toEqual({
      ...{ multichannel: false, language_code: 'es' },
      ...{ redact_pii: true, redact_pii_policies: ['person_name', 'location'] },
    });
  });
});
