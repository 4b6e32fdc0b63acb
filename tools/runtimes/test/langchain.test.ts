import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStandIn, type StandIn } from '@aai-connectors/stand-in';
import type { LangChainStoryInput, LangChainStoryReport } from '../langchain-story.ts';
import { type Runtime, run } from '../run.ts';
import { isHere } from './here.ts';

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.close());

describe('documents and tools need no Node: they run in', () => {
  const RUNTIMES: readonly Runtime[] = ['node-20', 'chromium', 'workerd'];
  for (const runtime of RUNTIMES) {
    it.skipIf(!isHere(runtime))(
      runtime,
      async () => {
        const report = await run<LangChainStoryInput, LangChainStoryReport>(
          runtime,
          { code: "import { main } from './langchain-story.ts';" },
          { base: standIn.url, apiKey: standIn.keys[0]! },
        );
        expect(report).toEqual({
          sentences: expect.any(Number) as number,
          first: expect.stringMatching(/^Smoke from hundreds of wildfires/) as string,
          id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8/) as string,
          heading: 'Transcript ID:',
          codes: { path: 'bad_input', allowedPath: 'bad_input', store: 'bad_input' },
        });
        expect(report.sentences).toBeGreaterThan(10);
      },
      120_000,
    );
  }
});
