import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StreamingTurnLoader, type TurnDocument } from '@aai-connectors/langchain';
import { createClient } from '@aai-connectors/core/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wavFile, markedListener, markedSpeech, type StandIn, startStandIn } from '@aai-connectors/stand-in';

const SPEECH = markedSpeech({ words: 24, pauseEvery: 4, wordMs: 100 });
const RATE = 16_000;
const PARAMS = { sample_rate: RATE, min_end_of_turn_silence_when_confident: 200 };
const LIVE = { slackMs: 60_000 };

describe('documents from live speech', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startStandIn({
      streaming: { listener: markedListener(SPEECH.words), paceSlackMs: 120_000, latencyMs: 0 },
    });
  });
  afterAll(() => standIn.close());

  const config = () => ({ apiKey: standIn.keys[0]!, hosts: standIn.hosts });
  const said = SPEECH.words.map(({ text }) => text);
  const textOf = (documents: readonly TurnDocument[]): string[] =>
    documents.flatMap(({ pageContent }) => pageContent.toLowerCase().match(/[a-z0-9]+/g) ?? []);

  it('contain every word of a file with its times, even if the connection is lost', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'live-'));
    const samples = new Int16Array(SPEECH.pcm.buffer, SPEECH.pcm.byteOffset, SPEECH.pcm.length / 2);
    await writeFile(join(folder, 'call.wav'), wavFile({ sampleRate: RATE, channels: 1, samples }));
    standIn.sessionFaults.add({ session: 1, at: { bytes: SPEECH.pcm.length / 2 }, do: 'drop' });
    const loader = new StreamingTurnLoader({
      ...config(),
      audio: 'call.wav',
      rootFolder: folder,
      params: { min_end_of_turn_silence_when_confident: 200 },
      live: LIVE,
    });
    const documents = await loader.load();
    expect(textOf(documents)).toEqual(said);
    expect(documents.length).toBeGreaterThan(3);
    expect(standIn.sessions().length).toBe(2);
    let at = 0;
    documents.forEach((document, index) => {
      expect(document.metadata).toMatchObject({ source: 'call.wav', unit: 'turn', index });
      expect(Math.abs(document.metadata.start_ms! - SPEECH.words[at]!.start)).toBeLessThan(50);
      at += textOf([document]).length;
    });
  });

  it('come from a session whose audio the caller sends', async () => {
    const client = createClient(config());
    const session = await client.streaming.connect(PARAMS, LIVE);
    const reading = new StreamingTurnLoader({ session, source: 'microphone' }).load();
    await session.write(SPEECH.pcm);
    await session.close();
    expect(textOf(await reading)).toEqual(said);
  });

  it('report an invalid key', async () => {
    const loader = new StreamingTurnLoader({
      ...config(),
      apiKey: 'wrong',
      audio: SPEECH.pcm,
      params: PARAMS,
      live: LIVE,
    });
    await expect(loader.load()).rejects.toMatchObject({ code: 'authentication' });
  });
});
