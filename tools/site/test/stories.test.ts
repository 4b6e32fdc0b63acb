import { hasChromium } from '@aai-connectors/runtimes/chromium';
import { recordingPath } from '@aai-connectors/stand-in';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from '../stories/stage.ts';
import { STORIES } from '../stories/stories.ts';

describe.runIf(hasChromium())('The site, in Chromium,', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ microphone: recordingPath('dialogue.wav') });
  });
  afterAll(() => stage.close());

  it.each(STORIES)('$name', async ({ run }) => {
    const lines: string[] = [];
    await run(stage, (line) => lines.push(line));
    expect(lines.length).toBeGreaterThan(0);
  });

  it('sends nothing to another machine, and causes no errors', () => {
    expect(stage.outside).toEqual([]);
    expect(stage.problems).toEqual([]);
  });
});
