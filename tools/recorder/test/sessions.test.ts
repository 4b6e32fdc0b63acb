import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createClient, type LiveTranscript } from '@aai-connectors/core/node';
import { createStreaming } from '@aai-connectors/core/streaming';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { markedListener, markedSpeech, recordedLines, type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { type Recorder, startRecorder } from '../recorder.ts';

const KEY = 'a-real-looking-key-0123456789';
const SPEECH = markedSpeech({ words: 4, pauseEvery: 2, wordMs: 100 });

let standIn: StandIn;
let recorder: Recorder;
let folder: string;

beforeEach(async () => {
  standIn = await startStandIn({
    keys: [KEY],
    streaming: { listener: markedListener(SPEECH.words), paceSlackMs: 60_000, latencyMs: 0 },
  });
  recorder = await startRecorder({ targets: standIn.hosts });
  folder = await mkdtemp(join(tmpdir(), 'aai-record-'));
});
afterEach(async () => {
  await recorder.close();
  await standIn.close();
  await rm(folder, { recursive: true });
});

const transcribe = (hosts: Omit<StandIn['hosts'], 'sync'>): Promise<LiveTranscript> =>
  createClient({ apiKey: KEY, hosts }).streaming.transcribe(
    SPEECH.pcm,
    { sample_rate: 16_000, min_end_of_turn_silence_when_confident: 200 },
    { slackMs: Infinity },
  );

describe('a recorded session', () => {
  it('holds what both sides said, and plays again from the stand-in to the same result', async () => {
    const live = await transcribe(recorder.hosts);
    expect(live.utterances?.map(({ text }) => text)).toEqual(['w0 w1', 'w2 w3']);

    // The client finishes with the Terminate message; the connections close right after it.
    await vi.waitFor(() => expect(recorder.sessions()[0]?.lines.some(({ close }) => close === 1000)).toBe(true));
    const [exchanges, path] = await recorder.save(folder, 'live');
    expect([exchanges, path].map((file) => basename(file!))).toEqual(['live.json', 'live.session-1.jsonl']);
    const text = await readFile(path!, 'utf8');
    expect(text).not.toContain(KEY);
    const lines = recordedLines(text);
    expect(lines[0]).toMatchObject({ from: 'service', frame: { type: 'Begin' }, at: expect.any(Number) as number });
    expect(lines.filter(({ audio }) => audio !== undefined).reduce((sum, { audio = 0 }) => sum + audio, 0)).toBe(
      SPEECH.pcm.length,
    );
    expect(lines).toContainEqual(
      expect.objectContaining({ from: 'client', frame: expect.objectContaining({ type: 'Terminate' }) as object }),
    );
    expect(lines).toContainEqual(expect.objectContaining({ from: 'service', close: 1000 }));

    const again = await startStandIn({ keys: [KEY], streaming: { replay: lines } });
    try {
      const replayed = await transcribe(again.hosts);
      expect(replayed.words).toEqual(live.words);
      expect(replayed.utterances).toEqual(live.utterances);
    } finally {
      await again.close();
    }
  });

  it('keeps no token, and returns a rejection unchanged', async () => {
    const { token } = await createClient({ apiKey: KEY, hosts: standIn.hosts }).streaming.createToken({
      expires_in_seconds: 60,
    });
    const browser = createStreaming({ token: () => token, hosts: { streaming: recorder.hosts.streaming } });
    const session = await browser.connect({ sample_rate: 16_000 }, { reconnect: false });
    await session.close();
    await expect(browser.connect({ sample_rate: 16_000 }, { reconnect: false })).rejects.toMatchObject({
      code: 'authentication',
    });
    const [, ...paths] = await recorder.save(folder, 'tokens');
    expect(paths).toHaveLength(2);
    for (const path of paths) expect(await readFile(path, 'utf8')).not.toContain(token);
  });

  it('says when the service is out of reach', async () => {
    await standIn.close();
    const client = createClient({ apiKey: KEY, hosts: recorder.hosts });
    await expect(client.streaming.connect({ sample_rate: 16_000 }, { reconnect: false })).rejects.toMatchObject({
      code: 'server',
      status: 502,
    });
    expect(recorder.sessions()[0]).toEqual({ path: '/v3/ws?sample_rate=16000', refused: 502, lines: [] });
  });
});
