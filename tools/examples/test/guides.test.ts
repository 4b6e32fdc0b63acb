import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snippetsOf } from '@aai-connectors/repo/snippets';
import { startStandIn, type StandIn } from '@aai-connectors/stand-in';
import { runExample } from '../readme/examples.ts';

const CALL = { 'call.wav': 'dialogue.wav' };
const TWO = { 'monday.wav': 'jfk.wav', 'tuesday.wav': 'dialogue.wav' };

/** What the programs of a guide print, by the guide and the position of the program. */
const PRINTED: readonly (readonly [guide: string, at: number, recordings: Record<string, string>, output: RegExp])[] = [
  ['04-first-transcript-langchain', 0, CALL, /^00:00:00 A Thank you for calling/],
  ['05-first-transcript-code', 0, CALL, /^1\n00:00:00,\d{3} --> .*\n.*Speaker A: Thank you for calling/],
  ['10-waiting', 0, CALL, /^Thank you for calling/],
  ['12-privacy', 0, {}, /\[PERSON_NAME\]/],
  ['14-rag', 0, CALL, /^At 17\d{3} ms: .*five working days/s],
  ['15-scaling', 0, TWO, /^monday\.wav And so, my fellow Americans.*\ntuesday\.wav Thank you for calling/],
];

describe('programs of the guides run as they are printed:', { timeout: 60_000 }, () => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startStandIn();
  });
  afterAll(() => standIn.close());

  it.each(PRINTED)('%s, program %i', async (guide, at, recordings, output) => {
    const { code } = snippetsOf(`tools/site/guides/${guide}.md`)[at]!;
    const { stdout } = await runExample(code, standIn, recordings);
    expect(stdout).toMatch(output);
  });
});
