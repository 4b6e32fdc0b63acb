import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStandIn, type StandIn } from '../../stand-in/index.ts';
import { examplesOf, runExample } from '../readme/examples.ts';

let standIn: StandIn;
let examples: readonly string[];
beforeAll(async () => {
  standIn = await startStandIn();
  examples = await examplesOf('packages/langchain-loader/README.md');
});
afterAll(() => standIn.close());

describe('the examples in the README of the LangChain package', { timeout: 60_000 }, () => {
  it('are three programs, all of which run here', () => {
    expect(examples).toHaveLength(3);
  });

  it('print who said what, and when', async () => {
    const { stdout } = await runExample(examples[0]!, standIn, { 'call.wav': 'dialogue.wav' });
    expect(stdout.trim().split('\n')).toHaveLength(6);
    expect(stdout).toMatch(/^00:00:00 A Thank you for calling/);
  });

  it('load many recordings, and say which one failed', async () => {
    const recordings = { 'monday.wav': 'jfk.wav', 'tuesday.wav': 'dialogue.wav' };
    const { stdout, stderr } = await runExample(examples[1]!, standIn, recordings);
    expect(stdout).toMatch(/^[0-9a-f-]{36} monday\.wav$/m);
    expect(stdout).toMatch(/^[0-9a-f-]{36} tuesday\.wav$/m);
    expect(stdout).toMatch(/^missing\.wav: There is no file at .*missing\.wav\.$/m);
    expect(stderr).toContain('3/3');
  });

  it('answer a question with the time', async () => {
    const { stdout } = await runExample(examples[2]!, standIn, { 'call.wav': 'dialogue.wav' });
    expect(stdout).toMatch(/^00:00:1\d .*five working days/s);
  });
});
