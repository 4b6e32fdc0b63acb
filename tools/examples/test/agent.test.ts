import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { createClient, createUsage } from '@aai-connectors/core/node';
import { type StandIn, startStandIn } from '@aai-connectors/stand-in';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAgent } from '../agent/agent.ts';
import { scriptFor } from '../agent/script.ts';
import { type Script, ScriptedModel } from '../agent/scripted-model.ts';

const ASSIGNMENT = {
  url: 'https://assembly.ai/wildfires.mp3',
  words: ['particulate matter'],
  question: 'What are the tiny particles in the air?',
};

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn();
});
afterAll(() => standIn.close());

const run = (script: Script, hours = 1) =>
  runAgent({
    client: createClient({ apiKey: standIn.keys[0]!, hosts: standIn.hosts }),
    model: new ScriptedModel(script),
    task: ASSIGNMENT.question,
    usage: createUsage({ limit: { hours }, whenUnknown: 'allow' }),
  });

describe('the example of an agent', () => {
  it('transcribes, searches, asks, and cites the moment', async () => {
    const { answer, citations, trace } = await run(scriptFor(ASSIGNMENT));
    expect(answer).toMatch(/^\[00:01:\d\d\] Speaker B: ".*particulate matter.*"$/m);
    expect(citations[0]).toMatchObject({ start_ms: expect.any(Number) as number });
    const tools = trace.filter((line) => line.trim().startsWith('tool '));
    expect(tools.map((line) => line.trim().split(' ')[1])).toEqual([
      'transcribe_audio',
      'search_transcript',
      'ask_transcript',
    ]);
    expect(tools[0]).toMatch(/\d+ ms \{"url":"https:\/\/assembly\.ai\/wildfires\.mp3"\}$/);
    expect(trace.filter((line) => line.includes('llm ScriptedModel'))).toHaveLength(4);
    expect(trace[0]).toMatch(/^chain /);
  });

  it.each([
    [
      'the answer has no citation',
      (): Script => (results) => {
        const step = scriptFor(ASSIGNMENT)(results);
        return 'answer' in step ? { answer: 'From Canada.' } : step;
      },
    ],
    [
      'the answer invents a quote',
      (): Script => (results) => {
        const step = scriptFor(ASSIGNMENT)(results);
        return 'answer' in step ? { answer: '[00:00:01] Speaker A: "From Mars."' } : step;
      },
    ],
    ['the link is private', () => scriptFor({ ...ASSIGNMENT, url: 'https://169.254.169.254/a.mp3' })],
  ])('fails if %s', async (_, script) => {
    await expect(run(script())).rejects.toThrow(/cites no moment/);
  });

  it('fails if the budget is used up', async () => {
    await expect(run(scriptFor(ASSIGNMENT), 0)).rejects.toThrow(/was not submitted/);
  });
});

describe('the program of the example', { timeout: 60_000 }, () => {
  const main = fileURLToPath(new URL('../agent/main.ts', import.meta.url));
  const start = async (...given: string[]) => {
    const child = spawn(process.execPath, ['--conditions=@aai-connectors/source', main, '--stand-in', ...given]);
    const exit = new Promise((resolve) => child.once('close', resolve));
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { stdout, stderr, code: await exit };
  };

  it('prints the trace, the answer with its citation, and the bill', async () => {
    const { stdout, stderr, code } = await start();
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Trace\nchain .*\n/);
    expect(stdout).toMatch(/\nAnswer\nThe recording says:\n\[00:01:\d\d\] Speaker B: ".*particulate matter/);
    expect(stdout).toMatch(/\nTotal: 1 recording/);
    expect(code).toBe(0);
  });

  it('ends with an error code if the answer lacks its citation', async () => {
    const { stdout, stderr, code } = await start('https://metadata.google.internal/a.mp3');
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^Error: .*cites no moment/);
    expect(code).toBe(1);
  });
});
