import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient } from '@aai-connectors/core/node';
import { startStandIn, type StandIn } from '@aai-connectors/stand-in';
import type { MicrophoneStoryInput, MicrophoneStoryReport } from '../microphone-story.ts';
import { runWithMicrophone } from '../microphone-page.ts';
import { type Relay, startRelay } from '../relay.ts';
import { isHere } from './here.ts';

const RATE = 16_000;
/** Silence around the speech, ms. */
const AROUND_MS = 1000;
const CUT_MS = 1500;

const SPOKEN =
  'And Mister John Dashwood had then leisure to consider how much there might be prudently in his power to do for them.';

let standIn: StandIn;
let relay: Relay;
beforeAll(async () => {
  standIn = await startStandIn();
  relay = await startRelay(standIn.url);
});
afterAll(async () => {
  await relay.close();
  await standIn.close();
});

it.skipIf(!isHere('chromium'))(
  'a page transcribes its microphone completely, although the network is cut',
  async () => {
    const wav = await readFile(new URL('../../stand-in/audio/austen-0870.wav', import.meta.url));
    const around = new Int16Array((RATE * AROUND_MS) / 1000);
    const speech = new Int16Array(wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.byteLength));
    const samples = Int16Array.from([...around, ...speech, ...around]);
    const ms = (samples.length / RATE) * 1000;
    const client = createClient({ apiKey: standIn.keys[0]!, hosts: { streaming: standIn.url } });
    let tokens = 0;

    const cutting = setInterval(() => {
      if (relay.sentBytes < RATE * 2 * 4) return;
      clearInterval(cutting);
      relay.cut(CUT_MS);
    }, 50);
    const report = await runWithMicrophone<MicrophoneStoryInput, MicrophoneStoryReport>(
      { code: "import { main } from './microphone-story.ts';" },
      { base: relay.url, listenMs: ms },
      {
        samples,
        sampleRate: RATE,
        async token() {
          tokens++;
          return (await client.streaming.createToken({ expires_in_seconds: 60 })).token;
        },
      },
    ).finally(() => clearInterval(cutting));

    expect(report).toMatchObject({ words: SPOKEN.split(' '), gaps: 0 });
    // A busy machine may have to catch up so much that the service rejects the speed once.
    expect(report.connections).toBeGreaterThanOrEqual(2);
    expect(tokens).toBeGreaterThanOrEqual(2);
    expect(report.audioMs).toBeGreaterThan(ms - 1000);
  },
  60_000,
);
