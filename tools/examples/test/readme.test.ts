import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStandIn, type StandIn } from '@aai-connectors/stand-in';
import { examplesOf, type Printed, runExample } from '../readme/examples.ts';

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.close());

const run = (
  code: string | undefined,
  recordings: Record<string, string> = { 'call.wav': 'dialogue.wav' },
): Promise<Printed> => runExample(code!, standIn, recordings);

describe('examples of a README run as they are printed:', { timeout: 60_000 }, () => {
  it('the workspace, subtitles', async () => {
    const [subtitles] = await examplesOf('README.md', 'ts');
    const { stdout } = await run(subtitles);
    expect(stdout).toMatch(/^1\n00:00:00,\d{3} --> 00:00:0\d,\d{3}\n.*Thank you for calling/);
  });

  it('the core, who said what', async () => {
    const [speakers] = await examplesOf('packages/core/README.md', 'ts');
    const { stdout } = await run(speakers);
    expect(stdout).toMatch(/^Speaker A: Thank you for calling/);
  });
});

describe('the examples in the README of the core', { timeout: 60_000 }, () => {
  const TWO = { 'monday.wav': 'jfk.wav', 'tuesday.wav': 'dialogue.wav' };
  const exampleWith = async (word: string): Promise<string | undefined> =>
    (await examplesOf('packages/core/README.md', 'ts')).find((code) => code.includes(word));

  it('transcribe many recordings, and say which one failed', async () => {
    const { stdout } = await run(await exampleWith('transcribeAll'), TWO);
    expect(stdout.trim().split('\n')).toHaveLength(3);
    expect(stdout).toMatch(/^monday\.wav [\w-]+ And so, my fellow Americans/m);
    expect(stdout).toMatch(/^tuesday\.wav [\w-]+ Thank you for calling/m);
    expect(stdout).toMatch(/^missing\.wav undefined There is no file at missing\.wav\.$/m);
  });

  it('stop at a budget, and print the bill', async () => {
    const { stdout } = await run(await exampleWith('createUsage'), TWO);
    expect(stdout).toMatch(
      /^This job, estimated at 0\.0019 USD, would exceed the limit of 0\.002 USD: 0\.0008 USD used/,
    );
    expect(stdout).toMatch(/^ *limit: 'cost'/m);
    expect(stdout).toMatch(/^Total: 1 recording, 0\.0031 h, 0\.0008 USD$/m);
    expect(stdout).toMatch(/^Limit: 10 h, 0\.0020 USD\nPrices of 2026-11: our contract$/m);
  });
});

describe('the examples in the README of the LangChain package', { timeout: 60_000 }, () => {
  let examples: readonly string[];
  beforeAll(async () => {
    examples = await examplesOf('packages/langchain-loader/README.md', 'js');
  });

  it('are four programs, all of which run here', () => {
    expect(examples).toHaveLength(4);
  });

  it('print who said what, and when', async () => {
    const { stdout } = await run(examples[0]);
    expect(stdout.trim().split('\n')).toHaveLength(6);
    expect(stdout).toMatch(/^00:00:00 A Thank you for calling/);
  });

  it('load many recordings, and say which one failed', async () => {
    const { stdout, stderr } = await run(examples[1], { 'monday.wav': 'jfk.wav', 'tuesday.wav': 'dialogue.wav' });
    expect(stdout).toMatch(/^[0-9a-f-]{36} monday\.wav$/m);
    expect(stdout).toMatch(/^[0-9a-f-]{36} tuesday\.wav$/m);
    expect(stdout).toMatch(/^missing\.wav: There is no file at .*missing\.wav\.$/m);
    expect(stderr).toContain('3/3');
  });

  it('stop at a budget, and print the bill', async () => {
    const { stdout } = await run(examples[2], { 'monday.wav': 'jfk.wav', 'tuesday.wav': 'dialogue.wav' });
    expect(stdout).toMatch(/^tuesday\.wav: This job, estimated at .* would exceed the limit of 0\.005 h/m);
    expect(stdout).toMatch(/^Total: 1 recording, 0\.003\d? h$/m);
  });

  it('answer a question with the time', async () => {
    const { stdout } = await run(examples[3]);
    expect(stdout).toMatch(/^00:00:1\d .*five working days/s);
  });
});
