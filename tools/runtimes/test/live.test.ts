import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markedListener, markedSpeech, startStandIn, type StandIn } from '@aai-connectors/stand-in';
import type { LiveStoryInput, LiveStoryReport } from '../live-story.ts';
import { type Runtime, run } from '../run.ts';
import type { Outcome } from '../vitest-anywhere.ts';
import { isHere } from './here.ts';

const SPEECH = markedSpeech({ words: 24, pauseEvery: 4, wordMs: 100 });

const SUITES = ['session', 'faults', 'random-actions', 'alignment', 'speakers', 'failures', 'live', 'torture'].map(
  (name) => fileURLToPath(new URL(`../../../packages/core/test/streaming/${name}.test.ts`, import.meta.url)),
);

const CODE = [
  ...SUITES.map((path) => `import ${JSON.stringify(path)};`),
  "import { runTests as main } from 'vitest';",
].join('\n');

/** Node 20 has no built-in WebSocket. The Node entry point uses `ws` there. */
const RUNTIMES: readonly Runtime[] = ['node-22', 'node-24', 'chromium', 'workerd'];

describe("the sessions' own tests pass in", () => {
  for (const runtime of ['chromium', 'workerd'] as const) {
    it.skipIf(!isHere(runtime))(
      runtime,
      async () => {
        const alias = { vitest: fileURLToPath(new URL('../vitest-anywhere.ts', import.meta.url)) };
        const { passed, failed } = await run<null, Outcome>(runtime, { code: CODE, alias }, null);
        expect(failed).toEqual([]);
        expect(passed).toBeGreaterThan(50);
      },
      120_000,
    );
  }
});

describe('a page without a key transcribes live in', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startStandIn({
      streaming: { listener: markedListener(SPEECH.words), paceSlackMs: 120_000, latencyMs: 0 },
    });
  });
  afterAll(() => standIn.close());

  for (const runtime of RUNTIMES) {
    it.skipIf(!isHere(runtime))(
      runtime,
      async () => {
        const number = standIn.sessions().length + 1;
        standIn.sessionFaults.clear();
        standIn.sessionFaults.add({ session: number, at: { bytes: SPEECH.pcm.length / 2 }, do: 'drop' });
        const report = await run<LiveStoryInput, LiveStoryReport>(
          runtime,
          { code: "import { main } from './live-story.ts';" },
          { base: standIn.url, apiKey: standIn.keys[0]!, audio: Buffer.from(SPEECH.pcm).toString('base64') },
        );
        expect(report).toEqual({
          words: SPEECH.words.map(({ text }) => text),
          tokens: 2,
          connections: 2,
          gaps: 0,
          usedToken: 'authentication',
          withoutServer: 'network',
        });
      },
      120_000,
    );
  }
});
