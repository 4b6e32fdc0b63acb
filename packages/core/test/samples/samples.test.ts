import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPECTED } from './expected.ts';
import { createSampleRunner, SAMPLE_NAMES, type SampleRunner } from './runner.ts';

let runner: SampleRunner;
beforeAll(async () => {
  runner = await createSampleRunner();
});
afterAll(() => runner.standIn.close());

/** Paths of the requests that fail while a sample runs. */
const FAULTS: Readonly<Record<string, string>> = { 'retry-upload': '/v2/upload' };

describe('the documented samples', () => {
  it('are at least 40, each with an expected output', () => {
    expect(SAMPLE_NAMES.length).toBeGreaterThanOrEqual(40);
    expect(Object.keys(EXPECTED).sort()).toEqual(SAMPLE_NAMES);
  });

  it.each(SAMPLE_NAMES)('%s', async (name) => {
    const path = FAULTS[name];
    if (path !== undefined) runner.standIn.control.add({ fault: '503', times: 2, match: { method: 'POST', path } });
    const shown = await runner.run(name);
    const expected = EXPECTED[name]!;
    if (typeof expected === 'string') expect(shown).toBe(expected);
    else expect(shown).toMatch(expected);
    expect(runner.standIn.control.rules()).toEqual([]);
  });
});
